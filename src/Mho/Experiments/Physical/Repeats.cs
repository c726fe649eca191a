using Mho.Numerics;

namespace Mho.Experiments.Physical;

/// <summary>One accuracy, several times: other first weights, another programming.</summary>
/// <param name="Values">At least one.</param>
internal sealed record Repeats(IReadOnlyList<double> Values)
{
    private const double Confidence = 0.95;

    public double Mean => Values.Average();

    /// <summary>Standard deviation; 0 for one.</summary>
    public double Deviation => Values.Count < 2 ? 0 : Math.Sqrt(SquaredDeviations / (Values.Count - 1));

    public double Least => Values.Min();

    private double SquaredDeviations => Values.Sum(value => (value - Mean) * (value - Mean));

    /// <summary>
    /// Half width of the 95 % confidence interval of each mean of a curve: t s/√n, with s pooled over the curve's points, because the few runs of one point say little of its own;
    /// NaN where there is nothing to judge by.
    /// </summary>
    public static double HalfWidth(IReadOnlyList<Repeats> curve)
    {
        int freedom = curve.Sum(point => point.Values.Count - 1);
        return freedom == 0 ? double.NaN
            : StudentDistribution.TwoSided(Confidence, freedom) * Math.Sqrt(curve.Sum(point => point.SquaredDeviations) / freedom / curve[0].Values.Count);
    }
}
