namespace Mho.Networks.Spiking;

/// <summary>The charge that a synapse takes from the membrane after its spike has ended, once for every spike however late: what fills the node between its two transistors.</summary>
/// <remarks>
/// While the spike lasts that node is at the rail; afterwards the memory transistor charges it until it no longer conducts, to a voltage that grows with the logarithm of the weight.
/// In thresholds: q(w) = max(0, a + b ln |w|), of the sign of w. Not in the published model; it is one of the parasitics there.
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
    public double Of(double weight) => weight switch
    {
        > 0 => Math.Max(0, Positive + (PositiveSlope * Math.Log(weight))),
        < 0 => -Math.Max(0, Negative + (NegativeSlope * Math.Log(-weight))),
        _ => 0,
    };

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
}
