using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Spiking;

/// <summary>A recurrent network of spiking neurons on a clock.</summary>
public interface ISpikingNetwork
{
    /// <summary>N, neurons.</summary>
    int Length { get; }

    /// <summary>Time of one step.</summary>
    Duration Step { get; }

    /// <summary>Puts the network into a state as if it had been there for long: synapses as at the nominal rate, membranes anywhere below threshold.</summary>
    /// <param name="state">The active neurons.</param>
    /// <param name="key">Draws membranes, and all noise of the run.</param>
    void Begin(SparseBinary state, Key key);

    /// <summary>One step of the clock.</summary>
    /// <param name="mask">H(s) in bits [⌈N/64⌉]: neurons with a 0 are silenced; empty without a stimulus.</param>
    void Advance(ReadOnlySpan<ulong> mask);

    /// <summary>Bits of the neurons that spiked in the last step [⌈N/64⌉].</summary>
    ReadOnlySpan<ulong> Spikes { get; }
}
