using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>exp, tanh and the logistic function in single precision over any register; errors below 2.5 units in the last place (measured by the tests).</summary>
/// <remarks>
/// exp: x = n·ln 2 + r with |r| ≤ ln 2 / 2 and ln 2 in two parts, then the Taylor series of eʳ − 1 to r⁷ (next term 1.5e-8 of the first).
/// tanh |x| = −m / (m + 2) with m = e^(−2|x|) − 1, which keeps small arguments exact to rounding.
/// </remarks>
internal static class Elementary
{
    private const float Log2E = 1.44269504f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ; 0 below −87.3, the largest float above 88.72.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V>
    {
        V clamped = V.Min(V.All(88.72f), V.Max(V.All(-87.3f), x)), m = ReducedExpm1(clamped, out V n);
        return V.IfGreater(V.All(-87.3f), x, V.All(0), V.Scale(m + V.All(1), n));
    }

    /// <summary>eˣ − 1, with all its digits for small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, ILanes<V>
    {
        V clamped = V.Min(V.All(88), V.Max(V.All(-87.3f), x)), m = ReducedExpm1(clamped, out V n), power = V.Scale(V.All(1), n);
        return V.MultiplyAdd(power, m, power - V.All(1));
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        V magnitude = V.Min(V.All(10), V.Abs(x)), p = ReducedExpm1(magnitude * V.All(-2), out V n), power = V.Scale(V.All(1), n);
        V m = V.MultiplyAdd(power, p, power - V.All(1));
        V t = m / (m + V.All(2));
        return V.IfGreater(x, V.All(0), V.All(0) - t, t);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V> => V.All(1) / (V.All(1) + Exp(V.All(0) - x));

    // e^r − 1 for x = n ln 2 + r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReducedExpm1<V>(V x, out V n)
        where V : struct, ILanes<V>
    {
        n = V.Round(x * V.All(Log2E));
        V r = V.MultiplyAdd(n, V.All(-Ln2Low), V.MultiplyAdd(n, V.All(-Ln2High), x));
        V p = V.MultiplyAdd(V.All(1f / 5040), r, V.All(1f / 720));
        p = V.MultiplyAdd(p, r, V.All(1f / 120));
        p = V.MultiplyAdd(p, r, V.All(1f / 24));
        p = V.MultiplyAdd(p, r, V.All(1f / 6));
        p = V.MultiplyAdd(p, r, V.All(0.5f));
        return V.MultiplyAdd(r * r, p, r);
    }
}
