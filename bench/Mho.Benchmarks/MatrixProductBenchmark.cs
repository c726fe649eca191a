using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Times C = A B beside OpenBLAS in one process, in turns, round by round, and compares the numbers with sums in double.</summary>
internal static unsafe class MatrixProductBenchmark
{
    // On two threads processors fall asleep between the sides' turns, so turns are long.
    private const double WarmSeconds = 0.02;

    private static double SampleSeconds => Workers.Count > 1 ? 0.05 : 2e-4;

    // The largest product takes a fifth of a second.
    private const int LeastRounds = 3;

    // OpenBLAS 0.3 lets its threads spin for 2²⁶ cycles of the clock after a call; until then they take our helpers' processors. Both sides begin after such a rest.
    private const int SpinMilliseconds = 35;

    private sealed record Problem(int M, int N, int K, bool ATransposed = false, bool BTransposed = false, bool Double = false, bool Complex = false, string Note = "")
    {
        public double Operations => (Complex ? 8.0 : 2.0) * M * N * K;

        public string Name => $"{M} x {N} x {K} {(ATransposed ? "t" : "n")}{(BTransposed ? "t" : "n")} {(Complex ? "c" : "f")}{(Double ? "64" : "32")}";
    }

    private static readonly Problem[] Problems =
    [
        new(256, 256, 256), new(512, 512, 512), new(1024, 1024, 1024), new(2048, 2048, 2048),
        new(64, 512, 512, Note: "dense layer"), new(64, 512, 512, BTransposed: true, Note: "weights [out, in]"), new(64, 256, 784),
        new(16, 65536, 144, Note: "im2col, stage 1"), new(32, 16384, 288, Note: "im2col, stage 2"), new(64, 4096, 576, Note: "im2col, stage 3"),
        new(16, 1024, 144, Note: "one image"), new(100, 100, 100), new(37, 53, 71), new(64, 10, 84, Note: "output layer"),
        new(64, 10, 84, BTransposed: true), new(7, 5, 3), new(1, 512, 512), new(1, 512, 512, BTransposed: true), new(8, 512, 512), new(8, 512, 512, BTransposed: true),
        new(512, 1, 512), new(64, 64, 64), new(33, 17, 129), new(200, 300, 10), new(784, 256, 64, ATransposed: true, Note: "weight gradient"),
        new(512, 512, 64, ATransposed: true), new(100, 100, 100, ATransposed: true), new(100, 100, 100, BTransposed: true), new(100, 100, 100, ATransposed: true, BTransposed: true),
        new(512, 512, 512, ATransposed: true), new(512, 512, 512, BTransposed: true), new(512, 512, 512, ATransposed: true, BTransposed: true),
        new(256, 256, 256, Double: true), new(512, 512, 512, Double: true), new(1024, 1024, 1024, Double: true), new(64, 512, 512, Double: true),
        new(64, 512, 512, BTransposed: true, Double: true), new(100, 100, 100, Double: true), new(37, 53, 71, Double: true), new(64, 10, 84, Double: true), new(7, 5, 3, Double: true),
        new(512, 512, 512, Complex: true), new(256, 256, 256, Complex: true), new(64, 512, 512, Complex: true), new(100, 100, 100, Complex: true), new(37, 53, 71, Complex: true),
        new(512, 512, 512, Double: true, Complex: true), new(256, 256, 256, Double: true, Complex: true), new(64, 512, 512, Double: true, Complex: true),
    ];

