using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Ratios of exponentials that lose their digits where their argument goes to 0, which is where a membrane has no active input or ideal synapses.</summary>
internal static class Decay
{
    // Below this the quotients cancel more digits than the series leaves out; 12 terms reach double precision.
    private const double Small = 0.25;
    private const int Terms = 12;

    /// <summary>r(x) = (1 − e⁻ˣ)/x, the mean of e⁻ˢ over 0 … x; 1 at 0.</summary>
    public static T Mean<T>(T x)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (x > T.CreateChecked(Small))
            return (T.One - T.Exp(-x)) / x;
        // Σ (−x)ᵏ / (k + 1)! by Horner.
        T sum = T.One;
        for (int k = Terms; k > 0; k--)
            sum = T.One - (sum * x / T.CreateChecked(k + 1));
        return sum;
    }

    /// <summary>r'(x) = (e⁻ˣ − r(x))/x; −1/2 at 0.</summary>
    public static T MeanSlope<T>(T x)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (x > T.CreateChecked(Small))
            return (T.Exp(-x) - Mean(x)) / x;
        // −Σ (−x)ᵏ (k + 1)/(k + 2)!, whose terms have the ratio −x (k + 1)/(k (k + 2)).
        T sum = T.One;
        for (int k = Terms; k > 0; k--)
            sum = T.One - (sum * x * T.CreateChecked(k + 1) / T.CreateChecked(k * (k + 2)));
        return sum / T.CreateChecked(-2);
    }

    /// <summary>ln(1 + z)/z for z &gt; −1; 1 at 0.</summary>
    public static T LogRatio<T>(T z)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (T.Abs(z) > T.CreateChecked(Small))
            return T.Log(T.One + z) / z;
        // ln(1 + z) = 2 artanh u with u = z/(2 + z).
        T u = z / (z + T.One + T.One), square = u * u, sum = T.Zero;
        for (int k = Terms; k >= 0; k--)
            sum = (sum * square) + (T.One / T.CreateChecked((2 * k) + 1));
        return (sum + sum) / (z + T.One + T.One);
    }
}
