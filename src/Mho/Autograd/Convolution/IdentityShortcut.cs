using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>A residual network's shortcut without parameters where the image shrinks and the channels grow: every stride-th pixel, zeros for the new channels.</summary>
/// <remarks>y[n, i, j, c + (outputs − channels)/2] = x[n, i·stride, j·stride, c]: option A of K. He et al., CVPR 2016, section 4.2.</remarks>
public sealed unsafe class IdentityShortcut : Operation
{
    private readonly Tensor _x;
    private readonly int _stride;
    private readonly int _before;

    /// <summary>The shortcut from <paramref name="x"/> [images, height, width, channels] to <paramref name="outputs"/> channels.</summary>
    public IdentityShortcut(Arena arena, Tensor x, int stride, int outputs)
        : base(NewOutput(arena, x, stride, outputs), x)
    {
        (_x, _stride) = (x, stride);
        _before = (outputs - x.Shape[3]) / 2;
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Workers.Run(_x.Shape[0], new ForwardWork(this));

    /// <inheritdoc/>
    public override void Backward(in Step step) => Workers.Run(_x.Shape[0], new BackwardWork(this));

    private static Tensor NewOutput(Arena arena, Tensor x, int stride, int outputs)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        if (x.Shape.Rank != 4 || outputs < x.Shape[3])
            throw new ArgumentException($"a shortcut leads from [images x height x width x channels] to as many channels or more; got {x.Shape} and {outputs}.", nameof(outputs));
        return new Tensor(arena, new Shape(x.Shape[0], (x.Shape[1] + stride - 1) / stride, (x.Shape[2] + stride - 1) / stride, outputs), x.NeedsGradient);
    }

    // Where pixel (i, j) of the output lies in one image of the input.
    private nint Source(int i, int j) => (((nint)i * _stride * _x.Shape[2]) + (j * _stride)) * _x.Shape[3];

    private readonly struct ForwardWork(IdentityShortcut o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int channels = o._x.Shape[3], outputs = o.Output.Shape[3], wide = o.Output.Shape[2];
            float* x = o._x.Data + ((nint)chunk * o._x.Shape.Stride), y = o.Output.Data + ((nint)chunk * o.Output.Shape.Stride);
            for (int pixel = 0; pixel < o.Output.Shape[1] * wide; pixel++, y += outputs)
            {
                new Span<float>(y, o._before).Clear();
                new ReadOnlySpan<float>(x + o.Source(pixel / wide, pixel % wide), channels).CopyTo(new Span<float>(y + o._before, channels));
                new Span<float>(y + o._before + channels, outputs - channels - o._before).Clear();
            }
        }
    }

    private readonly struct BackwardWork(IdentityShortcut o) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int channels = o._x.Shape[3], outputs = o.Output.Shape[3], wide = o.Output.Shape[2];
            float* dx = o._x.Gradient + ((nint)chunk * o._x.Shape.Stride), dy = o.Output.Gradient + ((nint)chunk * o.Output.Shape.Stride) + o._before;
            if (!o.Adds(0))
                new Span<float>(dx, o._x.Shape.Stride).Clear();
            for (int pixel = 0; pixel < o.Output.Shape[1] * wide; pixel++, dy += outputs)
            {
                float* to = dx + o.Source(pixel / wide, pixel % wide);
                for (int c = 0; c < channels; c++)
                    to[c] += dy[c];
            }
        }
    }
}
