using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Stages of 3 x 3 convolutions of RC-Spike neurons, each stage pooled, then dense layers: the published shape of physical neural network for images, at any size.</summary>
/// <remarks>
/// Published: stages of 64, 128 and 256 filters, two convolutions each, then 512 and the classes: 94.1 % on Fashion-MNIST at |E| of 1 to 4 with spike noise 0.01
/// (Y. Sakemi et al., arXiv 2412.09010 v1, table 3). How it pools is not published: here by the earliest spike. The defaults are small enough for two processors.
/// </remarks>
/// <param name="Filters">Filters of the stages; 16 and 32 if null.</param>
/// <param name="Hidden">Units of the dense layer before the classes; 0 for none.</param>
/// <param name="Convolutions">Convolutions of a stage.</param>
/// <param name="Reversal">|E|: E⁺ = −E⁻ of all synapses, in thresholds.</param>
/// <param name="SpikeNoise">σ of the noise on every spike time.</param>
/// <param name="Discretisation">Intervals and offset of training, intervals of tests; 2 suffice with a random offset.</param>
/// <param name="Readout">Softness and temporal penalty.</param>
[Model("physical-cnn", Source = "Y. Sakemi et al., arXiv 2412.09010 v1")]
public sealed record PhysicalCnn(
    IReadOnlyList<int>? Filters = null, int Hidden = 128, int Convolutions = 2, double Reversal = 3, double SpikeNoise = 0.01, Discretisation? Discretisation = null, SpikeReadout? Readout = null)
    : IPhysicalArchitecture
{
    /// <summary>Units of the dense layer before the classes.</summary>
    public int Hidden { get; init => field = Limit.AtLeast(value, 0, "0 leaves the layer out"); } = Limit.AtLeast(Hidden, 0, "0 leaves the layer out");

    /// <summary>Convolutions of a stage.</summary>
    public int Convolutions { get; init => field = Limit.AtLeast(value, 1, "a stage has a convolution"); } = Limit.AtLeast(Convolutions, 1, "a stage has a convolution");

    /// <summary>|E|, in thresholds.</summary>
    public double Reversal { get; init => field = PhysicalMlp.Checked(value); } = PhysicalMlp.Checked(Reversal);

    /// <inheritdoc/>
    public Discretisation Discretisation { get; init => field = value ?? new(3); } = Discretisation ?? new(3);

    /// <inheritdoc/>
    public Network For(Shape input, int classes)
    {
        RcSpike neuron = new(new Membrane(ReversalPotentials.Symmetric(Reversal)), SpikeNoise: SpikeNoise);
        List<ILayer> layers = [new SpikeCode()];
        foreach (int filters in Filters ?? [16, 32])
        {
            for (int i = 0; i < Convolutions; i++)
                layers.Add(new SpikingConv2d(filters, Neuron: neuron, Discretisation: Discretisation));
            layers.Add(new SpikePool());
        }

        layers.Add(new Flatten());
        if (Hidden > 0)
            layers.Add(new SpikingDense(Hidden, neuron, Discretisation));
        return new Network(input, [.. layers, new SpikingDense(classes, neuron, Discretisation), Readout ?? new()]);
    }

    /// <inheritdoc/>
    public IPhysicalArchitecture With(double reversal, double spikeNoise, Discretisation discretisation) =>
        this with { Reversal = reversal, SpikeNoise = spikeNoise, Discretisation = discretisation };
}
