using Mho.Numerics;

namespace Mho.Autograd;

// What poolings share: the shape of the result, and images handed out to workers.
internal sealed unsafe class Pooling<TPooling>
    where TPooling : struct, IPooling
{
    private const int LeastElementsInAChunk = 1 << 15;

    private readonly WindowGeometry _g;
    private readonly int _chunks;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;

    public Pooling(Tensor x, Tensor y, Window window)
    {
        _g = WindowGeometry.Of(window, x.Shape);
        _chunks = (int)Math.Clamp((long)x.Shape.Count / LeastElementsInAChunk, 1, Math.Min(16, _g.Images));
        (_forward, _backward) = (new ForwardWork(this, x, y), new BackwardWork(this, x, y));
    }

    public static Tensor Output(Arena arena, Tensor x, Window window)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentNullException.ThrowIfNull(x);
        WindowGeometry g = WindowGeometry.Of(window, x.Shape);
        // Else a window could lie in the padding alone, and there is no largest nor mean of nothing.
        if (g.Top >= g.WindowHeight || g.Left >= g.WindowWidth || ((g.OutputHeight - 1) * g.Stride) - g.Top >= g.Height || ((g.OutputWidth - 1) * g.Stride) - g.Left >= g.Width)
            throw new ArgumentException($"a {window} over {x.Shape} would lie wholly in the padding somewhere; pad by less than the window.", nameof(window));
        return new Tensor(arena, g.OutputShape(g.Channels), x.NeedsGradient);
    }

    public void Forward() => Workers.Run(_chunks, _forward);

    public void Backward(bool adds)
    {
        _backward.Adds = adds;
        Workers.Run(_chunks, _backward);
    }

    private (int First, int End) Images(int chunk) => ((int)((long)_g.Images * chunk / _chunks), (int)((long)_g.Images * (chunk + 1) / _chunks));

    private sealed class ForwardWork(Pooling<TPooling> pooling, Tensor x, Tensor y) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int first, int end) = pooling.Images(chunk);
            for (int n = first; n < end; n++)
                TPooling.Forward(pooling._g, x.Data + ((nint)n * x.Shape.Stride), y.Data + ((nint)n * y.Shape.Stride));
        }
    }

    private sealed class BackwardWork(Pooling<TPooling> pooling, Tensor x, Tensor y) : IChunkedWork
    {
        public bool Adds { get; set; }

        public void Do(int chunk, int worker)
        {
            (int first, int end) = pooling.Images(chunk);
            for (int n = first; n < end; n++)
            {
                nint input = (nint)n * x.Shape.Stride, output = (nint)n * y.Shape.Stride;
                if (!Adds)
                    new Span<float>(x.Gradient + input, x.Shape.Stride).Clear();
                TPooling.Backward(pooling._g, x.Data + input, y.Data + output, y.Gradient + output, x.Gradient + input);
            }
        }
    }
}
