using System.Numerics;
using Mho.Circuits;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Times a crossbar at 1 MHz beside the same array at rest, turn and turn about, and states the error of both.</summary>
internal static class CrossbarAlternatingBenchmark
{
    public static int Run(string[] args)
    {
        int size = Options.Integer(args, "--rows", 256), count = Options.Integer(args, "--inputs", 100), repeats = Options.Integer(args, "--repeats", 15);
        Workers.Count = Options.Integer(args, "--threads", 1);
        ThreadClock.CountsProcessorTime = Workers.Count == 1;
        Key key = new(1);
        double[] conductances = new double[size * size], capacitances = new double[size * size], real = new double[count * size];
        Complex[] phasors = new Complex[count * size];
        for (int k = 0; k < conductances.Length; k++)
        {
            conductances[k] = 1 / (10e3 + (90e3 * key["resistances"].Uniform(k)));
            capacitances[k] = 16e-12 * key["capacitances"].Uniform(k);
        }

        for (int k = 0; k < real.Length; k++)
        {
            real[k] = key["inputs"].Uniform(k);
            phasors[k] = Complex.FromPolarCoordinates(real[k], 2 * Math.PI * key["phases"].Uniform(k));
        }

        Crossbar crossbar = new Crossbar(size, size, conductances) { Capacitances = capacitances }.WithSegments(1 * ohm, 1 * ohm);
        AlternatingCrossbar alternating = crossbar.At(1 * MHz);
        Side<double> direct = new("direct current", tolerance => crossbar.Prepare(tolerance), real, size);
        Side<Complex> at = new("1 MHz", tolerance => alternating.Prepare(tolerance), phasors, size);
        Side<Complex> coupled = new("1 MHz, coupled", tolerance => Coupled(crossbar).At(1 * MHz).Prepare(tolerance), phasors, size);
        double[] ratios = new double[repeats], costs = new double[(repeats + 4) / 5];
        for (int repeat = -2; repeat < repeats; repeat++)
        {
            double rest = direct.Time(), swing = at.Time();
            if (repeat < 0)
                continue;
            ratios[repeat] = swing / rest;
            if (repeat % 5 == 0)
                costs[repeat / 5] = coupled.Time() / swing;
        }

        Array.Sort(ratios);
        Array.Sort(costs);
        Console.WriteLine($"{size} x {size}, {count} inputs, set-up included, tolerance 1e-9, {Workers.Count} thread(s), {repeats} rounds in turn, {ThreadClock.Name}");
        direct.Print();
        at.Print();
        coupled.Print();
        Console.WriteLine($"ratio: median {ratios[repeats / 2]:f2}, best {ratios[0]:f2}, worst {ratios[^1]:f2} (asked: below 4)");
        Console.WriteLine($"ratio of coupled to 1 MHz without coupling: median {costs[costs.Length / 2]:f1}, best {costs[0]:f1}, worst {costs[^1]:f1}");
        return 0;
    }

    // A femtofarad between neighbours at each cell: lines half a micrometre apart.
    private static Crossbar Coupled(Crossbar x) => x with { WordLines = x.WordLines with { Coupling = 1 * fF }, BitLines = x.BitLines with { Coupling = 1 * fF } };

    private sealed class Side<T>(string name, Func<double, PreparedCrossbar<T>> prepare, T[] inputs, int size)
        where T : unmanaged, INumberBase<T>
    {
        private readonly T[] _outputs = new T[inputs.Length];
        private readonly List<double> _times = [];
        private SolveReport? _report;

        public double Time()
        {
            double start = ThreadClock.Seconds;
            _report = prepare(1e-9).Outputs(inputs, _outputs).OrThrow();
            _times.Add(1e3 * (ThreadClock.Seconds - start));
            return _times[^1];
        }

        // The largest error of an output against a solve to 1e-13, relative to that output.
        public void Print()
        {
            T[] exact = new T[size], first = _outputs[..size];
            prepare(1e-13).Outputs(inputs.AsMemory(0, size), exact).OrThrow();
            double error = first.Zip(exact, (a, b) => double.CreateChecked(T.Abs(a - b)) / double.CreateChecked(T.Abs(b))).Max();
            _times.Sort();
            Console.WriteLine($"{name,-16} best {_times[0],8:f2} ms, median {_times[_times.Count / 2],8:f2} ms, {_report!.Iterations} iterations, error {error:e1}");
        }
    }
}
