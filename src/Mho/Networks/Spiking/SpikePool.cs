using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>The earliest spike of each window and channel, an OR of pulses; the mean time is the layer <c>"average-pool"</c>.</summary>
/// <param name="Size">Side of the window in pixels.</param>
/// <param name="Stride">Step between windows; 0 means the size.</param>
/// <param name="Padding">Same: windows that reach over the edge see only the pixels that exist.</param>
[Model("spike-pool")]
public sealed record SpikePool(int Size = 2, int Stride = 0, PaddingMode Padding = PaddingMode.Same) : ILayer
{
    /// <summary>Side of the window in pixels.</summary>
    public int Size { get; init => field = Limit.AtLeast(value, 1, "a window has a pixel"); } = Limit.AtLeast(Size, 1, "a window has a pixel");

    /// <summary>Step between windows; 0 means the size.</summary>
    public int Stride { get; init => field = Limit.AtLeast(value, 0, "0 means the size"); } = Limit.AtLeast(Stride, 0, "0 means the size");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => Latest.Infer(input);

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        Tensor negative = recorder.Tape.Record(new Affine(recorder.Arena, input, -1));
        return recorder.Tape.Record(new Affine(recorder.Arena, Latest.Record(recorder, negative), -1));
    }

    // The least of times is the opposite of the greatest of their opposites.
    private MaxPool Latest => new(Size, Stride, Padding);
}
