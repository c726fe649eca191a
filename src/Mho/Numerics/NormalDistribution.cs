namespace Mho.Numerics;

/// <summary>The standard normal distribution: density φ, probability Φ, quantile Φ⁻¹.</summary>
public static class NormalDistribution
{
    /// <summary>φ(z) = exp(−z²/2)/√(2π).</summary>
    public static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(z), the probability of a value below z, to about 1e-15 of the smaller tail.</summary>
    /// <remarks>|z| &lt; 3: Φ = ½ + φ·(z + z³/3 + z⁵/(3·5) + …), G. Marsaglia, J. Stat. Softw. 11(4), 2004; beyond, Laplace's continued fraction of the tail.</remarks>
    public static double Probability(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        if (Math.Abs(z) >= 3)
        {
            double tail = Tail(Math.Abs(z));
            return z > 0 ? 1 - tail : tail;
        }

        double sum = z, term = z;
        for (int n = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); n += 2)
            sum += term *= z * z / n;
        return 0.5 + (Density(z) * sum);
    }

    /// <summary>Φ⁻¹(p) for 0 &lt; p &lt; 1; ∓∞ at 0 and 1.</summary>
    /// <remarks>Start: M. Abramowitz and I. Stegun, 26.2.23, error below 4.5e-4; then two steps of Halley's method on Φ, each of which cubes the error.</remarks>
    public static double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), $"p = {p} is not a probability; give 0 to 1.");
        if (p is 0 or 1)
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (p > 0.5)
            return -Quantile(1 - p); // the lower tail keeps its digits
        double t = Math.Sqrt(-2 * Math.Log(p));
        double z = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (int step = 0; step < 2; step++)
        {
            double newton = (Probability(z) - p) / Density(z);
            z -= newton / (1 + (0.5 * z * newton));
        }

        return z;
    }

    // 1 − Φ(z) = φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))), evaluated from far inside; 120 levels suffice from z = 3.
    private static double Tail(double z)
    {
        double fraction = z;
        for (int level = 120; level > 0; level--)
            fraction = z + (level / fraction);
        return Density(z) / fraction;
    }
}
