namespace Mho.Experiments.Plots;

/// <summary>One value for each name of a <see cref="BarChart"/>.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Values">One for each name.</param>
/// <param name="Spreads">Half lengths of whiskers; none if empty.</param>
public sealed record BarSeries(string Label, IReadOnlyList<double> Values, IReadOnlyList<double> Spreads)
{
    /// <summary>Values without whiskers.</summary>
    public BarSeries(string label, IReadOnlyList<double> values)
        : this(label, values, [])
    {
    }
}
