namespace Mho.Experiments.VectorSymbolic;

/// <summary>Success of walks over the number of states, for one network.</summary>
/// <param name="Neurons">N.</param>
/// <param name="Ones">k; 0 for a dense network.</param>
/// <param name="Ratio">Edges for each state.</param>
/// <param name="Points">States, and the walks that arrived everywhere.</param>
/// <param name="Walks">Walks of each point.</param>
internal sealed record CapacityCurve(int Neurons, int Ones, int Ratio, IReadOnlyList<(int States, int Complete)> Points, int Walks)
{
    private const int Newton = 60;

    /// <summary>The number of states with which half of all walks succeed, and its standard error in log; NaN where the points do not bracket it.</summary>
    /// <remarks>Greatest likelihood of success = 1 / (1 + exp(b (log n − log C))) for a binomial count at each point; by Newton's method, which a convex function lets converge from anywhere near.</remarks>
    public (double States, double LogError) Capacity { get; } = Fit(Points, Walks);

    private static (double, double) Fit(IReadOnlyList<(int States, int Complete)> points, int walks)
    {
        if (!points.Any(point => 2 * point.Complete > walks) || !points.Any(point => 2 * point.Complete < walks))
            return (double.NaN, double.NaN);

        // p = 1/(1 + exp(−(a + b x))), x = log n about its mean; half a success and half a failure are added once at the ends, or a clean step would have no finite slope.
        double centre = points.Average(point => Math.Log(point.States)), a = 0, b = -5;
        (double X, double Successes, double Trials)[] data =
        [
            .. points.Select((point, i) => (Math.Log(point.States) - centre, point.Complete + (i == 0 || i == points.Count - 1 ? 0.5 : 0), walks + (i == 0 || i == points.Count - 1 ? 1.0 : 0))),
        ];
        double aa = 0, ab = 0, bb = 0;
        for (int iteration = 0; iteration < Newton; iteration++)
        {
            (double ga, double gb) = (0, 0);
            (aa, ab, bb) = (1e-9, 0, 1e-9);
            foreach ((double x, double successes, double trials) in data)
            {
                double p = 1 / (1 + Math.Exp(-(a + (b * x)))), weight = trials * p * (1 - p), missing = successes - (trials * p);
                (ga, gb) = (ga + missing, gb + (missing * x));
                (aa, ab, bb) = (aa + weight, ab + (weight * x), bb + (weight * x * x));
            }

            double determinant = (aa * bb) - (ab * ab), da = ((bb * ga) - (ab * gb)) / determinant, db = ((aa * gb) - (ab * ga)) / determinant;
            double damping = Math.Min(1, 3 / Math.Max(Math.Abs(da), Math.Max(Math.Abs(db), 1e-12)));
            (a, b) = (a + (damping * da), b + (damping * db));
            if (Math.Abs(da) + Math.Abs(db) < 1e-10)
                break;
        }

        // log C = −a/b; its variance by the inverse of the information.
        double d = (aa * bb) - (ab * ab), va = bb / d, vb = aa / d, cov = -ab / d;
        double error = Math.Sqrt(Math.Max(0, (va / (b * b)) + (a * a * vb / Math.Pow(b, 4)) - (2 * a * cov / Math.Pow(b, 3))));
        return (Math.Exp(centre - (a / b)), error);
    }
}
