namespace Mho.Experiments.Plots;

/// <summary>Lying bars, so that long names can be read: energy by layer, loss by non-ideality.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Axis">The axis of the values.</param>
/// <param name="Names">One for each place, from the top.</param>
/// <param name="Series">The values.</param>
public sealed record BarChart(string Title, Axis Axis, IReadOnlyList<string> Names, IReadOnlyList<BarSeries> Series) : IPlot
{
    /// <summary>The values.</summary>
    public IReadOnlyList<BarSeries> Series { get; } = Series.All(each => each.Values.Count == Names.Count && (each.Spreads.Count == 0 || each.Spreads.Count == Names.Count))
        ? Series
        : throw new ArgumentException($"\"{Title}\": a series has not {Names.Count} values; give one for each name.", nameof(Series));

    /// <summary>Grouped or stacked.</summary>
    public BarArrangement Arrangement { get; init; }

    /// <summary>Writes a bar's value behind it; not written if null.</summary>
    public Func<double, string>? Text { get; init; }

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 680;

    /// <inheritdoc/>
    public string ToSvg()
    {
        bool stacked = Arrangement == BarArrangement.Stacked;
        string[] names = Series.Count > 1 ? [.. Series.Select(each => each.Label)] : [];
        double place = stacked || Series.Count == 1 ? 28 : (15 * Series.Count) + 12;
        double top = 40 + Legend.Height(names, Width - 40) + (names.Length > 0 ? 6 : 0), height = place * Names.Count;
        double left = Math.Min(Width * 0.45, 24 + Names.Select(name => Svg.Width(name)).DefaultIfEmpty(0).Max());
        double width = Width - left - (Text is null ? 24 : 74);
        (double Low, double High) across = Axis.Domain(Math.Min(0, Ends(-1).Min()), Math.Max(0, Ends(1).Max()), 0.04);
        Frame frame = new(width, height, Axis, across, new Axis(""), (0, 1));
        double zero = across.Low <= 0 ? frame.X(0) : 0;

        Svg svg = new(Width, top + height + 52, Title);
        svg.Text(16, 22, Title, look: "class=\"mt\" font-size=\"15\" font-weight=\"600\"");
        Legend.Draw(svg, names, 16, 36, Width - 40, (i, x, y) => svg.Rectangle(x + 3, y - 6, 16, 12, $"rx=\"2\" fill=\"{Palette.Of(i)}\""));
        foreach ((double value, string text) in TickMarks.Of(Axis, across.Low, across.High, (int)(width / 80)))
        {
            svg.Line(left + frame.X(value), top, left + frame.X(value), top + height, "class=\"mg\"");
            svg.Text(left + frame.X(value), top + height + 18, text, "middle", "class=\"ms\"");
        }

        for (int i = 0; i < Names.Count; i++)
        {
            double middle = top + (place * (i + 0.5));
            svg.Text(left - 8, middle + 4, Names[i], "end");
            if (stacked)
                DrawStack(svg, frame, left, zero, middle, i);
            else
                DrawGroup(svg, frame, left, zero, middle, i);
        }

        svg.Line(left + zero, top, left + zero, top + height, "class=\"ma\"");
        svg.Text(left + (width / 2), top + height + 40, Axis.Label, "middle", "class=\"ms\"");
        return svg.Finish();
    }

    private void DrawGroup(Svg svg, Frame frame, double left, double zero, double middle, int place)
    {
        const string whisker = "class=\"mk\" stroke-width=\"1.5\"";
        double thick = Series.Count == 1 ? 17 : 13, step = Series.Count == 1 ? 0 : 15;
        for (int series = 0; series < Series.Count; series++)
        {
            double value = Series[series].Values[place], y = middle + (step * (series - ((Series.Count - 1) / 2.0)));
            if (!double.IsFinite(frame.X(value)))
                continue;
            double from = Math.Min(zero, frame.X(value)), to = Math.Max(zero, frame.X(value)), end = to;
            svg.Rectangle(left + from, y - (thick / 2), to - from, thick, $"rx=\"2\" fill=\"{Palette.Of(series)}\"");
            if (Series[series].Spreads.Count > 0)
            {
                double spread = Series[series].Spreads[place], a = frame.X(value - spread), b = frame.X(value + spread);
                svg.Line(left + a, y, left + b, y, whisker);
                svg.Line(left + b, y - 3, left + b, y + 3, whisker);
                svg.Line(left + a, y - 3, left + a, y + 3, whisker);
                end = Math.Max(end, b);
            }

            if (Text is not null)
                svg.Text(left + end + 6, y + 4, Text(value), look: "class=\"ms\" font-size=\"11\"");
        }
    }

    private void DrawStack(Svg svg, Frame frame, double left, double zero, double middle, int place)
    {
        double sum = 0;
        for (int series = 0; series < Series.Count; series++)
        {
            double value = Series[series].Values[place], from = sum == 0 ? zero : frame.X(sum);
            sum += double.IsFinite(value) ? value : 0;
            svg.Rectangle(left + from, middle - 8.5, frame.X(sum) - from, 17, $"class=\"mh\" stroke-width=\"0.6\" fill=\"{Palette.Of(series)}\"");
        }

        if (Text is not null)
            svg.Text(left + frame.X(sum) + 6, middle + 4, Text(sum), look: "class=\"ms\" font-size=\"11\"");
    }

    // What the axis must reach to the left (−1) or right (1).
    private IEnumerable<double> Ends(int side) => (Arrangement == BarArrangement.Stacked
        ? Enumerable.Range(0, Names.Count).Select(place => Series.Sum(each => double.IsFinite(each.Values[place]) ? each.Values[place] : 0))
        : Series.SelectMany(each => each.Values.Select((value, i) => value + (side * (each.Spreads.Count > 0 ? each.Spreads[i] : 0))))).Where(double.IsFinite).DefaultIfEmpty(0);
}
