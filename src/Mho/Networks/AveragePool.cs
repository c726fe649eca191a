using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The mean of each window and channel. Means of codes are no codes: a quantiser must follow before the next tile.</summary>
/// <param name="Size">Side of the window in pixels.</param>
/// <param name="Stride">Step between windows; 0 means the size.</param>
/// <param name="Padding">Same: windows that reach over the edge see only the pixels that exist.</param>
[Model("average-pool")]
public sealed record AveragePool(int Size = 2, int Stride = 0, PaddingMode Padding = PaddingMode.Same) : ILayer
{
    /// <summary>Side of the window in pixels.</summary>
    public int Size { get; init => field = Limit.AtLeast(value, 1, "a window has a pixel"); } = Limit.AtLeast(Size, 1, "a window has a pixel");

    /// <summary>Step between windows; 0 means the size.</summary>
    public int Stride { get; init => field = Limit.AtLeast(value, 0, "0 means the size"); } = Limit.AtLeast(Stride, 0, "0 means the size");

    internal Window Window => WindowPlaces.Square(Size, Stride == 0 ? Size : Stride, Padding);

    /// <inheritdoc/>
    public Shape Infer(Shape input) => Window.Over(input, input.Rank == 3 ? input[2] : 1);

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) =>
        recorder.Tape.Record(new Autograd.AveragePool(recorder.Arena, input, Window));
}
