namespace Mho.Experiments.Plots;

/// <summary>Points with the spread of each, as a whisker from y − spread to y + spread.</summary>
/// <param name="Label">Its name in the legend; say there what the spread is ("± 1 sd of 5").</param>
/// <param name="Xs">Horizontal values.</param>
/// <param name="Ys">Vertical values.</param>
/// <param name="Spreads">Half lengths of the whiskers.</param>
public sealed record ErrorBars(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, IReadOnlyList<double> Spreads) : Mark(Label)
{
    private const double Cap = 4;

    /// <summary>Vertical values.</summary>
    public IReadOnlyList<double> Ys { get; } = Same(Ys, Xs.Count, nameof(Ys));

    /// <summary>Half lengths of the whiskers.</summary>
    public IReadOnlyList<double> Spreads { get; } = Same(Spreads, Xs.Count, nameof(Spreads));

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Ys.Zip(Spreads, (y, spread) => y - spread).Concat(Ys.Zip(Spreads, (y, spread) => y + spread));

    internal override IEnumerable<(double Left, double Top, double Right, double Bottom)> Boxes(Frame frame) =>
        Enumerable.Range(0, Xs.Count).Select(i => (frame.X(Xs[i]) - Cap, frame.Y(Ys[i] + Spreads[i]), frame.X(Xs[i]) + Cap, frame.Y(Ys[i] - Spreads[i])));

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        for (int i = 0; i < Xs.Count; i++)
            Whisker(svg, frame.X(Xs[i]), frame.Y(Ys[i] + Spreads[i]), frame.Y(Ys[i]), frame.Y(Ys[i] - Spreads[i]), colour);
    }

    internal override void Sign(Svg svg, double x, double y, string colour) => Whisker(svg, x + 11, y - 7, y, y + 7, colour);

    private static void Whisker(Svg svg, double x, double top, double middle, double bottom, string colour)
    {
        if (!double.IsFinite(x + top + middle + bottom))
            return;
        string look = $"stroke=\"{colour}\" stroke-width=\"1.5\"";
        svg.Line(x, top, x, bottom, look);
        svg.Line(x - Cap, top, x + Cap, top, look);
        svg.Line(x - Cap, bottom, x + Cap, bottom, look);
        Scatter.Dot(svg, x, middle, 3.5, colour, 1);
    }
}
