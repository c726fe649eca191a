namespace Mho.Experiments.Plots;

/// <summary>Signs and names of the series, in rows above the data.</summary>
internal static class Legend
{
    private const double Row = 19, SignWidth = 22, Gap = 18;

    /// <summary>How high it is.</summary>
    public static double Height(IReadOnlyList<string> names, double width) => names.Count == 0 ? 0 : Row * (1 + Places(names, width)[^1].Row);

    /// <summary>Draws it with its upper left corner at (left, top); <paramref name="sign"/> draws the sign of entry i.</summary>
    public static void Draw(Svg svg, IReadOnlyList<string> names, double left, double top, double width, Action<int, double, double> sign)
    {
        List<(double X, int Row)> places = Places(names, width);
        for (int i = 0; i < names.Count; i++)
        {
            double y = top + (Row * places[i].Row) + 8;
            sign(i, left + places[i].X, y);
            svg.Text(left + places[i].X + SignWidth + 6, y + 4, names[i]);
        }
    }

    private static List<(double X, int Row)> Places(IReadOnlyList<string> names, double width)
    {
        List<(double, int)> places = [];
        double x = 0;
        int row = 0;
        foreach (string name in names)
        {
            double length = SignWidth + 6 + Svg.Width(name);
            if (x > 0 && x + length > width)
                (x, row) = (0, row + 1);
            places.Add((x, row));
            x += length + Gap;
        }

        return places;
    }
}
