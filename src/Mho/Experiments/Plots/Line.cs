namespace Mho.Experiments.Plots;

/// <summary>Points joined by a line; a value that is not finite breaks it.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Xs">Horizontal values.</param>
/// <param name="Ys">Vertical values.</param>
public sealed record Line(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys) : Mark(Label)
{
    /// <summary>Vertical values.</summary>
    public IReadOnlyList<double> Ys { get; } = Same(Ys, Xs.Count, nameof(Ys));

    /// <summary>Solid, dashed or dotted.</summary>
    public LineStyle Style { get; init; }

    /// <summary>Whether each point has a dot: for few, measured points.</summary>
    public bool Dots { get; init; }

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Ys;

    internal override IEnumerable<(double Left, double Top, double Right, double Bottom)> Boxes(Frame frame) =>
        Dots ? Xs.Zip(Ys, (x, y) => (frame.X(x) - 4, frame.Y(y) - 4, frame.X(x) + 4, frame.Y(y) + 4)) : [];

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        svg.Path(Xs.Zip(Ys, (x, y) => (frame.X(x), frame.Y(y))), Look(colour));
        for (int i = 0; Dots && i < Xs.Count; i++)
            Scatter.Dot(svg, frame.X(Xs[i]), frame.Y(Ys[i]), 3.5, colour, 1);
    }

    internal override void Sign(Svg svg, double x, double y, string colour)
    {
        svg.Path([(x, y), (x + 22, y)], Look(colour));
        if (Dots)
            Scatter.Dot(svg, x + 11, y, 3.5, colour, 1);
    }

    private string Look(string colour)
    {
        string dashes = Style switch { LineStyle.Dashed => " stroke-dasharray=\"7 4\"", LineStyle.Dotted => " stroke-dasharray=\"1.5 4\"", _ => "" };
        return $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dashes}";
    }
}
