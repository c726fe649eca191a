using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Spiking neurons that see a window of a map of spike times [height x width x channels], with square kernels stored [kernel·kernel·channels x filters].</summary>
/// <remarks>Outside the image nothing spikes. Every interval of the discretisation is an image of its own for the convolution.</remarks>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Side of the kernel in pixels.</param>
/// <param name="Stride">Step between places, in pixels.</param>
/// <param name="Padding">Whether neurons stand at the edge too.</param>
/// <param name="Neuron">Which neuron; RC-Spike with E = ±4 if null.</param>
/// <param name="Discretisation">Intervals of training and of tests; the defaults of <see cref="Spiking.Discretisation"/> if null.</param>
[Model("spiking-conv", Source = "Y. Sakemi et al., arXiv 2412.09010 v1")]
public sealed record SpikingConv2d(
    int Filters, int Kernel = 3, int Stride = 1, PaddingMode Padding = PaddingMode.Same, ISpikingNeuron? Neuron = null, Discretisation? Discretisation = null) : ILayer
{
    /// <summary>Output channels.</summary>
    public int Filters { get; init => field = AtLeastOne(value, nameof(Filters)); } = AtLeastOne(Filters, nameof(Filters));

    /// <summary>Side of the kernel in pixels.</summary>
    public int Kernel { get; init => field = AtLeastOne(value, nameof(Kernel)); } = AtLeastOne(Kernel, nameof(Kernel));

    /// <summary>Step between places, in pixels.</summary>
    public int Stride { get; init => field = AtLeastOne(value, nameof(Stride)); } = AtLeastOne(Stride, nameof(Stride));

    /// <summary>Which neuron.</summary>
    public ISpikingNeuron Neuron { get; init => field = value ?? new RcSpike(); } = Neuron ?? new RcSpike();

    /// <summary>Intervals of training and of tests.</summary>
    public Discretisation Discretisation { get; init => field = value ?? new(); } = Discretisation ?? new();

    private Window Window => WindowPlaces.Square(Kernel, Stride, Padding);

    /// <inheritdoc/>
    public Shape Infer(Shape input) => Window.Over(input, Filters);

    /// <inheritdoc/>
    /// <remarks>As in <see cref="SpikingDense"/>, with a window's spikes for the inputs.</remarks>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        int inputs = Kernel * Kernel * input[2];
        yield return new LayerParameter("kernel", new Shape(inputs, Filters), SpikingSynapses.First(Neuron, inputs));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => SpikingSynapses.Convolution(recorder, input, Neuron, Discretisation, Window);

    private static int AtLeastOne(int value, string name) => Limit.AtLeast(value, 1, "a convolution has at least one filter, pixel and step", name);
}
