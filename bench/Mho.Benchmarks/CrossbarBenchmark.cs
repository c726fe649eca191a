using System.Diagnostics;
using Mho.Circuits;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Exact crossbars: sums beside their references, time and memory against size, hard cases with the error truly made.</summary>
internal static class CrossbarBenchmark
{
    private const double Tolerance = 1e-9;

    private static readonly int[] Sizes = [64, 128, 256, 512, 1024, 2048];

    // Sum of all column currents in A: two independent programs and ngspice agree on them to 6e-13.
    private static readonly Dictionary<(int Size, int Inputs), double> References = new()
    {
        [(64, 1)] = 0.049227007057,
        [(128, 1)] = 0.168121312017,
        [(256, 1)] = 0.408532586,
        [(512, 1)] = 0.713509637062,
        [(1024, 1)] = 0.937334594465,
        [(128, 100)] = 16.51366989739,
        [(256, 100)] = 40.9076938001,
        [(512, 100)] = 69.703405379918,
        [(1024, 100)] = 94.209515325056,
    };

    private static readonly Dictionary<(int Size, int Inputs), double> Bounds = new()
    {
        [(256, 1)] = 2,
        [(256, 100)] = 120,
        [(512, 1)] = 8,
        [(512, 100)] = 800,
        [(1024, 1)] = 80,
        [(1024, 100)] = 6000,
    };

    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        ThreadClock.CountsProcessorTime = Workers.Count == 1;
        int largest = Options.Integer(args, "--largest", 1024);
        Console.WriteLine($"{CrossbarProblem.Easy.Name}, relative error asked {Tolerance:E0}, {Workers.Count} thread(s); set-up included, {ThreadClock.Name}, best of the runs");
        Console.WriteLine($"{"size",6} {"inputs",6} {"ms",9} {"median",9} {"bound",6} {"iterations",10} {"MiB",7}  sum of currents, off its reference");
        List<(int Size, double Seconds, double Bytes)> scale = [];
        foreach (int size in Sizes.Where(size => size <= largest))
        {
            scale.Add((size, Time(size, 1, out double bytes), bytes));
            if (size <= 1024)
                Time(size, 100, out _);
        }

        Console.WriteLine($"time ~ size^{Exponent(scale.Select(p => (p.Size, p.Seconds))):f2}, memory ~ size^{Exponent(scale.Select(p => (p.Size, p.Bytes))):f2}, fitted from {scale[0].Size} to {scale[^1].Size}");
        Effective(256);
        Hard(Math.Min(512, largest));
        SparseLuComparison.Print(Math.Min(largest, Options.Integer(args, "--lu", 256)), Tolerance);
        return 0;
    }

    private static double Time(int size, int count, out double bytes)
    {
        Crossbar crossbar = CrossbarProblem.Easy.Make(size);
        double[] inputs = CrossbarProblem.Inputs(size, count), outputs = new double[count * size];
        SolveReport report = null!;
        List<double> times = [];
        bytes = 0;
        long until = Stopwatch.GetTimestamp() + (2 * Stopwatch.Frequency);
        do
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            double start = ThreadClock.Seconds;
            report = crossbar.Prepare(Tolerance).Outputs(inputs, outputs);
            times.Add(1e3 * (ThreadClock.Seconds - start));
            bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        }
        while (times.Count < 3 || (Stopwatch.GetTimestamp() < until && times.Count < 300));
        times.Sort();
        string reference = References.TryGetValue((size, count), out double sum) ? $"{(outputs.Sum() / sum) - 1:E1}" : "(none given)";
        string bound = Bounds.TryGetValue((size, count), out double most) ? $"{most:f0}" : "";
        Console.WriteLine($"{size,6} {count,6} {times[0],9:f3} {times[times.Count / 2],9:f3} {bound,6} {report.OrThrow().Iterations,10} {bytes / (1 << 20),7:f1}  {outputs.Sum():G13} A, {reference}");
        return times[0];
    }

    private static void Effective(int size)
    {
        Crossbar crossbar = CrossbarProblem.Easy.Make(size);
        double[] matrix = new double[size * size], inputs = CrossbarProblem.Inputs(size, 1), outputs = new double[size];
        double best = double.PositiveInfinity;
        for (int run = 0; run < 5; run++)
        {
            double start = ThreadClock.Seconds;
            crossbar.Prepare(Tolerance).EffectiveMatrix(matrix).OrThrow();
            best = Math.Min(best, ThreadClock.Seconds - start);
        }

        crossbar.Prepare(1e-13).Outputs(inputs, outputs);
        double error = 0;
        for (int j = 0; j < size; j++)
        {
            double current = 0;
            for (int i = 0; i < size; i++)
                current += inputs[i] * matrix[(i * size) + j];
            error = Math.Max(error, Math.Abs((current / outputs[j]) - 1));
        }

        Console.WriteLine($"whole effective matrix {size} x {size}: {best:f3} s (bound 0.25), currents by it off by {error:E1} at most");
    }

    // The error against the same circuit solved as far as doubles go.
    private static void Hard(int size)
    {
        Console.WriteLine($"{size} x {size}, hard cases, nothing set for them; the largest true error of a column's current relative to that current, against a solve to 1e-14");
        double[] inputs = CrossbarProblem.Inputs(size, 1), outputs = new double[size], exact = new double[size];
        foreach (CrossbarProblem problem in CrossbarProblem.Hard)
        {
            Crossbar crossbar = problem.Make(size);
            double start = ThreadClock.Seconds;
            SolveReport report = crossbar.Prepare(Tolerance).Outputs(inputs, outputs).OrThrow();
            double seconds = ThreadClock.Seconds - start;
            crossbar.Prepare(1e-14).Outputs(inputs, exact);
            double error = outputs.Zip(exact, (a, b) => Math.Abs((a / b) - 1)).Max();
            Console.WriteLine($"  {problem.Name,-28} {1e3 * seconds,8:f1} ms {report.Iterations,5} iterations  error {error:E1} (asked {Tolerance:E0})  smallest / largest current {exact.Min() / exact.Max():E1}");
        }
    }

    private static double Exponent(IEnumerable<(int Size, double Value)> points)
    {
        (double x, double y)[] logs = [.. points.Select(point => (Math.Log(point.Size), Math.Log(point.Value)))];
        double mx = logs.Average(p => p.x), my = logs.Average(p => p.y);
        return logs.Sum(p => (p.x - mx) * (p.y - my)) / logs.Sum(p => (p.x - mx) * (p.x - mx));
    }
}
