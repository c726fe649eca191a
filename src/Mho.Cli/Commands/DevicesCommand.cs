using System.CommandLine;
using System.Globalization;
using System.Text;
using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Experiments.Plots;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho devices</c>: which device models there are, what one is, and fitting one to measured readings.</summary>
internal sealed class DevicesCommand : ICommandFile
{
    private const string About = """
        List device models, show one, and fit one to measured readings.

        Examples:
          mho devices list
          mho devices show wan2022-rram
          mho devices fit readings.csv --out fits
        """;

    private const string ListAbout = """
        List the device models and where they are from.

        Examples:
          mho devices list
        """;

    private const string FitAbout = """
        Fit spread, shift and drift of a measured relaxation; write the device as JSON and plots of data against fit.

        Examples:
          mho devices fit readings.csv --out fits
          mho devices fit readings.csv --json
        """;

    private readonly Argument<string> _file = new("file") { Description = "CSV with columns cell, g_initial_uS, t_nominal_s, t_actual_s, g_uS or cell, bake_temp_C, g_before_uS, g_after_uS, t_after_s." };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for device and plots; the present one if not given.", HelpName = "folder" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the device as JSON, and no table." };

    /// <inheritdoc/>
    public int Order => 5;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command list = new("list", ListAbout);
        list.SetAction(_ => List(terminal));
        Command fit = new("fit", FitAbout) { _file, _out, _json };
        fit.SetAction(parsed => Fit(parsed.GetValue(_file)!, parsed.GetValue(_out) ?? ".", parsed.GetValue(_json), terminal));
        return new Command("devices", About) { list, new DeviceShow().Create(terminal), fit };
    }

    private static int List(Terminal terminal)
    {
        foreach ((string name, Type type) in Models.Of(typeof(IDevice)))
            terminal.Output.WriteLine($"{name,-14} {Models.SourceOf(type)}");
        return ExitCode.Success;
    }

    private static int Fit(string file, string folder, bool json, Terminal terminal)
    {
        // All fits first: a fault in a later condition leaves nothing half-written.
        RelaxationFit[] fits = [.. RelaxationMeasurement.Read(file).Select(DeviceFit.Fit)];
        foreach (RelaxationFit fit in fits)
        {
            string path = Path.Combine(folder, fit.Name.Replace(" °C", "C", StringComparison.Ordinal).Replace(' ', '_'));
            string device = RecordJson.Write<IDevice>(fit.Device);
            AtomicFile.Write(path + ".json", device);
            AtomicFile.Write(path + ".spread.svg", SpreadPlot(fit).ToSvg());
            AtomicFile.Write(path + ".shift.svg", ShiftPlot(fit).ToSvg());
            terminal.Output.Write(json ? device : Table(fit, path));
        }

        return ExitCode.Success;
    }

    private static string Table(RelaxationFit fit, string path)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{fit.Name}: {fit.Cells} cells, {fit.Device.Range.Min} to {fit.Device.Range.Max}");
        text.AppendLine("time           spread (uS)  shift (uS)  outliers (%)     chi2/dof spread  chi2/dof shift   (spread and shift: mean of the points)");
        foreach (RelaxationCurveFit curve in fit.Curves)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{curve.Curve.Time,-14} {1e6 * curve.Bins.Average(bin => bin.Spread.Value),11:F3} {1e6 * curve.Bins.Average(bin => bin.Shift.Value),11:F3}  {100 * curve.Outliers.Value,5:F2} ± {100 * curve.Outliers.StandardError,-8:F2} {Quality(curve.LogSpread),-16} {Quality(curve.Shift)}");
        }

        if (fit is { Drift: Estimate drift, DriftSpread: Estimate spread })
            text.AppendLine($"drift exponent {drift}, from cell to cell {spread}");
        foreach (Finding finding in fit.Findings)
            text.AppendLine(finding.ToString());
        return text.AppendLine($"{path}.json, {path}.spread.svg, {path}.shift.svg").ToString();
    }

    private static string Quality(LinearFit fit) => string.Create(CultureInfo.InvariantCulture, $"{fit.ChiSquare:F1}/{fit.DegreesOfFreedom}");

    private static Plot SpreadPlot(RelaxationFit fit) => Drawn(fit, "spread of the change (µS)", bin => bin.Spread, (curve, g) => curve.SpreadAt(g).Value);

    private static Plot ShiftPlot(RelaxationFit fit) => Drawn(fit, "median change (µS)", bin => bin.Shift, (curve, g) => curve.ShiftAt(g).Value);

    private static Plot Drawn(RelaxationFit fit, string quantity, Func<RelaxationBin, Estimate> point, Func<RelaxationCurveFit, double, double> fitted)
    {
        List<Mark> marks = [];
        foreach ((RelaxationCurveFit curve, int i) in fit.Curves.Select((curve, i) => (curve, i)))
        {
            string colour = Palette.Of(i);
            double from = curve.Curve.From.SI, to = curve.Curve.To.SI;
            double[] g = [.. Enumerable.Range(0, 101).Select(step => from + ((to - from) * step / 100))];
            marks.Add(new Line("", [.. g.Select(x => 1e6 * x)], [.. g.Select(x => 1e6 * fitted(curve, x))]) { Colour = colour });
            marks.Add(new ErrorBars(
                $"{curve.Curve.Time}", [.. curve.Bins.Select(bin => 1e6 * bin.Conductance)], [.. curve.Bins.Select(bin => 1e6 * point(bin).Value)],
                [.. curve.Bins.Select(bin => 1e6 * point(bin).StandardError)])
            { Colour = colour });
        }

        return new Plot($"{fit.Name}: points ± 1 standard error, fitted curves", new Axis("initial conductance (µS)"), new Axis(quantity), marks);
    }
}
