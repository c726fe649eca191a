using System.Numerics;

namespace Mho.Autograd;

// The four passes of batch normalisation over rows of channels. T is float, or double for the oracle; vectors are as wide as the machine's.
internal static unsafe class BatchNormKernels
{
    // Sums are kept in T over this many elements, which stay in the first cache while the channels are walked, and in double beyond.
    private const int BlockElements = 4096;

    // sum += Σ (x − origin), squares += Σ (x − origin)²; an origin near the mean keeps the difference of the two from cancelling.
    public static void Moments<T>(T* x, int rows, int channels, T* origin, double* sum, double* squares)
        where T : unmanaged, INumber<T>
    {
        int block = Math.Max(2, BlockElements / channels);
        for (int first = 0; first < rows; first += block)
        {
            int end = Math.Min(rows, first + block), c = 0;
            for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            {
                Vector<T> o = Vector.Load(origin + c), s = Vector<T>.Zero, q = s, s2 = s, q2 = s;
                T* p = x + ((nint)first * channels) + c;
                int row = first;
                for (; row + 2 <= end; row += 2, p += 2 * channels)
                {
                    Vector<T> v = Vector.Load(p) - o, u = Vector.Load(p + channels) - o;
                    s += v;
                    s2 += u;
                    q += v * v;
                    q2 += u * u;
                }

                if (row < end)
                {
                    Vector<T> v = Vector.Load(p) - o;
                    s += v;
                    q += v * v;
                }

                s += s2;
                q += q2;
                Flush(s, sum + c);
                Flush(q, squares + c);
            }

            for (; c < channels; c++)
            {
                T s = T.Zero, q = T.Zero;
                for (int row = first; row < end; row++)
                {
                    T v = x[((nint)row * channels) + c] - origin[c];
                    s += v;
                    q += v * v;
                }

                sum[c] += double.CreateChecked(s);
                squares[c] += double.CreateChecked(q);
            }
        }
    }

    // y = max(floor, scale x + offset + residual); residual may be null.
    public static void Apply<T>(T* x, int rows, int channels, T* scale, T* offset, T* residual, T floor, T* y)
        where T : unmanaged, INumber<T>
    {
        Vector<T> least = Vector.Create(floor);
        for (int row = 0; row < rows; row++, x += channels, y += channels)
        {
            int c = 0;
            for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            {
                Vector<T> v = (Vector.Load(x + c) * Vector.Load(scale + c)) + Vector.Load(offset + c);
                if (residual != null)
                    v += Vector.Load(residual + c);
                Vector.Max(v, least).Store(y + c);
            }

            for (; c < channels; c++)
                y[c] = T.Max((x[c] * scale[c]) + offset[c] + (residual == null ? T.Zero : residual[c]), floor);
            if (residual != null)
                residual += channels;
        }
    }

    // sum += Σ d, product += Σ d (x − mean), where d is dy, masked in place by y > 0 when y is given.
    public static void Slopes<T>(T* x, int rows, int channels, T* mean, T* y, T* dy, double* sum, double* product)
        where T : unmanaged, INumber<T>
    {
        int block = Math.Max(2, BlockElements / channels);
        for (int first = 0; first < rows; first += block)
        {
            int end = Math.Min(rows, first + block), c = 0;
            for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            {
                Vector<T> m = Vector.Load(mean + c), s = Vector<T>.Zero, q = s;
                nint at = ((nint)first * channels) + c;
                for (int row = first; row < end; row++, at += channels)
                {
                    Vector<T> d = Vector.Load(dy + at);
                    if (y != null)
                    {
                        d = Vector.ConditionalSelect(Vector.GreaterThan(Vector.Load(y + at), Vector<T>.Zero), d, Vector<T>.Zero);
                        d.Store(dy + at);
                    }

                    s += d;
                    q += d * (Vector.Load(x + at) - m);
                }

                Flush(s, sum + c);
                Flush(q, product + c);
            }

            for (; c < channels; c++)
            {
                T s = T.Zero, q = T.Zero;
                nint at = ((nint)first * channels) + c;
                for (int row = first; row < end; row++, at += channels)
                {
                    if (y != null && !(y[at] > T.Zero))
                        dy[at] = T.Zero;
                    s += dy[at];
                    q += dy[at] * (x[at] - mean[c]);
                }

                sum[c] += double.CreateChecked(s);
                product[c] += double.CreateChecked(q);
            }
        }
    }

    // dx (+)= a d + b x + e.
    public static void Combine<T>(T* x, T* d, int rows, int channels, T* a, T* b, T* e, T* dx, bool add)
        where T : unmanaged, INumber<T>
    {
        for (int row = 0; row < rows; row++, x += channels, d += channels, dx += channels)
        {
            int c = 0;
            for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            {
                Vector<T> v = (Vector.Load(d + c) * Vector.Load(a + c)) + (Vector.Load(x + c) * Vector.Load(b + c)) + Vector.Load(e + c);
                (add ? v + Vector.Load(dx + c) : v).Store(dx + c);
            }

            for (; c < channels; c++)
                dx[c] = (d[c] * a[c]) + (x[c] * b[c]) + e[c] + (add ? dx[c] : T.Zero);
        }
    }

    // to (+)= from.
    public static void Pass<T>(T* from, nint count, T* to, bool add)
        where T : unmanaged, INumber<T>
    {
        nint i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            (add ? Vector.Load(from + i) + Vector.Load(to + i) : Vector.Load(from + i)).Store(to + i);
        for (; i < count; i++)
            to[i] = from[i] + (add ? to[i] : T.Zero);
    }

    private static void Flush<T>(Vector<T> values, double* to)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < Vector<T>.Count; i++)
            to[i] += double.CreateChecked(values[i]);
    }
}
