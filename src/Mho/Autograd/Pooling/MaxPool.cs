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

    // One image. Vectors reach past a pixel's last channel: what they write there is the next pixel's and written anew, and past the image nothing
    // is written.
    private static void Forward(in WindowGeometry g, float* x, float* y)
    {
        int channels = g.Channels;
        float* end = y + ((nint)g.OutputPixels * channels);
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++, y += channels)
            {
                Taps taps = new(g, i, j);
                float* first = x + taps.Offset;
                int c = 0;
                for (; c < channels && y + c + Vector<float>.Count <= end; c += Vector<float>.Count)
                    taps.Largest(first + c).Store(y + c);
                for (; c < channels; c++)
                    y[c] = taps.LargestOf(first + c);
            }
        }
    }

    // Adds to dx the gradient of one image.
    private static void Backward(in WindowGeometry g, float* x, float* y, float* dy, float* dx)
    {
        int channels = g.Channels;
        float* end = dx + ((nint)g.InputPixels * channels);
        for (int i = 0; i < g.OutputHeight; i++)
        {
            for (int j = 0; j < g.OutputWidth; j++, y += channels, dy += channels)
            {
                Taps taps = new(g, i, j);
                int c = 0;
                for (; c < channels && dx + taps.Last + c + Vector<float>.Count <= end; c += Vector<float>.Count)
                {
                    Vector<float> d = Vector.Load(dy + c);
                    if (channels - c < Vector<float>.Count)
                        d = Vector.ConditionalSelect(Vector.LessThan(Vector<int>.Indices, new Vector<int>(channels - c)), d, Vector<float>.Zero);
                    taps.Share(x + taps.Offset + c, Vector.Load(y + c), d, dx + taps.Offset + c);
                }

                for (; c < channels; c++)
                    taps.ShareOf(x + taps.Offset + c, y[c], dy[c], dx + taps.Offset + c);
            }
        }
    }

    // The pixels of the window at output pixel (i, j) that lie inside the image.
    private readonly ref struct Taps
    {
        private readonly int _rows, _columns;
        private readonly nint _pitch, _step;

        public Taps(in WindowGeometry g, int i, int j)
        {
            int row = Math.Max(0, (i * g.Stride) - g.Top), column = Math.Max(0, (j * g.Stride) - g.Left);
            _rows = Math.Min(g.Height, (i * g.Stride) - g.Top + g.WindowHeight) - row;
            _columns = Math.Min(g.Width, (j * g.Stride) - g.Left + g.WindowWidth) - column;
            (_pitch, _step) = ((nint)g.Width * g.Channels, g.Channels);
            Offset = (row * _pitch) + (column * _step);
        }

        public nint Offset { get; }

        public nint Last => Offset + ((_rows - 1) * _pitch) + ((_columns - 1) * _step);

        public Vector<float> Largest(float* x)
        {
            Vector<float> largest = Vector.Load(x);
            for (int r = 0; r < _rows; r++, x += _pitch)
            {
                for (nint s = 0, at = 0; s < _columns; s++, at += _step)
                    largest = Vector.Max(largest, Vector.Load(x + at));
            }

            return largest;
        }

        public float LargestOf(float* x)
        {
            float largest = *x;
            for (int r = 0; r < _rows; r++, x += _pitch)
            {
                for (nint s = 0, at = 0; s < _columns; s++, at += _step)
                    largest = Math.Max(largest, x[at]);
            }

            return largest;
        }

        // d goes to the first equal value; a NaN equals nothing and passes nothing on.
        public void Share(float* x, Vector<float> largest, Vector<float> d, float* dx)
        {
            for (int r = 0; r < _rows; r++, x += _pitch, dx += _pitch)
            {
                for (nint s = 0, at = 0; s < _columns; s++, at += _step)
                {
                    Vector<int> wins = Vector.Equals(Vector.Load(x + at), largest);
                    (Vector.Load(dx + at) + Vector.ConditionalSelect(wins, d, Vector<float>.Zero)).Store(dx + at);
                    d = Vector.ConditionalSelect(wins, Vector<float>.Zero, d);
                }
            }
        }

        public void ShareOf(float* x, float largest, float d, float* dx)
        {
            for (int r = 0; r < _rows; r++, x += _pitch, dx += _pitch)
            {
                for (nint s = 0, at = 0; s < _columns; s++, at += _step)
                {
                    if (x[at] != largest)
                        continue;
                    dx[at] += d;
                    return;
                }
            }
        }
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
