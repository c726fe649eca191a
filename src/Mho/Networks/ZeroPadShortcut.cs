using Mho.Autograd;

namespace Mho.Networks;

/// <summary>The shortcut without parameters: every stride-th pixel, missing channels zero.</summary>
/// <remarks>Adjoint: each gradient goes back to the pixel it came from; those of the zeros go nowhere. K. He et al., CVPR 2016, option A.</remarks>
internal sealed class ZeroPadShortcut : Operation
{
    private readonly Tensor _x;
    private readonly int _stride;

    /// <summary>From images <paramref name="x"/> to images of that shape.</summary>
    public ZeroPadShortcut(Arena arena, Tensor x, Shape shape)
        : base(new Tensor(arena, shape, x.NeedsGradient), x)
    {
        _x = x;
        _stride = (x.Shape[1] + shape[1] - 1) / shape[1];
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        Shape to = Output.Shape;
        int channels = _x.Shape[3];
        Output.Values.Clear();
        for (int pixel = 0; pixel < to[0] * to[1] * to[2]; pixel++)
            _x.Values.Slice(From(pixel) * channels, channels).CopyTo(Output.Values[(pixel * to[3])..]);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        Shape to = Output.Shape;
        int channels = _x.Shape[3];
        Span<float> back = _x.Gradients;
        if (!Adds(0))
            back.Clear();
        for (int pixel = 0; pixel < to[0] * to[1] * to[2]; pixel++)
        {
            ReadOnlySpan<float> gradient = Output.Gradients.Slice(pixel * to[3], channels);
            Span<float> target = back.Slice(From(pixel) * channels, channels);
            for (int channel = 0; channel < channels; channel++)
                target[channel] += gradient[channel];
        }
    }

    private int From(int pixel)
    {
        int height = Output.Shape[1], width = Output.Shape[2];
        int image = pixel / (height * width), y = pixel / width % height, x = pixel % width;
        return (((image * _x.Shape[1]) + (y * _stride)) * _x.Shape[2]) + (x * _stride);
    }
}