    public static int Run(string[] args)
    {
        int threads = Options.Integer(args, "--threads", 1), rounds = Options.Integer(args, "--rounds", 400), milliseconds = Options.Integer(args, "--milliseconds", 800);
        string only = Options.Text(args, "--only", "");
        Workers.Count = threads;
        ThreadClock.CountsProcessorTime = threads == 1;
        OpenBlas.SetThreads(threads);
        double peak = FmaPeak.Measure() * Math.Min(threads, Environment.ProcessorCount);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} thread(s), {ThreadClock.Name}; peak {peak:f0} GF/s in single precision (fused multiply-adds on registers)"));
        Console.WriteLine(OpenBlas.IsInstalled ? OpenBlas.Name : "OpenBLAS is not installed: no yardstick, our column only.");
        Console.WriteLine("GF/s: median over rounds. ratio: median over rounds of (time of OpenBLAS / our time), both measured within the round; quartiles beside it.");
        Console.WriteLine($"{"shape",-24} {"GF/s",7} {"OpenBLAS",9} {"ratio",6} {"quartiles",11} {"rounds",7} {"of peak",8} {"error",9}");
        Problem[] chosen = [.. Problems.Where(problem => problem.Name.Contains(only, StringComparison.Ordinal))];
        int below = 0;
        foreach (Problem problem in chosen)
        {
            Comparison c = problem.Double ? Compare<double>(problem, rounds, 1e-3 * milliseconds) : Compare<float>(problem, rounds, 1e-3 * milliseconds);
            double ours = 1e-9 * problem.Operations / c.Ours, share = ours / (problem.Double ? peak / 2 : peak);
            below += c.Ratio < 0.95 ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{problem.Name,-24} {ours,7:f1} {1e-9 * problem.Operations / c.Theirs,9:f1} {c.Ratio,6:f2} {c.Lower,5:f2}-{c.Upper,5:f2} {c.Rounds,7} {share,8:p0} {c.Error,9:e1}  {problem.Note}"));
        }

