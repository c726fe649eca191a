using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>What times do to walks: three drawings and a table.</summary>
internal static class TimescalesReporting
{
    public static Report Of(SpikingTimescales experiment, WalkPoint[] balanced, WalkPoint[] drawn, WalkPoint[] held, WalkPoint[] ignored, WalkPoint[] taken)
    {
        double[] halves = [.. experiment.Halves.Select(half => 1e3 * half.SI)], holds = [.. experiment.Holds.Select(hold => hold.SI)], rates = [.. experiment.Rates.Select(rate => rate.SI)];
        return new Report("Times of spiking networks", Invariant($"{experiment.Networks} networks of {experiment.Network.Described}: how long a state is held, how short stimuli may be, how fast they may come."))
        {
            Headlines =
            [
                new("held", holds[^1], Invariant($"held {experiment.Holds[^1]} without input, networks right"), held[^1].CompleteText, "95 %, Wilson over networks"),
                Shortest("balanced", "shortest halves with all networks right, stimuli balanced", halves, balanced),
                Shortest("drawn", "the same, stimuli as drawn", halves, drawn),
                new("ignored", ignored.Average(point => point.Share), Invariant($"stimuli for {experiment.Span} that no edge takes, networks right"), Range(ignored), "least and most over rates"),
                new("taken", taken.Average(point => point.Share), Invariant($"stimuli for {experiment.Span} that edges take, networks right"), Range(taken), "least and most over rates"),
            ],
            Metrics =
            [
                .. Metrics("balanced", "ms", halves, balanced), .. Metrics("drawn", "ms", halves, drawn), .. Metrics("held", "s", holds, held),
                .. Metrics("ignored", "Hz", rates, ignored), .. Metrics("taken", "Hz", rates, taken),
            ],
            Sections =
            [
                Drawn("halves", "Length of stimuli", new Axis("length of each half (ms)"), experiment, [.. WalkCurve.Of("stimuli balanced", halves, balanced, 0), .. WalkCurve.Of("stimuli as drawn", halves, drawn, 1)], Invariant($"Walks of {experiment.Network.Steps} edges.")),
                Drawn("held", "A state held without input", new Axis("time (s)", AxisScale.Logarithmic), experiment, [.. WalkCurve.Of("held", holds, held, 0)], "The first state, then one edge and the next state, each for that long."),
                Drawn("rates", "Stimuli at several rates", new Axis("stimuli a second"), experiment, [.. WalkCurve.Of("that no edge takes", rates, ignored, 0), .. WalkCurve.Of("that edges take", rates, taken, 1)], Invariant($"For {experiment.Span}, halves of {experiment.Half}, rest in between.")),
                new Table("Every point: networks right every time with the 95 % interval (Wilson over networks), checks right, overlap.", ["condition", "", "networks", "checks", "overlap"],
                [
                    .. Rows("halves, balanced", "ms", halves, balanced), .. Rows("halves, as drawn", "ms", halves, drawn), .. Rows("held", "s", holds, held),
                    .. Rows("stimuli that no edge takes", "Hz", rates, ignored), .. Rows("stimuli that edges take", "Hz", rates, taken),
                ]),
            ],
            References = [SpikingWalks.Paper],
        };
    }

    // From the longest down.
    private static Metric Shortest(string name, string label, double[] halves, WalkPoint[] points)
    {
        int[] right = [.. Enumerable.Range(0, points.Length).Reverse().TakeWhile(i => points[i].Complete == points[i].Networks)];
        return right.Length == 0 ? new($"{name}.shortest", double.NaN, label, "none of these") : new($"{name}.shortest", 1e-3 * halves[right[^1]], label, Invariant($"{halves[right[^1]]} ms"), points[right[^1]].CompleteText);
    }

    private static string Range(WalkPoint[] points) => Invariant($"{points.Min(point => point.Complete)} to {points.Max(point => point.Complete)} of {points[0].Networks}");

    private static IEnumerable<Metric> Metrics(string name, string unit, double[] xs, WalkPoint[] points) => points.SelectMany((point, i) => point.Metrics(Invariant($"{name}.{xs[i]}{unit}")));

    private static Figure Drawn(string name, string title, Axis axis, SpikingTimescales experiment, Mark[] marks, string caption) =>
        new(name, new Plot(title, axis, WalkCurve.Axis("networks right every time (%)"), marks) { Height = 300 }, $"{caption} {experiment.Networks} networks a point; bands: 95 % (Wilson over networks).");

    private static IEnumerable<IReadOnlyList<string>> Rows(string condition, string unit, double[] xs, WalkPoint[] points) =>
        points.Select((point, i) => (IReadOnlyList<string>)[condition, Invariant($"{xs[i]} {unit}"), point.CompleteText, point.RightText, Invariant($"{point.Overlap:F3}")]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
