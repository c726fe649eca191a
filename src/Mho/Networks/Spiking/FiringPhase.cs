using System.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>The second phase of an RC-Spike neuron: from the charged membrane to the threshold by a constant current, in a time of at most one window.</summary>
/// <remarks>
/// dv/dt = a (1 − b v) with a = −ln(1 − b)/b, so that 0 → 1 takes one window: t = [ln(1 − b) − ln(1 − b v)]/ln(1 − b), clipped to 0 … 1 (Y. Sakemi et al., arXiv 2412.09010 v1,
/// eqs. 81–85); t = 1 − v for b = 0, an ideal current.
/// </remarks>
public static class FiringPhase
{
    /// <summary>The spike's time within the phase, 0 … 1; 1 has no effect on the next layer.</summary>
    /// <param name="potential">v at the end of the accumulation phase, in thresholds.</param>
    /// <param name="slope">b in [0, 1): how much the discharging current falls from 0 to the threshold.</param>
    public static T SpikeTime<T>(T potential, T slope)
        where T : IBinaryFloatingPointIeee754<T>
    {
        // ln(1 − b v)/ln(1 − b) = v·L(−b v)/L(−b) with L(z) = ln(1 + z)/z: safe for b → 0. Clipped first, for 1 − b v must stay positive.
        T v = T.Clamp(potential, T.Zero, T.One);
        return T.One - (v * Decay.LogRatio(-slope * v) / Decay.LogRatio(-slope));
    }

    /// <summary>dt/dv: −1/(L(−b)(1 − b v)) between 0 and 1, and 0 outside, where the clip holds t.</summary>
    /// <param name="potential">v, in thresholds.</param>
    /// <param name="slope">b in [0, 1).</param>
    public static T Derivative<T>(T potential, T slope)
        where T : IBinaryFloatingPointIeee754<T> =>
        potential > T.Zero && potential < T.One ? -T.One / (Decay.LogRatio(-slope) * (T.One - (slope * potential))) : T.Zero;
}
