using System.Numerics;

namespace Mho.Autograd;

/// <summary>The largest value in each window, channel by channel; padding never wins.</summary>
/// <remarks>The gradient goes to the first of equal values, row by row, as in the frameworks.</remarks>
public sealed class MaxPool : Operation
{
    private readonly Pooling<Largest> _pooling;

    /// <summary>The pooling of <paramref name="x"/> [images, height, width, channels].</summary>
    public MaxPool(Arena arena, Tensor x, Window window)
        : base(Pooling<Largest>.Output(arena, x, window), x) => _pooling = new(x, Output, window);

    /// <inheritdoc/>
    public override void Forward(in Step step) => _pooling.Forward();

    /// <inheritdoc/>
    public override void Backward(in Step step) => _pooling.Backward(Adds(0));

    private readonly unsafe struct Largest : IPooling
    {
        // One image. Vectors reach past a pixel's last channel: what they write there is the next pixel's and written anew, and past the image nothing
        // is written.
        public static void Forward(in WindowGeometry g, float* x, float* y)
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
        public static void Backward(in WindowGeometry g, float* x, float* y, float* dy, float* dx)
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
    }
}
