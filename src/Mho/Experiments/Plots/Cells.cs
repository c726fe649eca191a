namespace Mho.Experiments.Plots;

/// <summary>Shares over two quantities as coloured cells between whose centres lines may run: a map with a border on it.</summary>
/// <param name="Label">Its name in the legend; its sign there runs from the lowest colour to the highest.</param>
/// <param name="Xs">Centres of the columns, rising.</param>
/// <param name="Ys">Centres of the rows, rising.</param>
/// <param name="Values">Ys × Xs values from 0 to 1, row by row; NaN is left empty.</param>
public sealed record Cells(string Label, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, IReadOnlyList<double> Values) : Mark(Label)
{
    private const int SignSteps = 8;

    /// <summary>Ys × Xs values.</summary>
    public IReadOnlyList<double> Values { get; } = Same(Values, Xs.Count * Ys.Count, nameof(Values));

    internal override bool TakesColour => false;

    internal override IEnumerable<double> Across => Xs;

    internal override IEnumerable<double> Up => Ys;

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        double[] columns = Borders([.. Xs.Select(frame.X)]), rows = Borders([.. Ys.Select(frame.Y)]);
        for (int i = 0; i < Values.Count; i++)
        {
            (int row, int column) = (i / Xs.Count, i % Xs.Count);
            if (double.IsFinite(Values[i]))
                svg.Rectangle(columns[column], rows[row + 1], columns[column + 1] - columns[column] + 0.05, rows[row] - rows[row + 1] + 0.05, $"class=\"mc\" fill=\"{ColourMap.Hex(ColourMap.Place(Values[i], 0, 1))}\"");
        }
    }

    internal override void Sign(Svg svg, double x, double y, string colour)
    {
        for (int step = 0; step < SignSteps; step++)
            svg.Rectangle(x + (22.0 * step / SignSteps), y - 6, (22.0 / SignSteps) + 0.3, 12, $"class=\"mc\" fill=\"{ColourMap.Hex(ColourMap.Place(step, 0, SignSteps - 1))}\"");
    }

    // Half way between neighbouring centres; the outer cells reach as far out as in.
    private static double[] Borders(double[] centres)
    {
        double[] borders = new double[centres.Length + 1];
        for (int i = 1; i < centres.Length; i++)
            borders[i] = (centres[i - 1] + centres[i]) / 2;
        double first = centres.Length > 1 ? (centres[1] - centres[0]) / 2 : 20, last = centres.Length > 1 ? (centres[^1] - centres[^2]) / 2 : first;
        (borders[0], borders[^1]) = (centres[0] - first, centres[^1] + last);
        return borders;
    }
}
