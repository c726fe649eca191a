namespace Mho.Vsa.OnDevices;

/// <summary>Numbers of a digital neuromorphic chip like Loihi 2.</summary>
/// <remarks>
/// Weights of 8 bits with sign, decays as 12-bit fractions, states of 23 bits and a sign that saturate, synaptic sums shifted by 6, thresholds in multiples of 64: all [recalled], that is from memory
/// of Intel's descriptions of Loihi and not checked against one. The weight includes the global inhibition: W − g/J, so that no other neuron is needed.
/// </remarks>
public sealed record FixedPointFormat
{
    /// <summary>Bits of a weight with its sign; 2 to 8. [recalled]</summary>
    public int WeightBits { get; init => field = Within(value, 2, 8); } = 8;

    /// <summary>Bits of a decay; 4 to 16. [recalled]</summary>
    public int DecayBits { get; init => field = Within(value, 4, 16); } = 12;

    /// <summary>Bits of synaptic and membrane states beside their sign; 12 to 28. [recalled]</summary>
    public int StateBits { get; init => field = Within(value, 12, 28); } = 23;

    /// <summary>What a weight is shifted by before it is added; 0 to 8. [recalled]</summary>
    public int SynapseShift { get; init => field = Within(value, 0, 8); } = 6;

    /// <summary>Weights are clipped at so many times rms(W), before the inhibition is put in.</summary>
    public double Clip { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} rms; give more than 0."); } = 4;

    /// <summary>The largest state.</summary>
    public int LargestState => (int)((1L << StateBits) - 1);

    /// <summary>The largest weight.</summary>
    public int LargestWeight => (1 << (WeightBits - 1)) - 1;

    /// <summary>1 − e^(−dt/τ) as a whole number of the decay's units; at least 1.</summary>
    public int Decay(Duration step, Duration constant) => Math.Max(1, (int)Math.Round((1 - Math.Exp(-(step / constant))) * (1 << DecayBits)));

    private static int Within(int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{value} bits; give {least} to {most}.");
}
