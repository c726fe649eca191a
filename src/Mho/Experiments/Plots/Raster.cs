using System.Text;

namespace Mho.Experiments.Plots;

/// <summary>Events as short upright strokes: spikes of neurons over time. One path, however many.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Xs">When.</param>
/// <param name="Ys">Which row; a stroke is a row high.</param>
public sealed record Raster(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys) : Mark(Label)
{
    /// <summary>Which row.</summary>
    public IReadOnlyList<double> Ys { get; } = Same(Ys, Xs.Count, nameof(Ys));

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Ys;

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        StringBuilder path = new();
        string height = Svg.Number(Math.Max(1, frame.Y(0) - frame.Y(0.9)));
        for (int i = 0; i < Xs.Count; i++)
            path.Append('M').Append(Svg.Number(frame.X(Xs[i]))).Append(' ').Append(Svg.Number(frame.Y(Ys[i] + 0.45))).Append('v').Append(height);
        if (path.Length > 0)
            svg.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"0.8\"/>");
    }

    internal override void Sign(Svg svg, double x, double y, string colour) =>
        svg.Append($"<path d=\"M{Svg.Number(x + 4)} {Svg.Number(y - 5)}v10M{Svg.Number(x + 11)} {Svg.Number(y - 5)}v10M{Svg.Number(x + 18)} {Svg.Number(y - 5)}v10\" stroke=\"{colour}\"/>");
}
