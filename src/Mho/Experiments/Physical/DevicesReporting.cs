using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Experiments.Classification;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks;
using Mho.Networks.Spiking;
using static Mho.Experiments.Classification.Wording;

namespace Mho.Experiments.Physical;

/// <summary>Tells what cells do to a physical neural network.</summary>
internal static class DevicesReporting
{
    /// <summary>The report.</summary>
    public static Report Of(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        IArchitecture architecture = experiment.Network is Trained trained ? trained.Architecture : experiment.Network;
        return new Report($"{experiment.Name}: {Models.NameOf(architecture.GetType())} on {Models.NameOf(experiment.Data.GetType())}, weights in cells", Summary(experiment, outcome))
        {
            Headlines = [.. Headlines(experiment, outcome)],
            Metrics = [.. Metrics(experiment, outcome)],
            Findings = [.. Findings(experiment, outcome)],
            Sections = [.. Sections(experiment, outcome)],
            References = [.. new object[] { experiment, architecture, experiment.Data }.Concat(experiment.Devices).Select(Models.SourceOf).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string Summary(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        string text = $"With the weights it learned the network answers {Percent(outcome.Software)} of {outcome.TestImages:N0} test images.";
        if (experiment.Errors.Count > 0 && experiment.Laws.Count > 0)
            text += $" With cells that miss their targets by {100 * experiment.Errors[^1]} % ({Law(experiment.Laws[0])}): {Percent(outcome.ByError[0][^1].Mean)}.";
        if (experiment.Devices.Count > 0)
            text += $" In {Device(experiment, experiment.Devices.Count - 1)} {When(experiment, experiment.Times.Count)}: {Percent(outcome.InTime[^1][^1].Mean)}.";
        return text;
    }

    private static IEnumerable<Metric> Headlines(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        yield return Metric.Percent("accuracy.software", outcome.Software, "as learned");
        for (int law = 0; law < experiment.Laws.Count && experiment.Errors.Count > 0; law++)
            yield return Metric.Percent(Name(experiment, law, experiment.Errors.Count - 1), outcome.ByError[law][^1].Mean, $"{100 * experiment.Errors[^1]} % error, {Law(experiment.Laws[law])}", Note(outcome.ByError[law][^1]));
        for (int device = 0; device < experiment.Devices.Count; device++)
        {
            foreach (int time in new[] { 0, experiment.Times.Count }.Distinct())
                yield return Metric.Percent(Name(experiment, device, time, inTime: true), outcome.InTime[device][time].Mean, $"{Device(experiment, device)} {When(experiment, time)}", Note(outcome.InTime[device][time]));
        }
    }

    private static IEnumerable<Metric> Metrics(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        IEnumerable<(string Name, Repeats At)> all =
        [
            .. experiment.Laws.SelectMany((_, law) => experiment.Errors.Select((_, error) => (Name(experiment, law, error), outcome.ByError[law][error]))),
            .. experiment.Devices.SelectMany((_, device) => Enumerable.Range(0, experiment.Times.Count + 1).Select(time => (Name(experiment, device, time, inTime: true), outcome.InTime[device][time]))),
        ];
        foreach ((string name, Repeats at) in all)
        {
            yield return Metric.Percent(name, at.Mean);
            yield return new Metric(name + ".deviation", at.Deviation);
            yield return Metric.Percent(name + ".least", at.Least);
        }

        for (int device = 0; device < experiment.Devices.Count; device++)
        {
            foreach (SynapseCells cells in outcome.Cells[device])
                yield return Metric.Of($"capacitance.{Device(experiment, device)}.{cells.Layer}", cells.Circuit.Capacitance);
        }
    }

    private static IEnumerable<Finding> Findings(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        foreach (IDevice device in experiment.Devices)
        {
            if ((device as IProgrammable)?.ProgrammingDoubt is { } programming)
                yield return programming;
            if (experiment.Times.Count > 0 && (device as IRelaxing)?.Doubt(experiment.Times[^1]) is { } doubt)
                yield return doubt;
        }

        if (experiment.Training.WeightNoise == 0 && outcome.InTime.Any(device => outcome.Software - device[^1].Mean > 0.01))
            yield return new Finding(Severity.Note, "training", "cells cost more than a point, and the network was trained without weight noise", "train with training.weightNoise of 0.02 to 0.1");
        for (int d = 0; d < experiment.Devices.Count; d++)
        {
            foreach (SynapseCells cells in outcome.Cells[d].Where(cells => cells.Circuit.Capacitance.SI > 1e-11))
            {
                yield return new Finding(Severity.Note, cells.Layer, $"cells of up to {experiment.Devices[d].Range.Max} need {Shown(cells.Circuit.Capacitance)} on every membrane to charge it in {experiment.Window}",
                    $"a window of {Shown(new Duration(experiment.Window.SI * 1e-12 / cells.Circuit.Capacitance.SI))} would need 1 pF (window), or take cells of lower conductance");
                yield break;
            }
        }
    }

    private static IEnumerable<Section> Sections(PhysicalDevices experiment, DevicesOutcome outcome)
    {
        string programmings = $"mean of {experiment.Programmings} programmings, {outcome.TestImages:N0} test images; in brackets the standard deviation in points";
        if (experiment.Errors.Count > 0 && experiment.Laws.Count > 0)
        {
            yield return new Heading("Programming error");
            yield return new Table($"Accuracy with cells of 0 to 40 µS that miss their targets; {programmings}.", ["error (%)", .. experiment.Laws.Select(Law)],
                [.. experiment.Errors.Select((error, e) => (IReadOnlyList<string>)[$"{100 * error:G4}", .. outcome.ByError.Select(law => Cell(law[e]))])]);
            double[] errors = [.. experiment.Errors.Select(error => 100 * error)];
            yield return new Figure("programming-error", new Plot("Accuracy against programming error", new Axis("standard deviation of programming (%)"), new Axis("test images answered rightly (%)"),
                [.. outcome.ByError.SelectMany((law, i) => Curve(Law(experiment.Laws[i]), errors, law, i)), new Rule("as learned", 100 * outcome.Software)])
            { Height = 340 },
                "Whiskers: one standard deviation of the programmings.");
        }

        if (experiment.Devices.Count > 0)
        {
            yield return new Heading("Real cells in time");
            yield return new Table($"Accuracy; {programmings}.", ["", .. experiment.Devices.Select((_, d) => Device(experiment, d))],
                [.. Enumerable.Range(0, experiment.Times.Count + 1).Select(time => (IReadOnlyList<string>)[When(experiment, time), .. outcome.InTime.Select(device => Cell(device[time]))])]);
            if (experiment.Times.Count > 0)
            {
                double[] times = [.. experiment.Times.Select(time => time.SI)];
                yield return new Figure("ageing", new Plot("Accuracy over time", Axis.OfTime("time after programming"), new Axis("test images answered rightly (%)"),
                    [.. outcome.InTime.SelectMany((device, d) => Curve(Device(experiment, d), times, [.. device.Skip(1)], d)), new Rule("as learned", 100 * outcome.Software)])
                { Height = 340 },
                    "Whiskers: one standard deviation of the programmings.");
            }

            yield return new Table("The first programming. Capacitance: what a membrane needs so that the largest weights are the highest conductance.",
                ["cells", "layer", "synapses", "conducting", "clipped", "error of programming", "inside the window", "capacitance"],
                [.. experiment.Devices.SelectMany((_, d) => outcome.Cells[d].Select(cells => (IReadOnlyList<string>)
                    [Device(experiment, d), cells.Layer, $"{cells.Synapses:N0}", $"{cells.Conducting:N0}", $"{cells.Clipped:N0}", Shown(cells.Error), double.IsNaN(cells.Yield) ? "–" : Percent(cells.Yield), Shown(cells.Circuit.Capacitance)]))]);
        }
    }

    private static IEnumerable<Mark> Curve(string label, double[] xs, IReadOnlyList<Repeats> points, int colour)
    {
        double[] means = [.. points.Select(point => 100 * point.Mean)];
        yield return new Line(label, xs, means) { Colour = Palette.Of(colour), Dots = true };
        yield return new ErrorBars("", xs, means, [.. points.Select(point => 100 * point.Deviation)]) { Colour = Palette.Of(colour) };
    }

    private static string Cell(Repeats at) => at.Values.Count > 1 ? $"{Percent(at.Mean)} ({100 * at.Deviation:F2})" : Percent(at.Mean);

    private static string Note(Repeats at) => at.Values.Count > 1 ? $"mean of {at.Values.Count} programmings ± {100 * at.Deviation:F2} points" : "one programming";

    private static string Law(GaussianKind law) => law switch
    {
        GaussianKind.Proportional => "of the target",
        GaussianKind.Additive => "of the highest conductance",
        _ => "log-normal",
    };

    private static string Device(PhysicalDevices experiment, int device)
    {
        string name = Models.NameOf(experiment.Devices[device].GetType()) ?? experiment.Devices[device].GetType().Name;
        // Two of a kind are told apart by their numbers.
        return experiment.Devices.Count(other => other.GetType() == experiment.Devices[device].GetType()) > 1 ? $"{name} {device + 1}" : name;
    }

    private static string When(PhysicalDevices experiment, int time) => time == 0 ? "as programmed" : $"after {experiment.Times[time - 1]}";

    private static string Name(PhysicalDevices experiment, int law, int error) => $"accuracy.error.{experiment.Laws[law].ToString().ToLowerInvariant()}.{100 * experiment.Errors[error]:G4}";

    private static string Name(PhysicalDevices experiment, int device, int time, bool inTime) =>
        $"accuracy.device.{Device(experiment, device).Replace(' ', '-')}.{(inTime && time > 0 ? experiment.Times[time - 1].ToString().Replace(" ", "", StringComparison.Ordinal) : "programmed")}";
}
