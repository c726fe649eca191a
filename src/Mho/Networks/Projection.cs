using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The 1 x 1 convolution of a residual block's shortcut; a name of its own keeps it apart from the convolutions of the body.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Stride">Step between pixels.</param>
[Model("projection")]
public sealed record Projection(int Filters, int Stride) : ILayer
{
    internal Conv2d AsConvolution => new(Filters, 1, Stride);

    /// <inheritdoc/>
    public Shape Infer(Shape input) => AsConvolution.Infer(input);

    /// <inheritdoc/>
    public IEnumerable<LayerParameter> Parameters(Shape input) => AsConvolution.Parameters(input);

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => AsConvolution.Record(recorder, input);
}
