using System.Diagnostics;
using System.Runtime.InteropServices;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Times C = A B in single precision.</summary>
internal static unsafe class MatrixProductBenchmark
{
    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        Console.WriteLine($"{"shape",-20} {"GF/s",8}");
        foreach ((int m, int n, int k) in new[] { (64, 512, 512), (256, 256, 256), (64, 10, 84) })
            Console.WriteLine($"{$"{m} x {n} x {k}",-20} {Best(m, n, k),8:f1}");
        return 0;
    }

    private static double Best(int m, int n, int k)
    {
        float* memory = (float*)NativeMemory.AllocZeroed((nuint)((m * k) + (k * n) + (m * n)), sizeof(float));
        float* a = memory, b = a + (m * k), c = b + (k * n);
        double best = double.MaxValue;
        for (int repeat = 0; repeat < 20; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            MatrixProduct.Multiply(m, n, k, a, k, 1, b, n, 1, c, n, accumulate: false);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        NativeMemory.Free(memory);
        return 2e-9 * m * n * k / best;
    }
}
