namespace Mho.Numerics;

/// <summary>Least squares of points with known standard errors: the coefficients that make Σ ((y − A c)/σ)² smallest.</summary>
/// <remarks>
/// Householder triangulation of the weighted design, W A = Q R, then R c = Qᵀ W y and covariance (RᵀR)⁻¹ = R⁻¹ R⁻ᵀ: the normal equations, which
/// square the condition number, are never formed. G. H. Golub, Numer. Math. 7, 206 (1965).
/// </remarks>
public static class WeightedLeastSquares
{
    /// <summary>Fits.</summary>
    /// <param name="design">A, [points × columns] row-major.</param>
    /// <param name="columns">Columns of A, at most the number of points.</param>
    /// <param name="y">Measured values.</param>
    /// <param name="sigma">Their standard errors, &gt; 0.</param>
    public static LinearFit Fit(ReadOnlySpan<double> design, int columns, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma)
    {
        int points = y.Length, n = columns;
        if (n < 1 || points < n || design.Length != points * n || sigma.Length != points)
            throw new ArgumentException($"design = {design.Length} numbers, {points} points and {sigma.Length} errors do not make a fit of {n} coefficients; give at least as many points as coefficients.", nameof(design));
        double[] a = new double[points * n], b = new double[points];
        for (int i = 0; i < points; i++)
        {
            if (!(sigma[i] > 0) || !double.IsFinite(sigma[i]))
                throw new ArgumentOutOfRangeException(nameof(sigma), $"sigma[{i}] = {sigma[i]} is not a standard error; give a number above 0.");
            b[i] = y[i] / sigma[i];
            for (int j = 0; j < n; j++)
                a[(i * n) + j] = design[(i * n) + j] / sigma[i];
        }

        for (int j = 0; j < n; j++)
            Reflect(a, b, points, n, j);
        double[] coefficients = new double[n], inverse = Inverse(a, n);
        double chi = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
                coefficients[i] += inverse[(i * n) + j] * b[j];
        }

        for (int i = n; i < points; i++)
            chi += b[i] * b[i]; // what no column of A reaches
        return new(coefficients, Covariance(inverse, n), chi, points - n);
    }

    /// <summary>Fits a polynomial: coefficients in ascending powers of x.</summary>
    public static LinearFit FitPolynomial(int degree, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        double[] design = new double[x.Length * (degree + 1)];
        for (int i = 0; i < x.Length; i++)
            Polynomial.Powers(x[i], design.AsSpan(i * (degree + 1), degree + 1));
        return Fit(design, degree + 1, y, sigma);
    }

    // Makes column j zero below its diagonal and carries the right side along.
    private static void Reflect(double[] a, double[] b, int points, int n, int j)
    {
        double norm = 0;
        for (int i = j; i < points; i++)
            norm += a[(i * n) + j] * a[(i * n) + j];
        norm = Math.Sqrt(norm);
        double head = a[(j * n) + j], diagonal = head > 0 ? -norm : norm;
        if (norm == 0)
            throw new ArgumentException($"column {j} of the design depends on the columns before it; leave it out or give points that tell them apart.", nameof(a));
        double[] v = new double[points];
        v[j] = head - diagonal;
        for (int i = j + 1; i < points; i++)
            v[i] = a[(i * n) + j];
        double scale = 1 / (norm * (norm + Math.Abs(head))); // 2/(vᵀv)
        for (int column = j; column < n; column++)
        {
            double dot = 0;
            for (int i = j; i < points; i++)
                dot += v[i] * a[(i * n) + column];
            for (int i = j; i < points; i++)
                a[(i * n) + column] -= scale * dot * v[i];
        }

        double right = 0;
        for (int i = j; i < points; i++)
            right += v[i] * b[i];
        for (int i = j; i < points; i++)
            b[i] -= scale * right * v[i];
    }

    private static double[] Inverse(double[] r, int n)
    {
        double largest = 0;
        for (int i = 0; i < n; i++)
            largest = Math.Max(largest, Math.Abs(r[(i * n) + i]));
        double[] inverse = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            if (Math.Abs(r[(j * n) + j]) <= 1e-14 * largest)
                throw new ArgumentException($"column {j} of the design depends on the columns before it to 14 digits; leave it out or give points that tell them apart.", nameof(r));
            inverse[(j * n) + j] = 1 / r[(j * n) + j];
            for (int i = j - 1; i >= 0; i--)
            {
                double sum = 0;
                for (int k = i + 1; k <= j; k++)
                    sum += r[(i * n) + k] * inverse[(k * n) + j];
                inverse[(i * n) + j] = -sum / r[(i * n) + i];
            }
        }

        return inverse;
    }

    private static double[] Covariance(double[] inverse, int n)
    {
        double[] covariance = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = Math.Max(i, j); k < n; k++)
                    covariance[(i * n) + j] += inverse[(i * n) + k] * inverse[(j * n) + k];
            }
        }

        return covariance;
    }
}
