namespace Mho.Numerics;

/// <summary>Sample quantiles of sorted values, and what they say of location and spread when a few values are wild.</summary>
/// <remarks>
/// The quantile at p lies at position p·(n − 1), linear between neighbours. Standard errors come from the order statistics themselves
/// (half the distance between the quantiles at p ± √(p(1 − p)/n); R. S. Woodruff, J. Am. Stat. Assoc. 47, 635, 1952), so they hold for any distribution.
/// </remarks>
public static class Quantiles
{
    // Φ(−1): half the distance between the quantiles here and at 1 − p is σ of a normal distribution.
    private const double OneSigma = 0.15865525393145707;

    /// <summary>The quantile at <paramref name="p"/> (0 to 1) of ascending values.</summary>
    public static double At(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("no values have no quantile; give at least one.", nameof(sorted));
        double position = Math.Clamp(p, 0, 1) * (sorted.Length - 1);
        int below = (int)position, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The median of ascending values and its standard error.</summary>
    public static Estimate Median(ReadOnlySpan<double> sorted) => new(At(sorted, 0.5), Error(sorted, 0.5));

    /// <summary>Half the distance between the 16 % and 84 % quantiles, σ of a normal distribution, and its standard error.</summary>
    public static Estimate Spread(ReadOnlySpan<double> sorted)
    {
        double low = Error(sorted, OneSigma), high = Error(sorted, 1 - OneSigma);
        const double correlation = OneSigma / (1 - OneSigma); // of two sample quantiles at p and 1 − p
        double variance = 0.25 * ((low * low) + (high * high) - (2 * correlation * low * high));
        return new(0.5 * (At(sorted, 1 - OneSigma) - At(sorted, OneSigma)), Math.Sqrt(Math.Max(0, variance)));
    }

    private static double Error(ReadOnlySpan<double> sorted, double p)
    {
        double half = Math.Sqrt(p * (1 - p) / sorted.Length);
        return 0.5 * (At(sorted, p + half) - At(sorted, p - half));
    }
}
