namespace Mho.Networks.Spiking;

/// <summary>The charge that a synapse takes from the membrane after its spike has ended, once for every spike however late: what fills the node between its two transistors.</summary>
/// <remarks>
/// While the spike lasts that node is at the rail; afterwards the memory transistor charges it until it no longer conducts, to a voltage that grows with the logarithm of the weight.
/// In thresholds: q(w) = a + b ln |w|, of the sign of w, but not below 0, nor above |w|, which is all that the synapse's current carries in a window: so it vanishes with the weight, and its slope stays
/// finite. Not in the published model; it is one of the parasitics there.
/// </remarks>
/// <param name="Positive">a of positive weights.</param>
/// <param name="PositiveSlope">b of positive weights.</param>
/// <param name="Negative">a of negative weights.</param>
/// <param name="NegativeSlope">b of negative weights.</param>
public sealed record ReleaseCharge(double Positive = 0, double PositiveSlope = 0, double Negative = 0, double NegativeSlope = 0)
{
    /// <summary>No such charge: the published model.</summary>
    public static ReleaseCharge None { get; } = new();

    /// <summary>What a synapse adds to v, in thresholds.</summary>
    public double Of(double weight)
    {
        double size = Math.Abs(weight), charge = Math.Clamp(Logarithm(weight), 0, size);
        return weight < 0 ? -charge : charge;
    }

    /// <summary>dq/dw: b/|w| where the logarithm holds, 0 where there is no charge, 1 where the current limits it.</summary>
    public double Slope(double weight)
    {
        double size = Math.Abs(weight), charge = Logarithm(weight);
        return size == 0 || charge <= 0 ? 0 : charge >= size ? 1 : (weight > 0 ? PositiveSlope : NegativeSlope) / size;
    }

    /// <summary>Adds what the synapses of a layer take.</summary>
    /// <param name="weights">The layer.</param>
    /// <param name="times">Spike times of its inputs, in windows; those at 1 or later do not conduct.</param>
    /// <param name="potentials">[neurons], added to.</param>
    public void Add(SpikingWeights weights, ReadOnlySpan<double> times, Span<double> potentials)
    {
        for (int k = 0; k < weights.Weights.Count; k++)
        {
            if (times[k / weights.Neurons] < 1)
                potentials[k % weights.Neurons] += Of(weights.Weights[k]);
        }
    }

    // 0 has no logarithm, and a slope of 0 times minus infinity is no number.
    private double Logarithm(double weight)
    {
        double size = Math.Max(Math.Abs(weight), double.Epsilon);
        return weight > 0 ? Positive + (PositiveSlope * Math.Log(size)) : Negative + (NegativeSlope * Math.Log(size));
    }
}
