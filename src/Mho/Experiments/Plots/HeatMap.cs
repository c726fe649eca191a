namespace Mho.Experiments.Plots;

/// <summary>Matrices as colours, all on one scale: conductances of tiles, a confusion matrix.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Unit">Quantity and unit of the values, written at the colour bar.</param>
/// <param name="Panels">The matrices, drawn side by side in rows.</param>
public sealed record HeatMap(string Title, string Unit, IReadOnlyList<HeatPanel> Panels) : IPlot
{
    // Pixels: the colour bar, between panels, room kept for the bar and its numbers, the tallest panel, a letter of a title.
    private const double Bar = 14, Gap = 22, BarRoom = 92, Tallest = 420, LetterWidth = 7, LabelRoom = 15;

    /// <summary>Value of the lowest colour; from the data if NaN.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Value of the highest colour; from the data if NaN.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Names of the columns below, for example classes; none if empty.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Name of the rows at the left.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Whether each cell carries its number; for few cells.</summary>
    public bool Numbers { get; init; }

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 680;

    /// <inheritdoc/>
    public string ToSvg()
    {
        double low = double.IsNaN(Min) ? Finite().DefaultIfEmpty(0).Min() : Min, high = double.IsNaN(Max) ? Finite().DefaultIfEmpty(1).Max() : Max;
        high = high > low ? high : low + 1;
        double left = YLabel.Length > 0 ? 34 : 16, room = Width - left - BarRoom;
        double scale = Math.Max(Panels.Max(panel => panel.Columns) / Math.Min(room, Tallest), Panels.Max(panel => panel.Rows) / Tallest);
        double titles = Panels.Any(panel => panel.Title.Length > 0) ? 20 : 0;

        // Panels flow like words: side by side while there is room, each as wide as its columns or its title.
        double top = 40, height = 0, x = left, tallest = 0, right = left;
        List<(double X, double Y)> places = [];
        foreach (HeatPanel panel in Panels)
        {
            double width = Math.Max(panel.Columns / scale, LetterWidth * panel.Title.Length);
            if (x > left && x + width > left + room)
            {
                height += titles + tallest + 12;
                (x, tallest) = (left, 0);
            }

            places.Add((x, top + height + titles));
            (right, tallest) = (Math.Max(right, x + width), Math.Max(tallest, panel.Rows / scale));
            x += width + Gap;
        }

        height += titles + tallest + 12;
        Svg svg = new(Width, top + height + (XLabel.Length > 0 ? 44 : 22), Title);
        svg.Text(left, 22, Title, look: "class=\"mt\" font-size=\"15\" font-weight=\"600\"");
        for (int i = 0; i < Panels.Count; i++)
            DrawPanel(svg, Panels[i], places[i].X, places[i].Y, 1 / scale, low, high);
        DrawBar(svg, right + 22, top + titles, Math.Min(Math.Max(90, height - titles - 12), 420), low, high);
        if (XLabel.Length > 0)
            svg.Text((left + right) / 2, top + height + 30, XLabel, "middle", "class=\"ms\"");
        if (YLabel.Length > 0)
            svg.Upwards(14, top + (height / 2), YLabel);
        return svg.Finish();
    }

    private void DrawPanel(Svg svg, HeatPanel panel, double x, double y, double cell, double low, double high)
    {
        if (panel.Title.Length > 0)
            svg.Text(x, y - 6, panel.Title, look: "class=\"ms\"");
        byte[] places = [.. panel.Values.Select(value => ColourMap.Place(value, low, high))];
        if (places.Length > 1024)
        {
            string image = Convert.ToBase64String(Png.Encode(places, panel.Columns, ColourMap.Bytes));
            svg.Append($"<image x=\"{Svg.Number(x)}\" y=\"{Svg.Number(y)}\" width=\"{Svg.Number(panel.Columns * cell)}\" height=\"{Svg.Number(panel.Rows * cell)}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{image}\"/>");
        }
        else
        {
            for (int i = 0; i < places.Length; i++)
                svg.Rectangle(x + (i % panel.Columns * cell), y + (i / panel.Columns * cell), cell + 0.05, cell + 0.05, $"class=\"mc\" fill=\"{ColourMap.Hex(places[i])}\"");
        }

        for (int i = 0; Numbers && i < places.Length; i++)
        {
            string ink = places[i] > 150 ? "#111" : "#fff";
            svg.Text(x + ((i % panel.Columns + 0.5) * cell), y + ((i / panel.Columns + 0.5) * cell) + 4, panel.Values[i].ToString("G3"), "middle", $"fill=\"{ink}\" font-size=\"11\"");
        }

        for (int column = 0; XLabel.Length > 0 && cell >= LabelRoom && panel.Columns <= 32 && column < panel.Columns; column++)
            svg.Text(x + ((column + 0.5) * cell), y + (panel.Rows * cell) + 14, column.ToString(), "middle", "class=\"ms\" font-size=\"11\"");
        for (int row = 0; YLabel.Length > 0 && cell >= LabelRoom && panel.Rows <= 32 && row < panel.Rows; row++)
            svg.Text(x - 5, y + ((row + 0.5) * cell) + 4, row.ToString(), "end", "class=\"ms\" font-size=\"11\"");
    }

    private void DrawBar(Svg svg, double x, double y, double height, double low, double high)
    {
        const int steps = 64;
        for (int i = 0; i < steps; i++)
            svg.Rectangle(x, y + (height * i / steps), Bar, (height / steps) + 0.3, $"class=\"mc\" fill=\"{ColourMap.Hex((byte)(255 - (i * 255 / (steps - 1))))}\"");
        foreach ((double value, string text) in TickMarks.Of(new Axis(Unit), low, high, (int)(height / 45)))
            svg.Text(x + Bar + 5, y + (height * (1 - ((value - low) / (high - low)))) + 4, text, look: "class=\"ms\" font-size=\"11\"");
        svg.Text(x + Bar, y + height + 18, Unit, "middle", "class=\"ms\" font-size=\"11\"");
    }

    private IEnumerable<double> Finite() => Panels.SelectMany(panel => panel.Values).Where(double.IsFinite);
}
