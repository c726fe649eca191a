namespace Mho.Experiments.Plots;

/// <summary>The area between two lines: a spread or a confidence interval.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Xs">Horizontal values.</param>
/// <param name="Lows">Lower edge.</param>
/// <param name="Highs">Upper edge.</param>
public sealed record Band(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Lows, IReadOnlyList<double> Highs) : Mark(Label)
{
    /// <summary>Lower edge.</summary>
    public IReadOnlyList<double> Lows { get; } = Same(Lows, Xs.Count, nameof(Lows));

    /// <summary>Upper edge.</summary>
    public IReadOnlyList<double> Highs { get; } = Same(Highs, Xs.Count, nameof(Highs));

    internal override bool TakesColour => false;

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Lows.Concat(Highs);

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        IEnumerable<(double, double)> there = Xs.Zip(Highs, (x, y) => (frame.X(x), frame.Y(y))), back = Xs.Zip(Lows, (x, y) => (frame.X(x), frame.Y(y))).Reverse();
        svg.Path(there.Concat(back).Where(point => double.IsFinite(point.Item1) && double.IsFinite(point.Item2)), $"fill=\"{colour}\" fill-opacity=\"0.18\"", close: true);
    }

    internal override void Sign(Svg svg, double x, double y, string colour) => svg.Rectangle(x, y - 6, 22, 12, $"fill=\"{colour}\" fill-opacity=\"0.25\"");
}
