namespace Mho.Networks.Spiking;

/// <summary>The weights of a dense layer of spiking neurons.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Weights">[inputs x neurons], all synapses of the first input first.</param>
public sealed record SpikingWeights(int Inputs, IReadOnlyList<double> Weights)
{
    /// <summary>Number of inputs.</summary>
    public int Inputs { get; } = Limit.AtLeast(Inputs, 1, "a layer has an input");

    /// <summary>[inputs x neurons].</summary>
    public IReadOnlyList<double> Weights { get; } = Whole(Weights, Inputs);

    /// <summary>Number of neurons.</summary>
    public int Neurons => Weights.Count / Inputs;

    private static IReadOnlyList<double> Whole(IReadOnlyList<double> weights, int inputs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count == 0 || weights.Count % inputs != 0)
            throw new ArgumentException($"{weights.Count} weights are not as many for each of {inputs} inputs; give inputs x neurons.", nameof(weights));
        int wrong = weights.ToList().FindIndex(weight => !double.IsFinite(weight));
        return wrong < 0 ? weights : throw new ArgumentException($"weight {wrong} is {weights[wrong]}; give finite numbers.", nameof(weights));
    }
}
