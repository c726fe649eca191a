using Mho.Experiments.Plots;
using Mho.Vsa.Machines;

namespace Mho.Experiments.Machines;

/// <summary>What stands at an arrow: a line for each output, the stimuli that say nothing together.</summary>
internal sealed record GraphLabel(IReadOnlyList<string> Lines)
{
    private const int MaximumLines = 6, LineLength = 28;
    private const double LineHeight = 14, Size = 11;

    /// <summary>Half the width it takes.</summary>
    public double HalfWidth => (Lines.Max(line => Svg.Width(line, Size)) / 2) + 2;

    /// <summary>Half the height it takes.</summary>
    public double HalfHeight => LineHeight * Lines.Count / 2;

    /// <summary>The label of some edges of one arrow.</summary>
    public static GraphLabel Of(IEnumerable<Edge> edges)
    {
        List<string> lines = [];
        foreach (Edge edge in edges.OrderBy(edge => edge.Output is null ? 0 : 1))
        {
            string text = edge.Stimulus + (edge.Output is null ? "" : $" / {edge.Output}");
            if (edge.Output is null && lines.Count > 0 && lines[^1].Length + text.Length <= LineLength)
                lines[^1] += $", {text}";
            else
                lines.Add(text);
        }

        return new(lines.Count <= MaximumLines ? lines : [.. lines[..(MaximumLines - 1)], $"and {lines.Count - MaximumLines + 1} lines more"]);
    }

    /// <summary>Writes it around a point.</summary>
    public void Draw(Svg svg, GraphPoint centre)
    {
        for (int i = 0; i < Lines.Count; i++)
            svg.Text(centre.X, centre.Y + 4 + (LineHeight * (i - ((Lines.Count - 1) / 2.0))), Lines[i], "middle", "class=\"mt mh\" paint-order=\"stroke\" stroke-width=\"3\" font-size=\"11\"");
    }
}
