using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Reads an image [height x width x channels] as one row of features; nothing moves in memory.</summary>
[Model("flatten")]
public sealed record Flatten : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => new(input.Count);

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => input.As(new Shape(input.Shape[0], input.Shape.Stride));
}
