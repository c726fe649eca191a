using System.Numerics;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>The largest value in each window, channel by channel; padding never wins.</summary>
/// <remarks>The gradient goes to the first of equal values, row by row, as in the frameworks.</remarks>
public sealed unsafe class MaxPool : Operation
{
    private readonly Tensor _x;
    private readonly WindowGeometry _g;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;

    /// <summary>The pooling of <paramref name="x"/> [images, height, width, channels].</summary>
    public MaxPool(Arena arena, Tensor x, Window window)
        : base(PoolOutput.New(arena, x, window), x)
    {
        _x = x;
        _g = WindowGeometry.Of(window, x.Shape);
        _forward = new ForwardWork(this);
        _backward = new BackwardWork(this);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Workers.Run(PoolOutput.Chunks(_g), _forward);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Workers.Run(PoolOutput.Chunks(_g), _backward);

    // One image. T is float, or double for the oracle.
    internal static void Forward<T>(in WindowGeometry g, T* x, T* y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int channels = g.Channels;
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++, y += channels)
            {
                new Span<T>(y, channels).Fill(T.MinValue);
                for (int r = 0; r < g.WindowHeight; r++)
                {
                    for (int s = 0; s < g.WindowWidth; s++)
                    {
                        if (g.Sees(i, j, r, s, out nint seen))
                            Largest(y, x + (seen * channels), channels);
                    }
                }
            }
        }
    }

    // Adds to dx the gradient of one image.
    internal static void Backward<T>(in WindowGeometry g, T* x, T* y, T* dy, T* dx)
        where T : unmanaged, INumber<T>
    {
        int channels = g.Channels;
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++, y += channels, dy += channels)
            {
                for (int c = 0; c < channels; c++)
                    dx[(Winner(g, i, j, x + c, y[c]) * channels) + c] += dy[c];
            }
        }
    }

    private static nint Winner<T>(in WindowGeometry g, int i, int j, T* x, T largest)
        where T : unmanaged, INumber<T>
    {
        nint any = 0;
        for (int r = 0; r < g.WindowHeight; r++)
        {
            for (int s = 0; s < g.WindowWidth; s++)
            {
                if (!g.Sees(i, j, r, s, out nint seen))
                    continue;
                any = seen;
                if (x[seen * g.Channels] == largest)
                    return seen;
            }
        }

        return any; // a NaN equals nothing: any place passes it on
    }

    private static void Largest<T>(T* y, T* x, int count)
        where T : unmanaged, INumber<T>
    {
        int c = 0;
        for (; c + Vector<T>.Count <= count; c += Vector<T>.Count)
            Vector.Max(Vector.Load(y + c), Vector.Load(x + c)).Store(y + c);
        for (; c < count; c++)
            y[c] = T.Max(y[c], x[c]);
    }

    private sealed class ForwardWork(MaxPool pool) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            WindowGeometry g = pool._g;
            (int first, int end) = PoolOutput.Images(g, chunk);
            for (int n = first; n < end; n++)
                Forward(g, pool._x.Data + ((nint)n * g.InputPixels * g.Channels), pool.Output.Data + ((nint)n * g.OutputPixels * g.Channels));
        }
    }

    private sealed class BackwardWork(MaxPool pool) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            WindowGeometry g = pool._g;
            (int first, int end) = PoolOutput.Images(g, chunk);
            nint inputs = (nint)g.InputPixels * g.Channels, outputs = (nint)g.OutputPixels * g.Channels;
            for (int n = first; n < end; n++)
            {
                float* dx = pool._x.Gradient + (n * inputs);
                if (!pool.Adds(0))
                    new Span<float>(dx, (int)inputs).Clear();
                Backward(g, pool._x.Data + (n * inputs), pool.Output.Data + (n * outputs), pool.Output.Gradient + (n * outputs), dx);
            }
        }
    }
}
