using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Autograd;

// Register tiles of the convolution: sums of 4 pixels by 16 channels stay in registers over the whole window.
// Unrolled by hand, because the JIT keeps only named locals in registers.
// start is the bias, or null to go on from what y holds; only the first lanes of a partial vector are stored.
internal static unsafe class ConvolutionAvx2
{
    // 4 pixels by 16 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pixels4x16(ConvolutionTiles tiles, int at, float* x, float* w, float* y, float* start, float floor, int lanes)
    {
        int* from = tiles.From + at, to = tiles.To + at;
        float* x0 = x + from[0];
        float* x1 = x + from[1];
        float* x2 = x + from[2];
        float* x3 = x + from[3];
        Vector256<float> s0a, s0b, s1a, s1b, s2a, s2b, s3a, s3b;
        if (start != null)
        {
            s0a = s1a = s2a = s3a = Vector256.Load(start);
            s0b = s1b = s2b = s3b = Vector256.Load(start + 8);
        }
        else
        {
            s0a = Vector256.Load(y + to[0]);
            s0b = Vector256.Load(y + to[0] + 8);
            s1a = Vector256.Load(y + to[1]);
            s1b = Vector256.Load(y + to[1] + 8);
            s2a = Vector256.Load(y + to[2]);
            s2b = Vector256.Load(y + to[2] + 8);
            s3a = Vector256.Load(y + to[3]);
            s3b = Vector256.Load(y + to[3] + 8);
        }

        nint pitch = tiles.Lanes, run = tiles.Run;
        for (int row = 0; row < tiles.Rows; row++)
        {
            for (nint c = 0; c < run; c++)
            {
                Vector256<float> wa = Vector256.Load(w);
                Vector256<float> wb = Vector256.Load(w + 8);
                Vector256<float> p = Vector256.Create(x0[c]);
                s0a = Fma.MultiplyAdd(p, wa, s0a);
                s0b = Fma.MultiplyAdd(p, wb, s0b);
                p = Vector256.Create(x1[c]);
                s1a = Fma.MultiplyAdd(p, wa, s1a);
                s1b = Fma.MultiplyAdd(p, wb, s1b);
                p = Vector256.Create(x2[c]);
                s2a = Fma.MultiplyAdd(p, wa, s2a);
                s2b = Fma.MultiplyAdd(p, wb, s2b);
                p = Vector256.Create(x3[c]);
                s3a = Fma.MultiplyAdd(p, wa, s3a);
                s3b = Fma.MultiplyAdd(p, wb, s3b);
                w += pitch;
            }

            x0 += tiles.RowPitch;
            x1 += tiles.RowPitch;
            x2 += tiles.RowPitch;
            x3 += tiles.RowPitch;
        }

        Vector256<float> least = Vector256.Create(floor);
        if (lanes >= 16)
        {
            Avx.Max(least, s0a).Store(y + to[0]);
            Avx.Max(least, s0b).Store(y + to[0] + 8);
            Avx.Max(least, s1a).Store(y + to[1]);
            Avx.Max(least, s1b).Store(y + to[1] + 8);
            Avx.Max(least, s2a).Store(y + to[2]);
            Avx.Max(least, s2b).Store(y + to[2] + 8);
            Avx.Max(least, s3a).Store(y + to[3]);
            Avx.Max(least, s3b).Store(y + to[3] + 8);
            return;
        }

        Vector256<float> keepA = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(lanes)).AsSingle();
        Vector256<float> keepB = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(lanes - 8)).AsSingle();
        Avx.MaskStore(y + to[0], keepA, Avx.Max(least, s0a));
        Avx.MaskStore(y + to[0] + 8, keepB, Avx.Max(least, s0b));
        Avx.MaskStore(y + to[1], keepA, Avx.Max(least, s1a));
        Avx.MaskStore(y + to[1] + 8, keepB, Avx.Max(least, s1b));
        Avx.MaskStore(y + to[2], keepA, Avx.Max(least, s2a));
        Avx.MaskStore(y + to[2] + 8, keepB, Avx.Max(least, s2b));
        Avx.MaskStore(y + to[3], keepA, Avx.Max(least, s3a));
        Avx.MaskStore(y + to[3] + 8, keepB, Avx.Max(least, s3b));
    }

    // 4 rows of the kernel matrix by 16 channels of the weights' gradient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows4x16(int imageRows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, nint pitch)
    {
        Vector256<float> s0a = default, s1a = default, s2a = default, s3a = default;
        Vector256<float> s0b = default, s1b = default, s2b = default, s3b = default;
        for (int i = 0; i < imageRows; i++)
        {
            float* p = x, q = dy;
            for (int j = 0; j < columns; j++)
            {
                Vector256<float> da = Vector256.Load(q);
                Vector256<float> db = Vector256.Load(q + 8);
                Vector256<float> e = Vector256.Create(p[0]);
                s0a = Fma.MultiplyAdd(e, da, s0a);
                s0b = Fma.MultiplyAdd(e, db, s0b);
                e = Vector256.Create(p[1]);
                s1a = Fma.MultiplyAdd(e, da, s1a);
                s1b = Fma.MultiplyAdd(e, db, s1b);
                e = Vector256.Create(p[2]);
                s2a = Fma.MultiplyAdd(e, da, s2a);
                s2b = Fma.MultiplyAdd(e, db, s2b);
                e = Vector256.Create(p[3]);
                s3a = Fma.MultiplyAdd(e, da, s3a);
                s3b = Fma.MultiplyAdd(e, db, s3b);
                p += xStep;
                q += yStep;
            }

            x += xPitch;
            dy += yPitch;
        }

        (Vector256.Load(dw) + s0a).Store(dw);
        (Vector256.Load(dw + 8) + s0b).Store(dw + 8);
        (Vector256.Load(dw + pitch) + s1a).Store(dw + pitch);
        (Vector256.Load(dw + pitch + 8) + s1b).Store(dw + pitch + 8);
        (Vector256.Load(dw + (2 * pitch)) + s2a).Store(dw + (2 * pitch));
        (Vector256.Load(dw + (2 * pitch) + 8) + s2b).Store(dw + (2 * pitch) + 8);
        (Vector256.Load(dw + (3 * pitch)) + s3a).Store(dw + (3 * pitch));
        (Vector256.Load(dw + (3 * pitch) + 8) + s3b).Store(dw + (3 * pitch) + 8);
    }
}
