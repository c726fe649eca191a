using System.CommandLine;
using System.Text.Json;
using Mho.Devices;
using Mho.Experiments.DeviceSheets;

namespace Mho.Cli.Commands;

/// <summary><c>mho devices show</c>: what a device model is, where it holds, how far its cells end from their targets.</summary>
internal sealed class DeviceShow
{
    private const string About = """
        Show a device model: parameters with units, source, valid range, spread of programming and relaxation, levels that stay apart.

        Examples:
          mho devices show wan2022-rram
          mho devices show fits/lab.json --out plots          your own cells, and the spread as SVG over target and time
          mho devices show pulsed-rram --set weak=0.1 --json  with a changed parameter, for programs
          mho devices show measured --time "10 s" --time "1 day"
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string> _name = new("name") { Description = "A model of \"mho devices list\", or a JSON file of a device." };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the plots; without it none are drawn.", HelpName = "folder" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the sheet as JSON in SI units, and nothing else." };
    private readonly Option<string[]> _times = new("--time") { Description = "Time after programming; may be repeated. 1 s, 1 h, 1 day, 30 days if not given.", HelpName = "time" };
    private readonly Option<string[]> _set = new("--set") { Description = "Change a parameter, for example --set readNoise=0.02; may be repeated.", HelpName = "path=value" };

    /// <summary>The command.</summary>
    public Command Create(Terminal terminal)
    {
        Command show = new("show", About) { _name, _out, _json, _times, _set };
        show.SetAction(parsed => Show(parsed, terminal));
        return show;
    }

    private int Show(ParseResult parsed, Terminal terminal)
    {
        IDevice device = NamedDevices.Load(parsed.GetValue(_name)!, parsed.GetValue(_set) ?? []);
        DeviceSheet sheet = DeviceSheet.Show(device, Times(parsed.GetValue(_times) ?? []));
        terminal.Output.Write(parsed.GetValue(_json) ? DeviceSheetJson.Of(sheet).ToJsonString(Indented) + "\n" : DeviceSheetText.Of(sheet));
        if (parsed.GetValue(_out) is not { } folder)
            return ExitCode.Success;
        foreach ((string kind, string svg) in new[] { ("spread", DeviceSheetPlots.OverTargets(sheet).ToSvg()), ("time", DeviceSheetPlots.OverTime(sheet)?.ToSvg() ?? "") })
        {
            string path = Path.Combine(folder, $"{sheet.Name}.{kind}.svg");
            if (svg.Length == 0)
                continue;
            AtomicFile.Write(path, svg);
            if (!parsed.GetValue(_json))
                terminal.Output.WriteLine(path);
        }

        return ExitCode.Success;
    }

    private static Duration[] Times(string[] given)
    {
        Duration[] times = [.. given.Select(Duration.Parse)];
        for (int i = 0; i < times.Length; i++)
        {
            if (!(times[i].SI > (i == 0 ? 0 : times[i - 1].SI)) || !double.IsFinite(times[i].SI))
                throw new InputException($"--time {given[i]} is not later than {(i == 0 ? "0 s" : given[i - 1])}; give times above 0 s in rising order.");
        }

        return times;
    }
}
