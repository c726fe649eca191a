using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The mean of each channel over the whole image: [height x width x channels] becomes [channels].</summary>
[Model("global-average-pool")]
public sealed record GlobalAveragePool : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => input.Rank == 3
        ? new Shape(input[2])
        : throw new ArgumentException($"got {input}, needs an image [height x width x channels].", nameof(input));

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) =>
        recorder.Tape.Record(new Autograd.AveragePool(recorder.Arena, input, Window.Whole(input.Shape))).As(new Shape(input.Shape[0], input.Shape[3]));
}
