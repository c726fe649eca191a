namespace Mho.Experiments.Plots;

/// <summary>Several drawings as one, from top to bottom: quantities over one time. Give their plots one <see cref="Plot.Margin"/>, and their axes line up.</summary>
/// <param name="Title">What is seen; the drawings have their own titles.</param>
/// <param name="Plots">The drawings.</param>
public sealed record Stacked(string Title, IReadOnlyList<IPlot> Plots) : IPlot
{
    /// <inheritdoc/>
    public string ToSvg()
    {
        string[] drawings = [.. Plots.Select(plot => plot.ToSvg())];
        (double Width, double Height)[] sizes = [.. drawings.Select(SideBySide.SizeOf)];
        Svg svg = new(sizes.Max(size => size.Width), sizes.Sum(size => size.Height), Title);
        double y = 0;
        for (int i = 0; i < drawings.Length; i++)
        {
            svg.Append($"<svg y=\"{Svg.Number(y)}\"{drawings[i].TrimEnd()["<svg".Length..]}");
            y += sizes[i].Height;
        }

        return svg.Finish();
    }
}
