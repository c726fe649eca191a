using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Autograd;

// Register tiles of the weights' gradient: rows of the kernel matrix by 16 or 32 output channels, summed over a block of pixels.
// x and dy stand at the first pixel; dw is added to.
internal static unsafe class ConvolutionWeightsAvx512
{
    // 8 rows by 16 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8x16(int imageRows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, nint pitch)
    {
        Vector512<float> s0a = default, s1a = default, s2a = default, s3a = default, s4a = default, s5a = default, s6a = default, s7a = default;
        for (int i = 0; i < imageRows; i++)
        {
            float* p = x, q = dy;
            for (int j = 0; j < columns; j++)
            {
                Vector512<float> da = Vector512.Load(q);
                s0a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[0]), da, s0a);
                s1a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[1]), da, s1a);
                s2a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[2]), da, s2a);
                s3a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[3]), da, s3a);
                s4a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[4]), da, s4a);
                s5a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[5]), da, s5a);
                s6a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[6]), da, s6a);
                s7a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[7]), da, s7a);
                p += xStep;
                q += yStep;
            }

            x += xPitch;
            dy += yPitch;
        }

        (Vector512.Load(dw) + s0a).Store(dw);
        (Vector512.Load(dw + pitch) + s1a).Store(dw + pitch);
        (Vector512.Load(dw + (2 * pitch)) + s2a).Store(dw + (2 * pitch));
        (Vector512.Load(dw + (3 * pitch)) + s3a).Store(dw + (3 * pitch));
        (Vector512.Load(dw + (4 * pitch)) + s4a).Store(dw + (4 * pitch));
        (Vector512.Load(dw + (5 * pitch)) + s5a).Store(dw + (5 * pitch));
        (Vector512.Load(dw + (6 * pitch)) + s6a).Store(dw + (6 * pitch));
        (Vector512.Load(dw + (7 * pitch)) + s7a).Store(dw + (7 * pitch));
    }

    // 16 rows by 16 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows16x16(int imageRows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, nint pitch)
    {
        Vector512<float> s0a = default, s1a = default, s2a = default, s3a = default, s4a = default, s5a = default, s6a = default, s7a = default, s8a = default, s9a = default, s10a = default, s11a = default, s12a = default, s13a = default, s14a = default, s15a = default;
        for (int i = 0; i < imageRows; i++)
        {
            float* p = x, q = dy;
            for (int j = 0; j < columns; j++)
            {
                Vector512<float> da = Vector512.Load(q);
                s0a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[0]), da, s0a);
                s1a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[1]), da, s1a);
                s2a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[2]), da, s2a);
                s3a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[3]), da, s3a);
                s4a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[4]), da, s4a);
                s5a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[5]), da, s5a);
                s6a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[6]), da, s6a);
                s7a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[7]), da, s7a);
                s8a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[8]), da, s8a);
                s9a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[9]), da, s9a);
                s10a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[10]), da, s10a);
                s11a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[11]), da, s11a);
                s12a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[12]), da, s12a);
                s13a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[13]), da, s13a);
                s14a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[14]), da, s14a);
                s15a = Avx512F.FusedMultiplyAdd(Vector512.Create(p[15]), da, s15a);
                p += xStep;
                q += yStep;
            }

            x += xPitch;
            dy += yPitch;
        }

        (Vector512.Load(dw) + s0a).Store(dw);
        (Vector512.Load(dw + pitch) + s1a).Store(dw + pitch);
        (Vector512.Load(dw + (2 * pitch)) + s2a).Store(dw + (2 * pitch));
        (Vector512.Load(dw + (3 * pitch)) + s3a).Store(dw + (3 * pitch));
        (Vector512.Load(dw + (4 * pitch)) + s4a).Store(dw + (4 * pitch));
        (Vector512.Load(dw + (5 * pitch)) + s5a).Store(dw + (5 * pitch));
        (Vector512.Load(dw + (6 * pitch)) + s6a).Store(dw + (6 * pitch));
        (Vector512.Load(dw + (7 * pitch)) + s7a).Store(dw + (7 * pitch));
        (Vector512.Load(dw + (8 * pitch)) + s8a).Store(dw + (8 * pitch));
        (Vector512.Load(dw + (9 * pitch)) + s9a).Store(dw + (9 * pitch));
        (Vector512.Load(dw + (10 * pitch)) + s10a).Store(dw + (10 * pitch));
        (Vector512.Load(dw + (11 * pitch)) + s11a).Store(dw + (11 * pitch));
        (Vector512.Load(dw + (12 * pitch)) + s12a).Store(dw + (12 * pitch));
        (Vector512.Load(dw + (13 * pitch)) + s13a).Store(dw + (13 * pitch));
        (Vector512.Load(dw + (14 * pitch)) + s14a).Store(dw + (14 * pitch));
        (Vector512.Load(dw + (15 * pitch)) + s15a).Store(dw + (15 * pitch));
    }

    // 8 rows by 32 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8x32(int imageRows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, nint pitch)
    {
        Vector512<float> s0a = default, s1a = default, s2a = default, s3a = default, s4a = default, s5a = default, s6a = default, s7a = default;
        Vector512<float> s0b = default, s1b = default, s2b = default, s3b = default, s4b = default, s5b = default, s6b = default, s7b = default;
        for (int i = 0; i < imageRows; i++)
        {
            float* p = x, q = dy;
            for (int j = 0; j < columns; j++)
            {
                Vector512<float> da = Vector512.Load(q);
                Vector512<float> db = Vector512.Load(q + 16);
                Vector512<float> e = Vector512.Create(p[0]);
                s0a = Avx512F.FusedMultiplyAdd(e, da, s0a);
                s0b = Avx512F.FusedMultiplyAdd(e, db, s0b);
                e = Vector512.Create(p[1]);
                s1a = Avx512F.FusedMultiplyAdd(e, da, s1a);
                s1b = Avx512F.FusedMultiplyAdd(e, db, s1b);
                e = Vector512.Create(p[2]);
                s2a = Avx512F.FusedMultiplyAdd(e, da, s2a);
                s2b = Avx512F.FusedMultiplyAdd(e, db, s2b);
                e = Vector512.Create(p[3]);
                s3a = Avx512F.FusedMultiplyAdd(e, da, s3a);
                s3b = Avx512F.FusedMultiplyAdd(e, db, s3b);
                e = Vector512.Create(p[4]);
                s4a = Avx512F.FusedMultiplyAdd(e, da, s4a);
                s4b = Avx512F.FusedMultiplyAdd(e, db, s4b);
                e = Vector512.Create(p[5]);
                s5a = Avx512F.FusedMultiplyAdd(e, da, s5a);
                s5b = Avx512F.FusedMultiplyAdd(e, db, s5b);
                e = Vector512.Create(p[6]);
                s6a = Avx512F.FusedMultiplyAdd(e, da, s6a);
                s6b = Avx512F.FusedMultiplyAdd(e, db, s6b);
                e = Vector512.Create(p[7]);
                s7a = Avx512F.FusedMultiplyAdd(e, da, s7a);
                s7b = Avx512F.FusedMultiplyAdd(e, db, s7b);
                p += xStep;
                q += yStep;
            }

            x += xPitch;
            dy += yPitch;
        }

        (Vector512.Load(dw) + s0a).Store(dw);
        (Vector512.Load(dw + 16) + s0b).Store(dw + 16);
        (Vector512.Load(dw + pitch) + s1a).Store(dw + pitch);
        (Vector512.Load(dw + pitch + 16) + s1b).Store(dw + pitch + 16);
        (Vector512.Load(dw + (2 * pitch)) + s2a).Store(dw + (2 * pitch));
        (Vector512.Load(dw + (2 * pitch) + 16) + s2b).Store(dw + (2 * pitch) + 16);
        (Vector512.Load(dw + (3 * pitch)) + s3a).Store(dw + (3 * pitch));
        (Vector512.Load(dw + (3 * pitch) + 16) + s3b).Store(dw + (3 * pitch) + 16);
        (Vector512.Load(dw + (4 * pitch)) + s4a).Store(dw + (4 * pitch));
        (Vector512.Load(dw + (4 * pitch) + 16) + s4b).Store(dw + (4 * pitch) + 16);
        (Vector512.Load(dw + (5 * pitch)) + s5a).Store(dw + (5 * pitch));
        (Vector512.Load(dw + (5 * pitch) + 16) + s5b).Store(dw + (5 * pitch) + 16);
        (Vector512.Load(dw + (6 * pitch)) + s6a).Store(dw + (6 * pitch));
        (Vector512.Load(dw + (6 * pitch) + 16) + s6b).Store(dw + (6 * pitch) + 16);
        (Vector512.Load(dw + (7 * pitch)) + s7a).Store(dw + (7 * pitch));
        (Vector512.Load(dw + (7 * pitch) + 16) + s7b).Store(dw + (7 * pitch) + 16);
    }
}
