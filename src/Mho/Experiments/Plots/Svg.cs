using System.Globalization;
using System.Text;

namespace Mho.Experiments.Plots;

/// <summary>Writes SVG elements: coordinates in pixels with at most two digits, so that the text is the same on every machine.</summary>
internal sealed class Svg
{
    // Series colours hold on both grounds; what is text, grid or axis follows the reader's light or dark theme.
    private const string Style = """
        <style>.mt{fill:#1b1f24}.ms{fill:#57606a}.mg{stroke:#e4e7eb}.ma{stroke:#8c959f}.mh{stroke:#fff}.mk{stroke:#1b1f24}.mc{shape-rendering:crispEdges}
        @media (prefers-color-scheme:dark){.mt{fill:#e6e9ed}.ms{fill:#a3adb8}.mg{stroke:#30363d}.ma{stroke:#6e7781}.mh{stroke:#0f1318}.mk{stroke:#e6e9ed}}</style>

        """;

    private readonly StringBuilder _text = new();

    /// <summary>Begins a drawing.</summary>
    public Svg(double width, double height, string title)
    {
        _text.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").Append(Number(width)).Append(' ').Append(Number(height))
            .Append("\" width=\"").Append(Number(width)).Append("\" height=\"").Append(Number(height))
            .Append("\" role=\"img\" font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\" font-size=\"12\">\n<title>")
            .Append(Escape(title)).Append("</title>\n").Append(Style);
    }

    /// <summary>A coordinate.</summary>
    public static string Number(double value) => (Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>How wide a text of 12 pixels is about; nobody here can measure the reader's font.</summary>
    public static double Width(string text, double size = 12) =>
        size * text.Sum(letter => letter is 'i' or 'l' or 'j' or '.' or ',' or ' ' or '|' or ':' or 't' or 'f' or 'r' or '(' or ')' ? 0.38 : char.IsUpper(letter) || letter is 'm' or 'w' or '%' or '±' ? 0.78 : 0.61);

    /// <summary>A straight line of a class (<c>mg</c> grid, <c>ma</c> axis).</summary>
    public void Line(double x1, double y1, double x2, double y2, string look) =>
        Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {look}/>");

    /// <summary>A rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string look) =>
        Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" {look}/>");

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Text(double x, double y, string text, string anchor = "start", string look = "class=\"mt\"") =>
        Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\" {look}>{Escape(text)}</text>");

    /// <summary>A text that reads upwards.</summary>
    public void Upwards(double x, double y, string text) =>
        Append($"<text transform=\"translate({Number(x)} {Number(y)}) rotate(-90)\" text-anchor=\"middle\" class=\"ms\">{Escape(text)}</text>");

    /// <summary>A path through points; a point that is not finite breaks it.</summary>
    public void Path(IEnumerable<(double X, double Y)> points, string look, bool close = false)
    {
        StringBuilder path = new();
        bool down = false;
        foreach ((double x, double y) in points)
        {
            bool finite = double.IsFinite(x) && double.IsFinite(y);
            if (finite)
                path.Append(down ? 'L' : 'M').Append(Number(x)).Append(' ').Append(Number(y));
            down = finite;
        }

        if (path.Length > 0)
            Append($"<path d=\"{path}{(close ? "Z" : "")}\" {look}/>");
    }

    /// <summary>Anything else.</summary>
    public void Append(string element) => _text.Append(element).Append('\n');

    /// <summary>The drawing.</summary>
    public string Finish() => _text.Append("</svg>\n").ToString();

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
