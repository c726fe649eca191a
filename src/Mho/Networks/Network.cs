using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A network as a value: the shape of one input image and the layers it passes. It holds no numbers; those are a <see cref="ParameterSet"/>.</summary>
public sealed record Network
{
    /// <summary>A network; layers that do not fit one another throw a <see cref="LayerException"/> with the layer's name.</summary>
    /// <param name="input">Shape of one image: [height x width x channels] or [features].</param>
    /// <param name="layers">The layers in order.</param>
    public Network(Shape input, IReadOnlyList<ILayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("a network needs at least one layer.", nameof(layers));
        Input = input;
        Layers = layers;
        Chain = NamedLayer.Chain("", input, layers);
    }

    /// <summary>Shape of one input image.</summary>
    public Shape Input { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <summary>The layers with their names and shapes.</summary>
    public IReadOnlyList<NamedLayer> Chain { get; }

    /// <summary>Shape of one output image.</summary>
    public Shape Output => Chain[^1].Output;

    /// <summary>Everything the layers own, with full names such as <c>"conv2.kernel"</c>, in order.</summary>
    public IEnumerable<LayerParameter> Parameters => ParametersOf(Chain);

    /// <summary>Numbers that training changes.</summary>
    public int TrainedCount => Parameters.Where(parameter => parameter.Trained).Sum(parameter => parameter.Shape.Count);

    /// <summary>All numbers, with the statistics of batch norm.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Shape.Count);

    /// <summary>New parameters with their initial values: each drawn from the child of <paramref name="key"/> that has its name.</summary>
    public ParameterSet Initialize(Key key) => new(Parameters, key);

    /// <summary>Records the network on a tape.</summary>
    /// <param name="tape">Where.</param>
    /// <param name="parameters">The parameters of this network.</param>
    /// <param name="input">Images, [images x the shape of one].</param>
    /// <param name="weightNoise">Weights of layers with a kernel become W + N(0, (s·max|W|)²) in a training step; this is s.</param>
    public Tensor Record(Tape tape, ParameterSet parameters, Tensor input, double weightNoise = 0) =>
        new Recorder(tape, parameters, weightNoise).Chain(Chain, input);

    /// <summary>The shape of so many input images.</summary>
    public Shape Batched(int images) => Input.Rank switch
    {
        1 => new Shape(images, Input[0]),
        2 => new Shape(images, Input[0], Input[1]),
        _ => new Shape(images, Input[0], Input[1], Input[2]),
    };

    /// <summary>One line a layer: name, output shape, numbers.</summary>
    public override string ToString() => string.Join('\n', Chain.Select(layer =>
        $"{layer.Name,-20} {layer.Output,-18} {ParametersOf([layer]).Sum(parameter => parameter.Shape.Count),9:N0}"));

    internal static IEnumerable<LayerParameter> ParametersOf(IReadOnlyList<NamedLayer> chain) =>
        chain.SelectMany(named => named.Layer is Residual residual
            ? residual.ParametersWithin(named.Name + ".", named.Input)
            : named.Layer.Parameters(named.Input).Select(parameter => parameter with { Name = $"{named.Name}.{parameter.Name}" }));
}
