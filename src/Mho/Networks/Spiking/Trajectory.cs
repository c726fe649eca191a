using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>One membrane through intervals of constant coefficients: v' = −f v + g, solved in closed form, and its adjoint.</summary>
/// <remarks>
/// Over a length d: v ← e v + g φ with e = exp(−f d), φ = (1 − e)/f = d·r(f d) (arXiv 2412.09010 v1, eq. 33), never by way of g/f, which f → 0 leaves undefined.
/// Within an interval v moves towards g/f without turning, so it crosses the threshold 1 there if and only if it has at the interval's end.
/// </remarks>
internal static class Trajectory
{
    /// <summary>The potential after all intervals, from 0 at the beginning of the first.</summary>
    /// <param name="durations">d of each interval, ≥ 0.</param>
    /// <param name="rates">f of each.</param>
    /// <param name="drives">g of each.</param>
    /// <param name="states">[intervals + 1] potentials at the beginning of each, and at the end.</param>
    public static T Charge<T>(ReadOnlySpan<T> durations, ReadOnlySpan<T> rates, ReadOnlySpan<T> drives, Span<T> states)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T v = states[0] = T.Zero;
        for (int k = 0; k < durations.Length; k++)
            v = states[k + 1] = Advance(v, rates[k], drives[k], durations[k]);
        return v;
    }

    /// <summary>The interval in which v reaches 1 and how far into it; the number of intervals if it never does. <paramref name="states"/> are filled up to that interval's beginning.</summary>
    public static int Fire<T>(ReadOnlySpan<T> durations, ReadOnlySpan<T> rates, ReadOnlySpan<T> drives, Span<T> states, out T after)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T v = states[0] = T.Zero;
        for (int k = 0; k < durations.Length; k++)
        {
            T next = Advance(v, rates[k], drives[k], durations[k]);
            if (next >= T.One)
            {
                // Rounding may put a membrane that only approaches the threshold on it: then it is there at the end.
                T crossing = Crossing(v, rates[k], drives[k]);
                after = crossing < durations[k] ? crossing : durations[k];
                return k;
            }

            v = states[k + 1] = next;
        }

        after = T.Zero;
        return durations.Length;
    }

    /// <summary>The time from v &lt; 1 to the threshold: (1/f) ln[(g/f − v)/(g/f − 1)] (v1, eq. 28) with the quotient g/f taken out of it.</summary>
    public static T Crossing<T>(T v, T rate, T drive)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T slope = drive - rate; // dv/dt at the threshold
        T straight = (T.One - v) / slope;
        return straight * Decay.LogRatio(rate * straight);
    }

    /// <summary>Gradients with respect to f and g of each interval, given that with respect to the last potential.</summary>
    /// <param name="durations">d of the intervals that count; the last may be cut short.</param>
    /// <param name="rates">f, overwritten by its gradient.</param>
    /// <param name="drives">g, overwritten by its gradient.</param>
    /// <param name="states">What the forward pass left.</param>
    /// <param name="last">∂L/∂v at the end.</param>
    /// <param name="costates">[intervals] ∂L/∂v at the beginning of each interval.</param>
    public static void Adjoint<T>(ReadOnlySpan<T> durations, Span<T> rates, Span<T> drives, ReadOnlySpan<T> states, T last, Span<T> costates)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (int k = durations.Length - 1; k >= 0; k--)
        {
            T d = durations[k], x = rates[k] * d, mean = Decay.Mean(x, out T e);
            rates[k] = last * d * ((drives[k] * d * Decay.MeanSlope(x, e, mean)) - (e * states[k]));
            drives[k] = last * d * mean;
            last = costates[k] = last * e;
        }
    }

    private static T Advance<T>(T v, T rate, T drive, T d)
        where T : IBinaryFloatingPointIeee754<T>
    {
        T mean = Decay.Mean(rate * d, out T e);
        return (e * v) + (drive * d * mean);
    }
}
