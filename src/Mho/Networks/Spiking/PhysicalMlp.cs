using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Dense layers of RC-Spike neurons, trained as the circuit that they are: the published physical neural network for images.</summary>
/// <remarks>Published on Fashion-MNIST: 784-400-400-10, 90.4 % at |E| between 8 and 30; Adam at 1e-4, batches of 32, 50 epochs (Y. Sakemi et al., arXiv 2412.09010 v1, table 3).</remarks>
/// <param name="Hidden">Units of the hidden layers; 400 and 400 if null.</param>
/// <param name="Reversal">|E|: E⁺ = −E⁻ of all synapses, in thresholds. 100 is as good as an ideal weighted sum.</param>
/// <param name="SpikeNoise">σ of the noise on every spike time.</param>
/// <param name="Discretisation">Intervals and offset of training, intervals of tests.</param>
/// <param name="Readout">Softness and temporal penalty.</param>
[Model("physical-mlp", Source = "Y. Sakemi et al., arXiv 2412.09010 v1")]
public sealed record PhysicalMlp(
    IReadOnlyList<int>? Hidden = null, double Reversal = 8, double SpikeNoise = 0.01, Discretisation? Discretisation = null, SpikeReadout? Readout = null) : IPhysicalArchitecture
{
    /// <summary>|E|, in thresholds.</summary>
    public double Reversal { get; init => field = Checked(value); } = Checked(Reversal);

    /// <inheritdoc/>
    public Discretisation Discretisation { get; init => field = value ?? new(); } = Discretisation ?? new();

    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        RcSpike neuron = new(new Membrane(ReversalPotentials.Symmetric(Reversal)), SpikeNoise: SpikeNoise);
        List<ILayer> layers = [new SpikeCode()];
        if (input.Rank > 1)
            layers.Add(new Flatten());
        foreach (int units in (IEnumerable<int>)[.. Hidden ?? [400, 400], classes])
            layers.Add(new SpikingDense(units, neuron, Discretisation));
        return new Network(input, [.. layers, Readout ?? new()]);
    }

    /// <inheritdoc/>
    public IPhysicalArchitecture With(double reversal, double spikeNoise, Discretisation discretisation) =>
        this with { Reversal = reversal, SpikeNoise = spikeNoise, Discretisation = discretisation };

    internal static double Checked(double magnitude) => ReversalPotentials.Symmetric(magnitude).Positive;
}
