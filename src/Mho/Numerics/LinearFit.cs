namespace Mho.Numerics;

/// <summary>What weighted least squares found.</summary>
/// <param name="Coefficients">One for each column of the design.</param>
/// <param name="Covariance">Of the coefficients, [n × n] row-major, taking the given standard errors as true.</param>
/// <param name="ChiSquare">Σ ((y − fit)/σ)².</param>
/// <param name="DegreesOfFreedom">Points less coefficients.</param>
public sealed record LinearFit(double[] Coefficients, double[] Covariance, double ChiSquare, int DegreesOfFreedom)
{
    /// <summary>χ² for each degree of freedom: near 1 when the model holds and the errors are as stated; NaN without freedom.</summary>
    public double ReducedChiSquare => DegreesOfFreedom > 0 ? ChiSquare / DegreesOfFreedom : double.NaN;

    /// <summary>Probability of a χ² at least so large if the model holds (E. B. Wilson and M. M. Hilferty, PNAS 17, 684, 1931: cube root, good to 0.01).</summary>
    public double Probability
    {
        get
        {
            if (DegreesOfFreedom <= 0)
                return double.NaN;
            double variance = 2.0 / (9 * DegreesOfFreedom);
            return NormalDistribution.Probability(-(Math.Cbrt(ReducedChiSquare) - (1 - variance)) / Math.Sqrt(variance));
        }
    }

    /// <summary>Standard error of coefficient <paramref name="i"/>.</summary>
    public double StandardError(int i) => Math.Sqrt(Covariance[(i * Coefficients.Length) + i]);

    /// <summary>The value and standard error of Σ rowᵢ·coefficientᵢ.</summary>
    public Estimate Predict(ReadOnlySpan<double> row)
    {
        int n = Coefficients.Length;
        if (row.Length != n)
            throw new ArgumentException($"row = {row.Length} numbers do not match the {n} coefficients.", nameof(row));
        double value = 0, variance = 0;
        for (int i = 0; i < n; i++)
        {
            value += row[i] * Coefficients[i];
            for (int j = 0; j < n; j++)
                variance += row[i] * Covariance[(i * n) + j] * row[j];
        }

        return new(value, Math.Sqrt(Math.Max(0, variance)));
    }
}
