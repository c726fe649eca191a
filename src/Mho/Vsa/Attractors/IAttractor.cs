using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>A recurrent network that holds the states of a machine as fixed points.</summary>
public interface IAttractor
{
    /// <summary>N, neurons.</summary>
    int Length { get; }

    /// <summary>States of the machine.</summary>
    int States { get; }

    /// <summary>Puts the network into a state.</summary>
    void Begin(int state);

    /// <summary>All neurons compute their field from those the mask lets through, then those of <paramref name="updated"/> take their new value.</summary>
    /// <param name="mask">H(s) in bits [⌈N/64⌉]; empty without a stimulus.</param>
    /// <param name="updated">Bits of the neurons that look at their field in this step; empty for all.</param>
    /// <returns>Whether any neuron changed; if none did, the same step would change none again.</returns>
    bool Step(ReadOnlySpan<ulong> mask, ReadOnlySpan<ulong> updated);

    /// <summary>How much the network is in a state: 1 in it, 0 in an unrelated one.</summary>
    double Overlap(int state);

    /// <summary>The overlap above which the network counts as being in a state: half way from an unrelated one.</summary>
    double Threshold { get; }

    /// <summary>What was said: how much the network's neurons say an output, 1 if they do; 0 where outputs are not defined.</summary>
    double Readout(int output);

    /// <summary>Share of neurons that a stimulus lets through: ½ but for biased ones.</summary>
    double Passing { get; }

    /// <summary>A stimulus' vector for the first (0) and second half (1) of its time.</summary>
    Bipolar Stimulus(int stimulus, int half);
}
