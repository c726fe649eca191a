using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Autograd;

// Register tiles of the convolution: sums of 8 pixels by 16 or 32 channels stay in registers over the whole window.
// Unrolled by hand, because the JIT keeps only named locals in registers.
// start is the bias, or null to go on from what y holds; only the first lanes of a partial vector are stored.
internal static unsafe class ConvolutionAvx512
{
    // 8 pixels by 16 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pixels8x16(ConvolutionTiles tiles, int at, float* x, float* w, float* y, float* start, float floor, int lanes)
    {
        int* from = tiles.From + at, to = tiles.To + at;
        float* x0 = x + from[0];
        float* x1 = x + from[1];
        float* x2 = x + from[2];
        float* x3 = x + from[3];
        float* x4 = x + from[4];
        float* x5 = x + from[5];
        float* x6 = x + from[6];
        float* x7 = x + from[7];
        Vector512<float> s0a, s1a, s2a, s3a, s4a, s5a, s6a, s7a;
        if (start != null)
        {
            s0a = s1a = s2a = s3a = s4a = s5a = s6a = s7a = Vector512.Load(start);
        }
        else
        {
            s0a = Vector512.Load(y + to[0]);
            s1a = Vector512.Load(y + to[1]);
            s2a = Vector512.Load(y + to[2]);
            s3a = Vector512.Load(y + to[3]);
            s4a = Vector512.Load(y + to[4]);
            s5a = Vector512.Load(y + to[5]);
            s6a = Vector512.Load(y + to[6]);
            s7a = Vector512.Load(y + to[7]);
        }

        nint pitch = tiles.Lanes, run = tiles.Run;
        for (int row = 0; row < tiles.Rows; row++)
        {
            for (nint c = 0; c < run; c++)
            {
                Vector512<float> wa = Vector512.Load(w);
                s0a = Avx512F.FusedMultiplyAdd(Vector512.Create(x0[c]), wa, s0a);
                s1a = Avx512F.FusedMultiplyAdd(Vector512.Create(x1[c]), wa, s1a);
                s2a = Avx512F.FusedMultiplyAdd(Vector512.Create(x2[c]), wa, s2a);
                s3a = Avx512F.FusedMultiplyAdd(Vector512.Create(x3[c]), wa, s3a);
                s4a = Avx512F.FusedMultiplyAdd(Vector512.Create(x4[c]), wa, s4a);
                s5a = Avx512F.FusedMultiplyAdd(Vector512.Create(x5[c]), wa, s5a);
                s6a = Avx512F.FusedMultiplyAdd(Vector512.Create(x6[c]), wa, s6a);
                s7a = Avx512F.FusedMultiplyAdd(Vector512.Create(x7[c]), wa, s7a);
                w += pitch;
            }

            x0 += tiles.RowPitch;
            x1 += tiles.RowPitch;
            x2 += tiles.RowPitch;
            x3 += tiles.RowPitch;
            x4 += tiles.RowPitch;
            x5 += tiles.RowPitch;
            x6 += tiles.RowPitch;
            x7 += tiles.RowPitch;
        }

        Vector512<float> least = Vector512.Create(floor);
        if (lanes >= 16)
        {
            Avx512F.Max(least, s0a).Store(y + to[0]);
            Avx512F.Max(least, s1a).Store(y + to[1]);
            Avx512F.Max(least, s2a).Store(y + to[2]);
            Avx512F.Max(least, s3a).Store(y + to[3]);
            Avx512F.Max(least, s4a).Store(y + to[4]);
            Avx512F.Max(least, s5a).Store(y + to[5]);
            Avx512F.Max(least, s6a).Store(y + to[6]);
            Avx512F.Max(least, s7a).Store(y + to[7]);
            return;
        }

        Vector512<float> keepA = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(lanes)).AsSingle();
        Avx512F.MaskStore(y + to[0], keepA, Avx512F.Max(least, s0a));
        Avx512F.MaskStore(y + to[1], keepA, Avx512F.Max(least, s1a));
        Avx512F.MaskStore(y + to[2], keepA, Avx512F.Max(least, s2a));
        Avx512F.MaskStore(y + to[3], keepA, Avx512F.Max(least, s3a));
        Avx512F.MaskStore(y + to[4], keepA, Avx512F.Max(least, s4a));
        Avx512F.MaskStore(y + to[5], keepA, Avx512F.Max(least, s5a));
        Avx512F.MaskStore(y + to[6], keepA, Avx512F.Max(least, s6a));
        Avx512F.MaskStore(y + to[7], keepA, Avx512F.Max(least, s7a));
    }

    // 8 pixels by 32 channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pixels8x32(ConvolutionTiles tiles, int at, float* x, float* w, float* y, float* start, float floor, int lanes)
    {
        int* from = tiles.From + at, to = tiles.To + at;
        float* x0 = x + from[0];
        float* x1 = x + from[1];
        float* x2 = x + from[2];
        float* x3 = x + from[3];
        float* x4 = x + from[4];
        float* x5 = x + from[5];
        float* x6 = x + from[6];
        float* x7 = x + from[7];
        Vector512<float> s0a, s0b, s1a, s1b, s2a, s2b, s3a, s3b, s4a, s4b, s5a, s5b, s6a, s6b, s7a, s7b;
        if (start != null)
        {
            s0a = s1a = s2a = s3a = s4a = s5a = s6a = s7a = Vector512.Load(start);
            s0b = s1b = s2b = s3b = s4b = s5b = s6b = s7b = Vector512.Load(start + 16);
        }
        else
        {
            s0a = Vector512.Load(y + to[0]);
            s0b = Vector512.Load(y + to[0] + 16);
            s1a = Vector512.Load(y + to[1]);
            s1b = Vector512.Load(y + to[1] + 16);
            s2a = Vector512.Load(y + to[2]);
            s2b = Vector512.Load(y + to[2] + 16);
            s3a = Vector512.Load(y + to[3]);
            s3b = Vector512.Load(y + to[3] + 16);
            s4a = Vector512.Load(y + to[4]);
            s4b = Vector512.Load(y + to[4] + 16);
            s5a = Vector512.Load(y + to[5]);
            s5b = Vector512.Load(y + to[5] + 16);
            s6a = Vector512.Load(y + to[6]);
            s6b = Vector512.Load(y + to[6] + 16);
            s7a = Vector512.Load(y + to[7]);
            s7b = Vector512.Load(y + to[7] + 16);
        }

        nint pitch = tiles.Lanes, run = tiles.Run;
        for (int row = 0; row < tiles.Rows; row++)
        {
            for (nint c = 0; c < run; c++)
            {
                Vector512<float> wa = Vector512.Load(w);
                Vector512<float> wb = Vector512.Load(w + 16);
                Vector512<float> p = Vector512.Create(x0[c]);
                s0a = Avx512F.FusedMultiplyAdd(p, wa, s0a);
                s0b = Avx512F.FusedMultiplyAdd(p, wb, s0b);
                p = Vector512.Create(x1[c]);
                s1a = Avx512F.FusedMultiplyAdd(p, wa, s1a);
                s1b = Avx512F.FusedMultiplyAdd(p, wb, s1b);
                p = Vector512.Create(x2[c]);
                s2a = Avx512F.FusedMultiplyAdd(p, wa, s2a);
                s2b = Avx512F.FusedMultiplyAdd(p, wb, s2b);
                p = Vector512.Create(x3[c]);
                s3a = Avx512F.FusedMultiplyAdd(p, wa, s3a);
                s3b = Avx512F.FusedMultiplyAdd(p, wb, s3b);
                p = Vector512.Create(x4[c]);
                s4a = Avx512F.FusedMultiplyAdd(p, wa, s4a);
                s4b = Avx512F.FusedMultiplyAdd(p, wb, s4b);
                p = Vector512.Create(x5[c]);
                s5a = Avx512F.FusedMultiplyAdd(p, wa, s5a);
                s5b = Avx512F.FusedMultiplyAdd(p, wb, s5b);
                p = Vector512.Create(x6[c]);
                s6a = Avx512F.FusedMultiplyAdd(p, wa, s6a);
                s6b = Avx512F.FusedMultiplyAdd(p, wb, s6b);
                p = Vector512.Create(x7[c]);
                s7a = Avx512F.FusedMultiplyAdd(p, wa, s7a);
                s7b = Avx512F.FusedMultiplyAdd(p, wb, s7b);
                w += pitch;
            }

            x0 += tiles.RowPitch;
            x1 += tiles.RowPitch;
            x2 += tiles.RowPitch;
            x3 += tiles.RowPitch;
            x4 += tiles.RowPitch;
            x5 += tiles.RowPitch;
            x6 += tiles.RowPitch;
            x7 += tiles.RowPitch;
        }

        Vector512<float> least = Vector512.Create(floor);
        if (lanes >= 32)
        {
            Avx512F.Max(least, s0a).Store(y + to[0]);
            Avx512F.Max(least, s0b).Store(y + to[0] + 16);
            Avx512F.Max(least, s1a).Store(y + to[1]);
            Avx512F.Max(least, s1b).Store(y + to[1] + 16);
            Avx512F.Max(least, s2a).Store(y + to[2]);
            Avx512F.Max(least, s2b).Store(y + to[2] + 16);
            Avx512F.Max(least, s3a).Store(y + to[3]);
            Avx512F.Max(least, s3b).Store(y + to[3] + 16);
            Avx512F.Max(least, s4a).Store(y + to[4]);
            Avx512F.Max(least, s4b).Store(y + to[4] + 16);
            Avx512F.Max(least, s5a).Store(y + to[5]);
            Avx512F.Max(least, s5b).Store(y + to[5] + 16);
            Avx512F.Max(least, s6a).Store(y + to[6]);
            Avx512F.Max(least, s6b).Store(y + to[6] + 16);
            Avx512F.Max(least, s7a).Store(y + to[7]);
            Avx512F.Max(least, s7b).Store(y + to[7] + 16);
            return;
        }

        Vector512<float> keepA = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(lanes)).AsSingle();
        Vector512<float> keepB = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(lanes - 16)).AsSingle();
        Avx512F.MaskStore(y + to[0], keepA, Avx512F.Max(least, s0a));
        Avx512F.MaskStore(y + to[0] + 16, keepB, Avx512F.Max(least, s0b));
        Avx512F.MaskStore(y + to[1], keepA, Avx512F.Max(least, s1a));
        Avx512F.MaskStore(y + to[1] + 16, keepB, Avx512F.Max(least, s1b));
        Avx512F.MaskStore(y + to[2], keepA, Avx512F.Max(least, s2a));
        Avx512F.MaskStore(y + to[2] + 16, keepB, Avx512F.Max(least, s2b));
        Avx512F.MaskStore(y + to[3], keepA, Avx512F.Max(least, s3a));
        Avx512F.MaskStore(y + to[3] + 16, keepB, Avx512F.Max(least, s3b));
        Avx512F.MaskStore(y + to[4], keepA, Avx512F.Max(least, s4a));
        Avx512F.MaskStore(y + to[4] + 16, keepB, Avx512F.Max(least, s4b));
        Avx512F.MaskStore(y + to[5], keepA, Avx512F.Max(least, s5a));
        Avx512F.MaskStore(y + to[5] + 16, keepB, Avx512F.Max(least, s5b));
        Avx512F.MaskStore(y + to[6], keepA, Avx512F.Max(least, s6a));
        Avx512F.MaskStore(y + to[6] + 16, keepB, Avx512F.Max(least, s6b));
        Avx512F.MaskStore(y + to[7], keepA, Avx512F.Max(least, s7a));
        Avx512F.MaskStore(y + to[7] + 16, keepB, Avx512F.Max(least, s7b));
    }

    // 16 pixels by 16 channels, in four groups of four pixels that lie step apart: fewer loads of weights than twice 8 pixels, and longer chains hidden.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pixels16x16(ConvolutionTiles tiles, int at, float* x, float* w, float* y, float* start, float floor, int lanes)
    {
        int* from = tiles.From + at, to = tiles.To + at;
        float* x0 = x + from[0];
        float* x1 = x + from[4];
        float* x2 = x + from[8];
        float* x3 = x + from[12];
        Vector512<float> s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15;
        if (start != null)
        {
            s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = Vector512.Load(start);
            s8 = s9 = s10 = s11 = s12 = s13 = s14 = s15 = s0;
        }
        else
        {
            s0 = Vector512.Load(y + to[0]);
            s1 = Vector512.Load(y + to[1]);
            s2 = Vector512.Load(y + to[2]);
            s3 = Vector512.Load(y + to[3]);
            s4 = Vector512.Load(y + to[4]);
            s5 = Vector512.Load(y + to[5]);
            s6 = Vector512.Load(y + to[6]);
            s7 = Vector512.Load(y + to[7]);
            s8 = Vector512.Load(y + to[8]);
            s9 = Vector512.Load(y + to[9]);
            s10 = Vector512.Load(y + to[10]);
            s11 = Vector512.Load(y + to[11]);
            s12 = Vector512.Load(y + to[12]);
            s13 = Vector512.Load(y + to[13]);
            s14 = Vector512.Load(y + to[14]);
            s15 = Vector512.Load(y + to[15]);
        }

        nint pitch = tiles.Lanes, run = tiles.Run, next = tiles.RowPitch - run, step = tiles.Step, step2 = 2 * step, step3 = 3 * step;
        for (int row = 0; row < tiles.Rows; row++)
        {
            for (nint c = 0; c < run; c++)
            {
                Vector512<float> v = Vector512.Load(w);
                s0 = Avx512F.FusedMultiplyAdd(Vector512.Create(x0[0]), v, s0);
                s1 = Avx512F.FusedMultiplyAdd(Vector512.Create(x0[step]), v, s1);
                s2 = Avx512F.FusedMultiplyAdd(Vector512.Create(x0[step2]), v, s2);
                s3 = Avx512F.FusedMultiplyAdd(Vector512.Create(x0[step3]), v, s3);
                s4 = Avx512F.FusedMultiplyAdd(Vector512.Create(x1[0]), v, s4);
                s5 = Avx512F.FusedMultiplyAdd(Vector512.Create(x1[step]), v, s5);
                s6 = Avx512F.FusedMultiplyAdd(Vector512.Create(x1[step2]), v, s6);
                s7 = Avx512F.FusedMultiplyAdd(Vector512.Create(x1[step3]), v, s7);
                s8 = Avx512F.FusedMultiplyAdd(Vector512.Create(x2[0]), v, s8);
                s9 = Avx512F.FusedMultiplyAdd(Vector512.Create(x2[step]), v, s9);
                s10 = Avx512F.FusedMultiplyAdd(Vector512.Create(x2[step2]), v, s10);
                s11 = Avx512F.FusedMultiplyAdd(Vector512.Create(x2[step3]), v, s11);
                s12 = Avx512F.FusedMultiplyAdd(Vector512.Create(x3[0]), v, s12);
                s13 = Avx512F.FusedMultiplyAdd(Vector512.Create(x3[step]), v, s13);
                s14 = Avx512F.FusedMultiplyAdd(Vector512.Create(x3[step2]), v, s14);
                s15 = Avx512F.FusedMultiplyAdd(Vector512.Create(x3[step3]), v, s15);
                x0++;
                x1++;
                x2++;
                x3++;
                w += pitch;
            }

            x0 += next;
            x1 += next;
            x2 += next;
            x3 += next;
        }

        Vector512<float> least = Vector512.Create(floor);
        if (lanes >= 16)
        {
            Avx512F.Max(least, s0).Store(y + to[0]);
            Avx512F.Max(least, s1).Store(y + to[1]);
            Avx512F.Max(least, s2).Store(y + to[2]);
            Avx512F.Max(least, s3).Store(y + to[3]);
            Avx512F.Max(least, s4).Store(y + to[4]);
            Avx512F.Max(least, s5).Store(y + to[5]);
            Avx512F.Max(least, s6).Store(y + to[6]);
            Avx512F.Max(least, s7).Store(y + to[7]);
            Avx512F.Max(least, s8).Store(y + to[8]);
            Avx512F.Max(least, s9).Store(y + to[9]);
            Avx512F.Max(least, s10).Store(y + to[10]);
            Avx512F.Max(least, s11).Store(y + to[11]);
            Avx512F.Max(least, s12).Store(y + to[12]);
            Avx512F.Max(least, s13).Store(y + to[13]);
            Avx512F.Max(least, s14).Store(y + to[14]);
            Avx512F.Max(least, s15).Store(y + to[15]);
            return;
        }

        Vector512<float> keep = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(lanes)).AsSingle();
        Avx512F.MaskStore(y + to[0], keep, Avx512F.Max(least, s0));
        Avx512F.MaskStore(y + to[1], keep, Avx512F.Max(least, s1));
        Avx512F.MaskStore(y + to[2], keep, Avx512F.Max(least, s2));
        Avx512F.MaskStore(y + to[3], keep, Avx512F.Max(least, s3));
        Avx512F.MaskStore(y + to[4], keep, Avx512F.Max(least, s4));
        Avx512F.MaskStore(y + to[5], keep, Avx512F.Max(least, s5));
        Avx512F.MaskStore(y + to[6], keep, Avx512F.Max(least, s6));
        Avx512F.MaskStore(y + to[7], keep, Avx512F.Max(least, s7));
        Avx512F.MaskStore(y + to[8], keep, Avx512F.Max(least, s8));
        Avx512F.MaskStore(y + to[9], keep, Avx512F.Max(least, s9));
        Avx512F.MaskStore(y + to[10], keep, Avx512F.Max(least, s10));
        Avx512F.MaskStore(y + to[11], keep, Avx512F.Max(least, s11));
        Avx512F.MaskStore(y + to[12], keep, Avx512F.Max(least, s12));
        Avx512F.MaskStore(y + to[13], keep, Avx512F.Max(least, s13));
        Avx512F.MaskStore(y + to[14], keep, Avx512F.Max(least, s14));
        Avx512F.MaskStore(y + to[15], keep, Avx512F.Max(least, s15));
    }
}
