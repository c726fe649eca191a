using System.Globalization;
using System.Text;
using Mho.Cli;
using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class DevicesCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-devices-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Fit_writes_a_device_that_reads_back_and_two_plots()
    {
        string csv = Path.Combine(_root, "lab.csv");
        StringBuilder text = new("cell,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n");
        Key key = new Key(1)["lab"];
        for (int cell = 0; cell < 1000; cell++)
            text.Append(CultureInfo.InvariantCulture, $"{cell},{1 + (0.05 * cell)},10,10,{1 + (0.05 * cell) - 0.5 + key.Normal(cell)}\n");
        File.WriteAllText(csv, text.ToString());
        (int code, string output, string error) = Run("devices", "fit", csv, "--out", _root);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1000 cells", output, StringComparison.Ordinal);
        MeasuredRelaxation device = Assert.IsType<MeasuredRelaxation>(RecordJson.Read<IDevice>(File.ReadAllText(Path.Combine(_root, "lab.json")), "lab.json"));
        // σ = 1 µS and μ = −0.5 µS; 0.96/√1000 and 1.25/√1000 are their errors.
        Assert.Equal(1e-6, device.Curves[0].SpreadAt(25e-6), 4 * 0.03e-6);
        Assert.Equal(-0.5e-6, device.Curves[0].ShiftAt(25e-6), 4 * 0.04e-6);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_root, "lab.spread.svg")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_root, "lab.shift.svg")));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "is no relaxation measurement")]
    [InlineData("cell,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n0,1,1,1,x\n", "line 2: g_uS: \"x\" is not a finite number")]
    [InlineData("cell,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n0,1,1,1,2\n", "measure more cells")]
    [InlineData("cell,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n0,1,-1,1,2\n", "time before programming")]
    public void A_faulty_file_is_one_line_and_nothing_is_written(string text, string expected)
    {
        string csv = Path.Combine(_root, "bad.csv");
        File.WriteAllText(csv, text);
        (int code, string output, string error) = Run("devices", "fit", csv, "--out", _root);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Equal([csv], Directory.GetFiles(_root));
    }

    [Fact]
    public void List_names_every_model_and_its_source()
    {
        string output = Run("devices", "list").Output;
        foreach ((string name, _) in Models.Of(typeof(IDevice)))
            Assert.Contains(name, output, StringComparison.Ordinal);
        Assert.Contains("Nature 608", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_tells_of_a_device_by_name_or_file_and_draws_it()
    {
        string file = Path.Combine(_root, "lab.json"), plots = Path.Combine(_root, "plots");
        File.WriteAllText(file, """{ "model": "gaussian", "spread": 0.02 }""");
        (int code, string output, string error) = Run("devices", "show", file, "--set", "readNoise=0.01", "--out", plots);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("readNoise  0.01", output, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(plots, "gaussian.spread.svg")], Directory.GetFiles(plots));
        (code, output, _) = Run("devices", "show", "wan2022-rram", "--time", "1 h", "--json", "--out", plots);
        Assert.Equal(0, code);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(172800, json.RootElement.GetProperty("time").GetProperty("to").GetDouble());
        Assert.Equal(3600, json.RootElement.GetProperty("errors")[1].GetProperty("time").GetDouble());
        Assert.True(File.Exists(Path.Combine(plots, "wan2022-rram.time.svg")));
        Assert.Contains("mho devices show wan2022-rram", Run("devices", "show", "--help").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no device is called \"wan2022\"; known are", "wan2022")]
    [InlineData("nowhere.json: cannot be read", "nowhere.json")]
    [InlineData("--time 1 s is not later than 1 h", "ideal", "--time", "1 h", "--time", "1 s")]
    [InlineData("is not a duration", "ideal", "--time", "soon")]
    [InlineData("has no =", "ideal", "--set", "range")]
    [InlineData("spread: Spread = -1", "gaussian", "--set", "spread=-1")]
    public void Show_refuses_in_one_line(string expected, params string[] arguments)
    {
        (int code, string output, string error) = Run(["devices", "show", .. arguments]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        return (Shell.Run(arguments, new Terminal(output, error, interactive: false)), output.ToString(), error.ToString());
    }
}
