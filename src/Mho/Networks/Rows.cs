using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Reads an image [height x width x channels] as a sequence of its rows, [height steps x width · channels inputs]; nothing moves in memory.</summary>
[Model("rows")]
public sealed record Rows : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => input.Rank == 3
        ? new Shape(input[0], input[1] * input[2])
        : throw new ArgumentException($"got {input}, needs [height x width x channels]; leave it out where the input is a sequence already.", nameof(input));

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => input.As(new Shape(input.Shape[0], input.Shape[1], input.Shape[2] * input.Shape[3]));
}
