namespace Mho.Experiments.Plots;

/// <summary>Data over two axes.</summary>
/// <param name="Title">What is seen, in a few words.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Marks">The data, the first at the bottom.</param>
public sealed record Plot(string Title, Axis X, Axis Y, IReadOnlyList<Mark> Marks) : IPlot
{
    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 680;

    /// <summary>Height in pixels.</summary>
    public double Height { get; init; } = 400;

    /// <summary>The least room left of the vertical axis in pixels, so that drawings above each other line up.</summary>
    public double Margin { get; init; }

    /// <inheritdoc/>
    public string ToSvg()
    {
        Svg svg = new(Width, Height, Title);
        List<string> colours = Colours();
        List<int> named = [.. Enumerable.Range(0, Marks.Count).Where(i => Marks[i].Label.Length > 0)];
        // A single series is named by the title.
        List<int> legend = named.Count > 1 ? named : [];
        string[] names = [.. legend.Select(i => Marks[i].Label)];
        (double Low, double High) across = X.Domain(Lowest(X, Marks.SelectMany(mark => mark.Across)), Highest(X, Marks.SelectMany(mark => mark.Across)), Marks.Any(mark => mark is Histogram) ? 0 : 0.03);
        (double Low, double High) up = Y.Domain(Lowest(Y, Marks.SelectMany(mark => mark.Up)), Highest(Y, Marks.SelectMany(mark => mark.Up)), 0.06);
        double top = 40 + Legend.Height(names, Width - 90) + (names.Length > 0 ? 6 : 0), height = Height - top - 52;
        IReadOnlyList<(double Value, string Text)> rows = TickMarks.Of(Y, up.Low, up.High, Math.Max(3, (int)(height / 32)));
        double left = Math.Max(Margin, 34 + rows.Select(tick => Svg.Width(tick.Text)).DefaultIfEmpty(20).Max()), width = Width - left - 22;
        IReadOnlyList<(double Value, string Text)> columns = TickMarks.Of(X, across.Low, across.High, Math.Max(3, (int)(width / 80)));
        Frame frame = new(width, height, X, across, Y, up);

        svg.Text(left, 22, Title, look: "class=\"mt\" font-size=\"15\" font-weight=\"600\"");
        Legend.Draw(svg, names, left, 36, Width - 90, (i, x, y) => Marks[legend[i]].Sign(svg, x, y, colours[legend[i]]));
        DrawAxes(svg, frame, left, top, rows, columns);
        // A nested drawing cuts off what lies outside the axes, and needs no id that a page with many plots could hold twice.
        svg.Append($"<svg x=\"{Svg.Number(left - 6)}\" y=\"{Svg.Number(top - 6)}\" width=\"{Svg.Number(width + 12)}\" height=\"{Svg.Number(height + 12)}\" viewBox=\"-6 -6 {Svg.Number(width + 12)} {Svg.Number(height + 12)}\">");
        foreach (Mark mark in Marks)
            frame.Take(mark.Boxes(frame));
        for (int i = 0; i < Marks.Count; i++)
            Marks[i].Draw(svg, frame, colours[i]);
        svg.Append("</svg>");
        return svg.Finish();
    }

    private void DrawAxes(Svg svg, Frame frame, double left, double top, IReadOnlyList<(double Value, string Text)> rows, IReadOnlyList<(double Value, string Text)> columns)
    {
        double bottom = top + frame.Height;
        foreach ((double value, string text) in rows)
        {
            double y = top + frame.Y(value);
            svg.Line(left, y, left + frame.Width, y, "class=\"mg\"");
            svg.Text(left - 8, y + 4, text, "end", "class=\"ms\"");
        }

        double end = double.NegativeInfinity;
        foreach ((double value, string text) in columns)
        {
            double x = left + frame.X(value), half = Svg.Width(text) / 2;
            svg.Line(x, bottom, x, bottom + 4, "class=\"ma\"");
            if (x - half < end + 6)
                continue; // texts must not touch
            svg.Text(x, bottom + 18, text, "middle", "class=\"ms\"");
            end = x + half;
        }

        svg.Line(left, bottom, left + frame.Width, bottom, "class=\"ma\"");
        svg.Text(left + (frame.Width / 2), bottom + 40, X.Label, "middle", "class=\"ms\"");
        svg.Upwards(16, top + (frame.Height / 2), Y.Label);
    }

    private List<string> Colours()
    {
        List<string> colours = [];
        int next = 0;
        foreach (Mark mark in Marks)
            colours.Add(mark.Colour.Length > 0 ? mark.Colour : mark.TakesColour ? Palette.Of(next++) : Palette.Of(next));
        return colours;
    }

    private static double Lowest(Axis axis, IEnumerable<double> values) => values.Where(value => double.IsFinite(axis.Forward(value))).DefaultIfEmpty(double.NaN).Min();

    private static double Highest(Axis axis, IEnumerable<double> values) => values.Where(value => double.IsFinite(axis.Forward(value))).DefaultIfEmpty(double.NaN).Max();
}
