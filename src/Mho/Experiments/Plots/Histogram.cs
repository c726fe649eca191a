namespace Mho.Experiments.Plots;

/// <summary>How many values lie in each interval.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Edges">Ends of the intervals, rising; one more than there are counts.</param>
/// <param name="Counts">Values in each interval, or any density.</param>
public sealed record Histogram(string Label, IReadOnlyList<double> Edges, IReadOnlyList<double> Counts) : Mark(Label)
{
    /// <summary>Values in each interval.</summary>
    public IReadOnlyList<double> Counts { get; } = Same(Counts, Edges.Count - 1, nameof(Counts));

    /// <summary>Counts values in <paramref name="bins"/> equal intervals from <paramref name="low"/> to <paramref name="high"/>; what lies outside is counted in the outermost.</summary>
    public static Histogram Of(string label, IEnumerable<double> values, double low, double high, int bins)
    {
        if (!(low < high) || bins < 1)
            throw new ArgumentOutOfRangeException(nameof(bins), $"a histogram needs low < high and at least one bin; got low = {low}, high = {high}, bins = {bins}.");
        double[] counts = new double[bins];
        foreach (double value in values.Where(double.IsFinite))
            counts[(int)Math.Clamp(Math.Floor(bins * (value - low) / (high - low)), 0, bins - 1)]++;
        return new Histogram(label, [.. Enumerable.Range(0, bins + 1).Select(i => low + ((high - low) * i / bins))], counts);
    }

    internal override IEnumerable<double> Across => Edges;

    internal override IEnumerable<double> Up => Counts.Append(0);

    internal override void Draw(Svg svg, Frame frame, string colour)
    {
        List<(double X, double Y)> outline = [(frame.X(Edges[0]), frame.Base)];
        for (int i = 0; i < Counts.Count; i++)
        {
            // On a logarithmic axis an empty interval has no place: it stands on the base.
            double y = frame.Y(Counts[i]) is var place && double.IsFinite(place) ? place : frame.Base;
            outline.Add((frame.X(Edges[i]), y));
            outline.Add((frame.X(Edges[i + 1]), y));
        }

        outline.Add((frame.X(Edges[^1]), frame.Base));
        svg.Path(outline, $"fill=\"{colour}\" fill-opacity=\"0.28\" stroke=\"{colour}\" stroke-width=\"1.5\" stroke-linejoin=\"round\"");
    }

    internal override void Sign(Svg svg, double x, double y, string colour) =>
        svg.Rectangle(x + 3, y - 5, 16, 10, $"fill=\"{colour}\" fill-opacity=\"0.28\" stroke=\"{colour}\" stroke-width=\"1.5\"");
}
