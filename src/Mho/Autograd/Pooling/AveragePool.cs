using System.Numerics;

namespace Mho.Autograd;

/// <summary>The mean of each window, channel by channel, over the pixels that are inside the image.</summary>
/// <remarks><see cref="Window.Whole"/> makes it the global average. torch counts the zeros of a symmetric padding too, TensorFlow and we do not.</remarks>
public sealed class AveragePool : Operation
{
    private readonly Pooling<Mean> _pooling;

    /// <summary>The pooling of <paramref name="x"/> [images, height, width, channels].</summary>
    public AveragePool(Arena arena, Tensor x, Window window)
        : base(Pooling<Mean>.Output(arena, x, window), x) => _pooling = new(x, Output, window);

    /// <inheritdoc/>
    public override void Forward(in Step step) => _pooling.Forward();

    /// <inheritdoc/>
    public override void Backward(in Step step) => _pooling.Backward(Adds(0));

    internal readonly unsafe struct Mean : IPooling
    {
        public static void Forward(in WindowGeometry g, float* x, float* y) => Forward<float>(g, x, y);

        public static void Backward(in WindowGeometry g, float* x, float* y, float* dy, float* dx) => Backward<float>(g, dy, dx);

        // One image. T is float, or double for the oracle.
        internal static void Forward<T>(in WindowGeometry g, T* x, T* y)
            where T : unmanaged, INumber<T>
        {
            int channels = g.Channels;
            for (int i = 0; i < g.OutputHeight; i++)
            {
                for (int j = 0; j < g.OutputWidth; j++, y += channels)
                {
                    new Span<T>(y, channels).Clear();
                    int count = 0;
                    for (int r = 0; r < g.WindowHeight; r++)
                    {
                        for (int s = 0; s < g.WindowWidth; s++)
                        {
                            if (!g.Sees(i, j, r, s, out nint seen))
                                continue;
                            AddScaled(x + (seen * channels), T.One, y, channels);
                            count++;
                        }
                    }

                    T share = T.One / T.CreateChecked(count);
                    for (int c = 0; c < channels; c++)
                        y[c] *= share;
                }
            }
        }

        // Adds to dx the gradient of one image.
        internal static void Backward<T>(in WindowGeometry g, T* dy, T* dx)
            where T : unmanaged, INumber<T>
        {
            int channels = g.Channels;
            for (int i = 0; i < g.OutputHeight; i++)
            {
                for (int j = 0; j < g.OutputWidth; j++, dy += channels)
                {
                    int rows = Inside((i * g.Stride) - g.Top, g.WindowHeight, g.Height), columns = Inside((j * g.Stride) - g.Left, g.WindowWidth, g.Width);
                    T share = T.One / T.CreateChecked(rows * columns);
                    for (int r = 0; r < g.WindowHeight; r++)
                    {
                        for (int s = 0; s < g.WindowWidth; s++)
                        {
                            if (g.Sees(i, j, r, s, out nint seen))
                                AddScaled(dy, share, dx + (seen * channels), channels);
                        }
                    }
                }
            }
        }

        // How many of the window's rows from that one on lie in the image.
        private static int Inside(int first, int window, int length) => Math.Min(first + window, length) - Math.Max(first, 0);

        private static void AddScaled<T>(T* x, T factor, T* y, int count)
            where T : unmanaged, INumber<T>
        {
            Vector<T> factors = Vector.Create(factor);
            int c = 0;
            for (; c + Vector<T>.Count <= count; c += Vector<T>.Count)
                (Vector.Load(y + c) + (Vector.Load(x + c) * factors)).Store(y + c);
            for (; c < count; c++)
                y[c] += x[c] * factor;
        }
    }
}
