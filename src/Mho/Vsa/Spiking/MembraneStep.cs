using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Vsa.Spiking;

/// <summary>One step of all neurons in one pass: current, membrane, threshold, reset, decay of the synapse.</summary>
/// <remarks>A constant current is followed exactly within the step; spikes fall on the clock.</remarks>
internal unsafe struct MembraneStep
{
    /// <summary>u, v, steps of silence left, M, and standard normals or null [whole registers].</summary>
    public float* Input, Potential, Silence, Bias, Noise;

    /// <summary>I0 − g A; J; σ; what a step leaves of v − I and of u; floor; steps of silence.</summary>
    public float Common, Excitation, Sigma, Keep, SynapseKeep, Floor, Refractory;

    /// <summary>Neurons <paramref name="i"/> and on, as many as a register has; bits of those that spike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint At<V>(int i)
        where V : struct, ILanes<V>
    {
        V zero = V.All(0), one = V.All(1), u = V.Load(Input + i), v = V.Load(Potential + i), silence = V.Load(Silence + i);
        V current = V.MultiplyAdd(V.All(Excitation), u, V.Load(Bias + i) + V.All(Common));
        if (Noise != null)
            current = V.MultiplyAdd(V.All(Sigma), V.Load(Noise + i), current);
        (u * V.All(SynapseKeep)).Store(Input + i);
        V next = V.Max(V.MultiplyAdd(v - current, V.All(Keep), current), V.All(Floor));
        next = V.IfGreater(silence, zero, v, next);
        uint spikes = V.AtLeast(next, one);
        V below = V.All(MathF.BitDecrement(1)); // above this is at least 1
        V.IfGreater(next, below, V.All(Refractory), V.Max(silence - one, zero)).Store(Silence + i);
        V.IfGreater(next, below, zero, next).Store(Potential + i);
        return spikes;
    }

    /// <summary>All neurons; their spikes as bits, 64 in a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(Span<ulong> spikes)
        where V : struct, ILanes<V>
    {
        MembraneStep step = this; // fields in registers: nothing else can reach a local
        for (int w = 0; w < spikes.Length; w++)
        {
            ulong word = 0;
            for (int lane = 0; lane < 64; lane += V.Width)
                word |= (ulong)step.At<V>((w << 6) + lane) << lane;
            spikes[w] = word;
        }
    }
}
