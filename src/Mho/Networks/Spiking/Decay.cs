using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Ratios of exponentials that lose their digits where their argument goes to 0, which is where a membrane has no active input or ideal synapses.</summary>
internal static class Decay
{
    // Below this the quotients cancel more digits than the series leaves out.
    private const double Small = 0.25;

    /// <summary>r(x) = (1 − e⁻ˣ)/x, the mean of e⁻ˢ over 0 … x, 1 at 0; and e⁻ˣ, which is 1 − x r(x).</summary>
    public static T Mean<T>(T x, out T power)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (x > T.CreateChecked(Small))
        {
            power = T.Exp(-x);
            return (T.One - power) / x;
        }

        // Σ (−x)ᵏ/(k + 1)! by Horner, whose factors are −x/(k + 1).
        T sum = T.One;
        T[] factors = Series<T>.Whole;
        for (int k = Series<T>.Terms; k > 0; k--)
            sum = T.One - (sum * (x * factors[k]));
        power = T.One - (x * sum);
        return sum;
    }

    /// <summary>r'(x) = (e⁻ˣ − r(x))/x from both of <see cref="Mean"/>; −1/2 at 0.</summary>
    public static T MeanSlope<T>(T x, T power, T mean)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (x > T.CreateChecked(Small))
            return (power - mean) / x;
        // −½ Σ 2 (−x)ᵏ (k + 1)/(k + 2)!, whose factors are −x (k + 1)/(k (k + 2)).
        T sum = T.One;
        T[] factors = Series<T>.Slope;
        for (int k = Series<T>.Terms; k > 0; k--)
            sum = T.One - (sum * (x * factors[k]));
        return sum * T.CreateChecked(-0.5);
    }

    /// <summary>ln(1 + z)/z for z &gt; −1; 1 at 0.</summary>
    public static T LogRatio<T>(T z)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (T.Abs(z) > T.CreateChecked(Small))
            return T.Log(T.One + z) / z;
        // ln(1 + z) = 2 artanh u with u = z/(2 + z).
        T u = z / (z + T.One + T.One), square = u * u, sum = T.Zero;
        for (int k = Series<T>.Terms; k >= 0; k--)
            sum = (sum * square) + Series<T>.Odd[k];
        return (sum + sum) / (z + T.One + T.One);
    }

    /// <summary>Factors of the series, in T.</summary>
    private static class Series<T>
        where T : IBinaryFloatingPointIeee754<T>
    {
        // As many as the digits of T need, and as many for every x: a number that x decides is a branch nobody can foresee.
        public static readonly int Terms = T.CreateChecked(1 + 1e-10) == T.One ? 6 : 12;
        public static readonly T[] Whole = Of(k => 1.0 / (k + 1)), Slope = Of(k => (k + 1.0) / (k * (k + 2.0))), Odd = Of(k => 1.0 / ((2 * k) + 1));

        private static T[] Of(Func<int, double> factor) => [.. Enumerable.Range(0, Terms + 1).Select(k => T.CreateChecked(k == 0 ? 1 : factor(k)))];
    }
}
