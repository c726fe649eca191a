namespace Mho.Networks.Spiking.Sky130;

/// <summary>The gate voltages of a layer's memory transistors: its weights, as the circuit knows them.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Positive">V [inputs x neurons] of the n-channel ones; 0 where it does not conduct.</param>
/// <param name="Negative">V [inputs x neurons] of the p-channel ones; the supply where it does not conduct.</param>
public sealed record SynapseGates(int Inputs, IReadOnlyList<double> Positive, IReadOnlyList<double> Negative)
{
    /// <summary>Number of neurons.</summary>
    public int Neurons => Positive.Count / Inputs;

    /// <summary>A layer in which nothing conducts.</summary>
    internal static SynapseGates Off(int inputs, int neurons, Voltage supply) =>
        new(inputs, new double[inputs * neurons], [.. Enumerable.Repeat(supply.SI, inputs * neurons)]);
}
