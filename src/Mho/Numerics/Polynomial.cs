using System.Numerics;

namespace Mho.Numerics;

/// <summary>Polynomials by their coefficients in ascending powers: c₀ + c₁ x + c₂ x² + …</summary>
public static class Polynomial
{
    /// <summary>The value at <paramref name="x"/> by Horner's rule; no coefficients give 0.</summary>
    public static T Evaluate<T>(ReadOnlySpan<T> ascending, T x)
        where T : INumberBase<T>
    {
        T sum = T.Zero;
        for (int power = ascending.Length - 1; power >= 0; power--)
            sum = (sum * x) + ascending[power];
        return sum;
    }

    /// <summary>1, x, x², … as many as <paramref name="powers"/> holds.</summary>
    public static void Powers(double x, Span<double> powers)
    {
        double power = 1;
        for (int i = 0; i < powers.Length; i++, power *= x)
            powers[i] = power;
    }
}
