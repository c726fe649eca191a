namespace Mho.Circuits.Cells;

/// <summary>Finds where a polynomial is negative.</summary>
internal static class FallingPolynomial
{
    private const int Halvings = 30;

    /// <summary>A place in [from, to] where Σ cₖ xᵏ &lt; 0; null where none is.</summary>
    /// <remarks>
    /// A polynomial lies within its Bernstein coefficients: where all are positive it is too. Where an end's value, which is a coefficient itself, is negative
    /// a place is found; else the interval is halved. A touching zero ends at the last halving, a billionth of the interval wide.
    /// </remarks>
    public static double? Find(ReadOnlySpan<double> coefficients, double from, double to)
    {
        // Coefficients in s for x = from + (to − from) s, by Taylor's shift, then Bernstein coefficients bₖ = Σ_{i ≤ k} C(k, i) / C(n, i) aᵢ.
        int n = coefficients.Length - 1;
        double[] shifted = coefficients.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int k = n - 1; k >= i; k--)
                shifted[k] += from * shifted[k + 1];
        }

        double[] bernstein = new double[n + 1];
        double power = 1, choose = 1;
        for (int i = 0; i <= n; i++)
        {
            double share = shifted[i] * power / choose, under = 1;
            for (int k = i; k <= n; k++)
            {
                bernstein[k] += under * share;
                under = under * (k + 1) / (k + 1 - i);
            }

            power *= to - from;
            choose = choose * (n - i) / (i + 1);
        }

        return Negative(bernstein, from, to, Halvings);
    }

    private static double? Negative(double[] b, double from, double to, int halvings)
    {
        if (b[0] < 0)
            return from;
        if (b[^1] < 0)
            return to;
        if (halvings == 0 || Array.TrueForAll(b, x => x >= 0))
            return null;

        // De Casteljau: both halves' coefficients stand at the edges of the triangle of means.
        double[] left = new double[b.Length], right = [.. b];
        for (int level = 0; level < b.Length; level++)
        {
            left[level] = right[0];
            for (int k = 0; k < b.Length - 1 - level; k++)
                right[k] = (right[k] + right[k + 1]) / 2;
        }

        double middle = (from + to) / 2;
        return Negative(left, from, middle, halvings - 1) ?? Negative(right, middle, to, halvings - 1);
    }
}
