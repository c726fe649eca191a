namespace Mho.Experiments.Physical;

/// <summary>Whether accuracy has a maximum between the ends of a sweep, and how sure that is.</summary>
/// <param name="At">Index of the best |E|.</param>
/// <param name="AboveFirst">Its accuracy less that of the first |E|.</param>
/// <param name="AboveLast">Its accuracy less that of the last.</param>
/// <param name="Error">Standard error of such a difference; between networks if several were trained, else of the number of test images.</param>
internal readonly record struct Optimum(int At, double AboveFirst, double AboveLast, double Error)
{
    private const double Sure = 2;

    /// <summary>Whether both ends lie lower by more than two standard errors.</summary>
    public bool Interior => Math.Min(AboveFirst, AboveLast) > Sure * Error;

    /// <summary>Of a curve.</summary>
    public static Optimum Of(IReadOnlyList<Repeats> curve, int images)
    {
        int best = Enumerable.Range(0, curve.Count).MaxBy(i => curve[i].Mean), runs = curve[0].Values.Count;
        double p = curve[best].Mean;
        double variance = runs > 1 ? curve.Average(point => point.Deviation * point.Deviation) / runs : p * (1 - p) / images;
        return new(best, p - curve[0].Mean, p - curve[^1].Mean, Math.Sqrt(2 * variance));
    }
}
