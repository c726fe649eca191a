namespace Mho.Experiments.Plots;

/// <summary>Points.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Xs">Horizontal values.</param>
/// <param name="Ys">Vertical values.</param>
public sealed record Scatter(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys) : Mark(Label)
{
    /// <summary>Vertical values.</summary>
    public IReadOnlyList<double> Ys { get; } = Same(Ys, Xs.Count, nameof(Ys));

    /// <summary>Radius of a point in pixels.</summary>
    public double Radius { get; init; } = 3;

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Ys;

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        // Many points cover each other: let the crowd show through.
        double opacity = Xs.Count > 300 ? 0.3 : Xs.Count > 60 ? 0.6 : 0.9;
        for (int i = 0; i < Xs.Count; i++)
            Dot(svg, frame.X(Xs[i]), frame.Y(Ys[i]), Radius, colour, opacity);
    }

    internal override void Sign(Svg svg, double x, double y, string colour) => Dot(svg, x + 11, y, 4, colour, 0.9);

    /// <summary>One point; nothing if it is nowhere.</summary>
    internal static void Dot(Svg svg, double x, double y, double radius, string colour, double opacity)
    {
        if (double.IsFinite(x) && double.IsFinite(y))
            svg.Append($"<circle cx=\"{Svg.Number(x)}\" cy=\"{Svg.Number(y)}\" r=\"{Svg.Number(radius)}\" fill=\"{colour}\"{(opacity < 1 ? $" fill-opacity=\"{Svg.Number(opacity)}\"" : "")}/>");
    }
}
