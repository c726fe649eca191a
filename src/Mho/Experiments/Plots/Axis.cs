namespace Mho.Experiments.Plots;

/// <summary>What an axis means and how it is divided.</summary>
/// <param name="Label">Quantity and unit: <c>"conductance (µS)"</c>.</param>
/// <param name="Scale">Linear or logarithmic.</param>
public sealed record Axis(string Label, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>Lowest value shown; from the data if NaN.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Highest value shown; from the data if NaN.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Own ticks, value and text; chosen automatically if empty.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks { get; init; } = [];

    /// <summary>A logarithmic axis of time with the marks people think in: 1 s, 1 min, 1 h, 1 day.</summary>
    public static Axis OfTime(string label) => new(label, AxisScale.Logarithmic)
    {
        Ticks = [(1e-9, "1 ns"), (1e-6, "1 µs"), (1e-3, "1 ms"), (1, "1 s"), (60, "1 min"), (3600, "1 h"), (86400, "1 day"), (2592000, "30 days"), (31557600, "1 year")],
    };

    /// <summary>An axis of named places 0, 1, 2, ….</summary>
    public static Axis OfNames(string label, IReadOnlyList<string> names) => new(label)
    {
        Min = -0.6,
        Max = names.Count - 0.4,
        Ticks = [.. names.Select((name, i) => ((double)i, name))],
    };

    /// <summary>The interval shown when the data span <paramref name="low"/> to <paramref name="high"/>.</summary>
    internal (double Low, double High) Domain(double low, double high, double margin)
    {
        bool log = Scale == AxisScale.Logarithmic;
        if (!(low <= high))
            (low, high) = log ? (1, 10) : (0, 1);
        (double a, double b) = (Forward(low), Forward(high));
        double pad = a == b ? (log ? 0.5 : Math.Max(Math.Abs(a) * 0.1, 0.5)) : (b - a) * margin;
        // Zero is a natural end of many quantities: do not pad across it.
        double bottom = !log && low >= 0 && a - pad < 0 ? 0 : a - pad;
        (double min, double max) = (double.IsNaN(Min) ? Back(bottom) : Min, double.IsNaN(Max) ? Back(b + pad) : Max);
        return min < max ? (min, max) : (min, log ? min * 10 : min + 1);
    }

    /// <summary>A value where equal lengths are equal differences.</summary>
    internal double Forward(double value) => Scale == AxisScale.Linear ? value : value > 0 ? Math.Log10(value) : double.NaN;

    private double Back(double value) => Scale == AxisScale.Linear ? value : Math.Pow(10, value);
}