        if (OpenBlas.IsInstalled)
            Console.WriteLine($"{below} of {chosen.Length} below 0.95 of OpenBLAS");
        return 0;
    }

    // Medians over rounds: seconds of a product, the ratio and its quartiles.
    private sealed record Comparison(double Ours, double Theirs, double Ratio, double Lower, double Upper, int Rounds, double Error);

    // A round times both within a millisecond or so, in turns first and second: what disturbs the machine for longer hits both and leaves their ratio.
    private static Comparison Compare<T>(Problem problem, int rounds, double seconds)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int m, int n, int k) = (problem.M, problem.N, problem.K);
        int parts = problem.Complex ? 2 : 1;
        T* a = Filled<T>((nint)m * k * parts, 1), b = Filled<T>((nint)k * n * parts, 2), ours = Filled<T>((nint)m * n * parts, 3), theirs = Filled<T>((nint)m * n * parts, 4);
        int calls = (int)Math.Clamp(SampleSeconds * 100e9 / problem.Operations, 1, 3000);
        List<double> mine = [], library = [], ratios = [];
        Seconds(problem, a, b, ours, calls, library: false);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds && (round < LeastRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds); round++)
        {
            bool libraryFirst = round % 2 == 1 && OpenBlas.IsInstalled;
            double yardstick = libraryFirst ? Seconds(problem, a, b, theirs, calls, library: true) : double.NaN;
            mine.Add(Seconds(problem, a, b, ours, calls, library: false));
            if (!libraryFirst && OpenBlas.IsInstalled)
                yardstick = Seconds(problem, a, b, theirs, calls, library: true);
            library.Add(yardstick);
            ratios.Add(yardstick / mine[^1]);
        }

        double error = Error(problem, a, b, ours);
        foreach (nint memory in new[] { (nint)a, (nint)b, (nint)ours, (nint)theirs })
            NativeMemory.AlignedFree((void*)memory);
        foreach (List<double> values in new[] { mine, library, ratios })
            values.Sort();
        double[] sorted = [.. ratios];
        return new Comparison(Quantiles.At([.. mine], 0.5), Quantiles.At([.. library], 0.5), Quantiles.At(sorted, 0.5), Quantiles.At(sorted, 0.25), Quantiles.At(sorted, 0.75), sorted.Length, error);
    }

    private static double Seconds<T>(Problem problem, T* a, T* b, T* c, int calls, bool library)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (Workers.Count > 1 && OpenBlas.IsInstalled)
            Thread.Sleep(SpinMilliseconds);

        // The caches fill, and processors that slept while OpenBLAS's threads came to rest reach their pace.
        double ready = ThreadClock.Seconds + (Workers.Count > 1 ? WarmSeconds : 0);
        do
            Call(problem, a, b, c, library);
        while (ThreadClock.Seconds < ready);
        double start = ThreadClock.Seconds;
        for (int call = 0; call < calls; call++)
            Call(problem, a, b, c, library);
        return (ThreadClock.Seconds - start) / calls;
    }

    private static void Call<T>(Problem problem, T* a, T* b, T* c, bool library)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int m, int n, int k, bool aTransposed, bool bTransposed, _, bool complex, _) = problem;
        (nint aRow, nint aColumn, nint bRow, nint bColumn) = (aTransposed ? 1 : k, aTransposed ? m : 1, bTransposed ? 1 : n, bTransposed ? k : 1);
        if (complex)
        {
            CallComplex(m, n, k, a, b, c, library);
        }
        else if (!library)
        {
            MatrixProduct.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, n, accumulate: false);
        }
        else if (typeof(T) == typeof(float))
        {
            OpenBlas.Multiply(m, n, k, (float*)a, aTransposed, (float*)b, bTransposed, (float*)c);
        }
        else
        {
            OpenBlas.Multiply(m, n, k, (double*)a, aTransposed, (double*)b, bTransposed, (double*)c);
        }
    }

    // The library keeps the parts of a number side by side, we keep planes, all real parts before all imaginary ones.
    private static void CallComplex<T>(int m, int n, int k, T* a, T* b, T* c, bool library)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int left, int right, int result) = (m * k, k * n, m * n);
        if (!library)
        {
            ReadOnlySpan<T> real = new(a, left), imaginary = new(a + left, left);
            ComplexProduct.Multiply(m, n, k, real, imaginary, new ReadOnlySpan<T>(b, right), new ReadOnlySpan<T>(b + right, right), new Span<T>(c, result), new Span<T>(c + result, result));
        }
        else if (typeof(T) == typeof(float))
        {
            OpenBlas.MultiplyComplex(m, n, k, (float*)a, (float*)b, (float*)c);
        }
        else
        {
            OpenBlas.MultiplyComplex(m, n, k, (double*)a, (double*)b, (double*)c);
        }
    }

    private static T* Filled<T>(nint count, long seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T* memory = (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T)), 64);
        Key key = new Key(17)[seed];
        for (nint i = 0; i < count; i++)
            memory[i] = T.CreateTruncating((2 * key.Uniform(i % 10007)) - 1);
        return memory;
    }

    // Largest error of a sample of elements, in units of Σ|a||b|, the scale on which rounding is judged.
    private static double Error<T>(Problem problem, T* a, T* b, T* c)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        double worst = 0;
        nint step = Math.Max(1, (nint)problem.M * problem.N / 997);
        for (nint at = 0; at < (nint)problem.M * problem.N; at += step)
        {
            nint i = at / problem.N, j = at % problem.N;
            double sum = 0, scale = 0;
            for (int p = 0; p < problem.K; p++)
            {
                double x = double.CreateTruncating(problem.ATransposed ? a[(p * (nint)problem.M) + i] : a[(i * problem.K) + p]);
                double y = double.CreateTruncating(problem.BTransposed ? b[(j * problem.K) + p] : b[(p * (nint)problem.N) + j]);
                sum += x * y;
                scale += Math.Abs(x * y);
            }

            if (problem.Complex) // the real part; that of imaginary planes is subtracted
            {
                T* ai = a + ((nint)problem.M * problem.K), bi = b + ((nint)problem.K * problem.N);
                for (int p = 0; p < problem.K; p++)
                {
                    double product = double.CreateTruncating(ai[(i * problem.K) + p]) * double.CreateTruncating(bi[(p * (nint)problem.N) + j]);
                    sum -= product;
                    scale += Math.Abs(product);
                }
            }

            worst = Math.Max(worst, Math.Abs(double.CreateTruncating(c[at]) - sum) / scale);
        }

        return worst;
    }
}
