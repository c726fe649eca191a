using Mho.Experiments.Plots;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>The share of networks that are right every time, over something.</summary>
internal static class WalkCurve
{
    /// <summary>A line with its 95 % band (Wilson over networks), in percent.</summary>
    public static IEnumerable<Mark> Of(string label, IReadOnlyList<double> xs, IReadOnlyList<WalkPoint> points, int colour) =>
    [
        new Band("", xs, [.. points.Select(point => 100 * point.Interval.Low)], [.. points.Select(point => 100 * point.Interval.High)]) { Colour = Palette.Of(colour) },
        new Line(label, xs, [.. points.Select(point => 100 * point.Share)]) { Colour = Palette.Of(colour), Dots = true },
    ];

    /// <summary>The axis of such curves.</summary>
    public static Axis Axis(string label) => new(label) { Min = 0, Max = 103 };
}
