using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Convolution of images [height x width x channels] with square kernels, stored [kernel·kernel·channels x filters]: the matrix a tile holds.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Side of the kernel in pixels.</param>
/// <param name="Stride">Step between places, in pixels.</param>
/// <param name="Padding">Whether zeros are put around the image.</param>
/// <param name="Bias">Whether a bias is added to each channel.</param>
[Model("conv")]
public sealed record Conv2d(int Filters, int Kernel = 3, int Stride = 1, PaddingMode Padding = PaddingMode.Same, bool Bias = true) : ILayer
{
    /// <summary>Output channels.</summary>
    public int Filters { get; init => field = AtLeastOne(value, nameof(Filters)); } = AtLeastOne(Filters, nameof(Filters));

    /// <summary>Side of the kernel in pixels.</summary>
    public int Kernel { get; init => field = AtLeastOne(value, nameof(Kernel)); } = AtLeastOne(Kernel, nameof(Kernel));

    /// <summary>Step between places, in pixels.</summary>
    public int Stride { get; init => field = AtLeastOne(value, nameof(Stride)); } = AtLeastOne(Stride, nameof(Stride));

    internal Window Window => WindowPlaces.Square(Kernel, Stride, Padding);

    /// <inheritdoc/>
    public Shape Infer(Shape input) => Window.Over(input, Filters);

    /// <inheritdoc/>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        yield return new LayerParameter("kernel", new Shape(Kernel * Kernel * input[2], Filters), Initial.He(Kernel * Kernel * input[2]));
        if (Bias)
            yield return new LayerParameter("bias", new Shape(Filters), new Initial(0));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        (Tensor kernel, Tensor? bias) = recorder.Weights(Bias);
        return recorder.Tape.Record(new Convolution(recorder.Arena, input, kernel, bias, Window));
    }

    private static int AtLeastOne(int value, string name) => Limit.AtLeast(value, 1, "a convolution has at least one filter, pixel and step", name);
}
