using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The largest value of each window and channel. Codes stay codes, so pooling before or after quantisation is the same.</summary>
/// <param name="Size">Side of the window in pixels.</param>
/// <param name="Stride">Step between windows; 0 means the size.</param>
/// <param name="Padding">Same: windows that reach over the edge see only the pixels that exist.</param>
[Model("max-pool")]
public sealed record MaxPool(int Size = 2, int Stride = 0, PaddingMode Padding = PaddingMode.Same) : ILayer
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
        recorder.Tape.Record(new Autograd.MaxPool(recorder.Arena, input, Window));
}
