using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Benchmarks;

/// <summary>The most single precision operations one core can do: fused multiply-adds on registers alone, enough of them to hide their latency.</summary>
internal static class FmaPeak
{
    private const int Steps = 100_000;

    /// <summary>GF/s of one core in single precision (half of it in double), best of many; 0 without fused multiply-add.</summary>
    public static double Measure()
    {
        double best = 0;
        for (int repeat = 0; repeat < 40; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            int lanes = Avx512F.IsSupported ? Wide() : Fma.IsSupported ? Narrow() : 0;
            best = Math.Max(best, 2e-9 * 12 * lanes * Steps / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Wide()
    {
        Vector512<float> x = Vector512.Create(0.5f), s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x, s10 = x, s11 = x;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Avx512F.FusedMultiplyAdd(x, x, s0);
            s1 = Avx512F.FusedMultiplyAdd(x, x, s1);
            s2 = Avx512F.FusedMultiplyAdd(x, x, s2);
            s3 = Avx512F.FusedMultiplyAdd(x, x, s3);
            s4 = Avx512F.FusedMultiplyAdd(x, x, s4);
            s5 = Avx512F.FusedMultiplyAdd(x, x, s5);
            s6 = Avx512F.FusedMultiplyAdd(x, x, s6);
            s7 = Avx512F.FusedMultiplyAdd(x, x, s7);
            s8 = Avx512F.FusedMultiplyAdd(x, x, s8);
            s9 = Avx512F.FusedMultiplyAdd(x, x, s9);
            s10 = Avx512F.FusedMultiplyAdd(x, x, s10);
            s11 = Avx512F.FusedMultiplyAdd(x, x, s11);
        }

        return float.IsNaN((s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11)[0]) ? 0 : Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Narrow()
    {
        Vector256<float> x = Vector256.Create(0.5f), s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x, s10 = x, s11 = x;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Fma.MultiplyAdd(x, x, s0);
            s1 = Fma.MultiplyAdd(x, x, s1);
            s2 = Fma.MultiplyAdd(x, x, s2);
            s3 = Fma.MultiplyAdd(x, x, s3);
            s4 = Fma.MultiplyAdd(x, x, s4);
            s5 = Fma.MultiplyAdd(x, x, s5);
            s6 = Fma.MultiplyAdd(x, x, s6);
            s7 = Fma.MultiplyAdd(x, x, s7);
            s8 = Fma.MultiplyAdd(x, x, s8);
            s9 = Fma.MultiplyAdd(x, x, s9);
            s10 = Fma.MultiplyAdd(x, x, s10);
            s11 = Fma.MultiplyAdd(x, x, s11);
        }

        return float.IsNaN((s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11)[0]) ? 0 : Vector256<float>.Count;
    }
}
