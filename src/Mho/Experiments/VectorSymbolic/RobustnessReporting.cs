using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>What faults leave of walks: a curve for each, and where half of all networks fail.</summary>
internal static class RobustnessReporting
{
    public static Report Of(SpikingRobustness experiment, WalkPoint none, IReadOnlyList<FaultCurve> curves, WalkPoint[][] found)
    {
        string stimuli = experiment.Balanced ? "stimuli balanced" : "stimuli as drawn";
        return new Report("Spiking networks with faulty weights", Invariant($"{experiment.Networks} networks of {experiment.Network.Described}, {stimuli}, walk {experiment.Network.Steps} edges; without a fault {none.Complete} are right every time."))
        {
            Headlines = [new("none.complete", none.Share, "no fault", none.CompleteText, "networks right every time; 95 %, Wilson over networks"), .. curves.Select((curve, c) => Withstood(curve, found[c]))],
            Metrics =
            [
                .. none.Metrics("none"),
                .. curves.SelectMany((curve, c) => curve.Levels.SelectMany((level, l) => found[c][l].Metrics(Invariant($"{curve.Name}.{level}")))),
            ],
            Findings = none.Complete == none.Networks
                ? []
                : [new(Severity.Warning, "no fault", Invariant($"{none.Networks - none.Complete} of {none.Networks} networks go astray by themselves"), "faults cannot be told from that; give more neurons, or balanced stimuli")],
            Sections =
            [
                .. curves.Select((curve, c) => Drawn(experiment, curve, none, found[c])),
                new Table("Every point: networks right every time with the 95 % interval (Wilson over networks: checks of one walk hang together), checks right, overlap, rates of a state's neurons and of all others in Hz.",
                    ["fault", "level", "networks", "checks", "overlap", "state", "others"],
                    [Row("none", "–", none), .. curves.SelectMany((curve, c) => curve.Levels.Select((level, l) => Row(curve.Title, Invariant($"{level}"), found[c][l])))]),
            ],
            References = [SpikingWalks.Paper],
        };
    }

    // The worst level at which every network is still right, going from the mildest: levels rise with the fault, but fewer levels of a quantiser are worse.
    private static Metric Withstood(FaultCurve curve, WalkPoint[] points)
    {
        IEnumerable<int> mildestFirst = curve.Name == "quantised" ? Enumerable.Range(0, points.Length).Reverse() : Enumerable.Range(0, points.Length);
        int[] held = [.. mildestFirst.TakeWhile(l => points[l].Complete == points[l].Networks)];
        int last = held.Length > 0 ? held[^1] : -1;
        return new($"{curve.Name}.withstood", last >= 0 ? curve.Levels[last] : double.NaN, curve.Title, last >= 0 ? Invariant($"{curve.Levels[last]}") : "none of these", "worst level at which all networks are right");
    }

    private static Figure Drawn(SpikingRobustness experiment, FaultCurve curve, WalkPoint none, WalkPoint[] points)
    {
        // Nothing is wrong at level 0, but a quantiser's and a threshold's mild end is not there.
        bool fromNone = curve.Name is not ("quantised" or "ternary" or "removed") && curve.Levels[0] > 0;
        double[] levels = [.. fromNone ? [0] : Array.Empty<double>(), .. curve.Levels];
        WalkPoint[] all = [.. fromNone ? [none] : Array.Empty<WalkPoint>(), .. points];
        Plot plot = new(curve.Title, curve.Axis, WalkCurve.Axis("right (%)"),
        [
            .. WalkCurve.Of("networks, every time", levels, all, 0),
            new Line("checks", levels, [.. all.Select(point => 100.0 * point.Right / point.Checks)]) { Colour = Palette.Of(1), Style = LineStyle.Dashed, Dots = true },
            new Line("overlap", levels, [.. all.Select(point => 100 * point.Overlap)]) { Colour = Palette.Of(2), Style = LineStyle.Dotted },
        ])
        {
            Height = 300,
        };
        return new(curve.Name, plot, $"{experiment.Networks} networks a point; band: 95 % (Wilson over networks).");
    }

    private static IReadOnlyList<string> Row(string fault, string level, WalkPoint point) =>
        [fault, level, point.CompleteText, point.RightText, Invariant($"{point.Overlap:F3}"), Invariant($"{point.Active:F1}"), Invariant($"{point.Others:F2}")];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
