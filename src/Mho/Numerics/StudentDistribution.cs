namespace Mho.Numerics;

/// <summary>Student's t distribution: how far the mean of a few values lies from the true one, in estimated standard errors.</summary>
public static class StudentDistribution
{
    /// <summary>P(|T| &lt; t) for a whole number of degrees of freedom ν ≥ 1, exact but for rounding.</summary>
    /// <remarks>With θ = arctan(t/√ν), finite sums in cos θ: M. Abramowitz and I. Stegun, 26.7.3 (odd ν) and 26.7.4 (even ν).</remarks>
    public static double Within(double t, int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        double angle = Math.Atan(Math.Abs(t) / Math.Sqrt(freedom)), sine = Math.Sin(angle), cosine = Math.Cos(angle), square = cosine * cosine;
        bool odd = freedom % 2 == 1;
        double term = odd ? cosine : 1, sum = freedom == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k < freedom; k += 2)
            sum += term *= square * (k - 1) / k;
        return odd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }

    /// <summary>The t that |T| exceeds with probability 1 − <paramref name="probability"/>: 2.776 for 0.95 and 4 degrees of freedom.</summary>
    public static double TwoSided(double probability, int freedom)
    {
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"probability = {probability} has no finite bound; give a number between 0 and 1, such as 0.95.");
        // Within rises with the angle from 0 to 1, and halving the angle's interval ends at the last digit.
        double low = 0, high = Math.PI / 2, root = Math.Sqrt(freedom);
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Within(root * Math.Tan(middle), freedom) < probability ? (middle, high) : (low, middle);
        }

        return root * Math.Tan((low + high) / 2);
    }
}
