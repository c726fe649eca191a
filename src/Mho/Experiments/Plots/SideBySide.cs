using System.Globalization;
using System.Text.RegularExpressions;

namespace Mho.Experiments.Plots;

/// <summary>Several drawings as one, from left to right: matrices of different quantities, each with its own scale.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Plots">The drawings.</param>
public sealed partial record SideBySide(string Title, IReadOnlyList<IPlot> Plots) : IPlot
{
    private const double TitleHeight = 34;

    /// <inheritdoc/>
    public string ToSvg()
    {
        string[] drawings = [.. Plots.Select(plot => plot.ToSvg())];
        (double Width, double Height)[] sizes = [.. drawings.Select(SizeOf)];
        Svg svg = new(sizes.Sum(size => size.Width), TitleHeight + sizes.Max(size => size.Height), Title);
        svg.Text(16, 22, Title, look: "class=\"mt\" font-size=\"15\" font-weight=\"600\"");
        double x = 0;
        for (int i = 0; i < drawings.Length; i++)
        {
            svg.Append($"<svg x=\"{Svg.Number(x)}\" y=\"{Svg.Number(TitleHeight)}\"{drawings[i].TrimEnd()["<svg".Length..]}");
            x += sizes[i].Width;
        }

        return svg.Finish();
    }

    // Svg begins every drawing with the box it fills.
    internal static (double Width, double Height) SizeOf(string drawing)
    {
        Match box = ViewBox().Match(drawing);
        return (double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"")]
    private static partial Regex ViewBox();
}
