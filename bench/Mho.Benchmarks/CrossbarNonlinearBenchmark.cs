using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Ladders;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Solves crossbars of sinh cells and prints what Newton's method costs beside a linear solve of the same array, set-up included in both.</summary>
internal static class CrossbarNonlinearBenchmark
{
    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        ThreadClock.CountsProcessorTime = Workers.Count == 1;
        int size = Options.Integer(args, "--rows", 512), count = Options.Integer(args, "--inputs", 1), repeats = Options.Integer(args, "--repeats", 5);
        Crossbar crossbar = CrossbarProblem.Easy.Make(size);
        double[] inputs = CrossbarProblem.Inputs(size, count), outputs = new double[count * size];
        Console.WriteLine($"{size} x {size}, {count} input(s), 1 ohm a segment, to 1e-9, {Workers.Count} thread(s), best of {repeats}; ratio to the linear solve beside it");
        Console.WriteLine($"{"cell",-26} {"ms",9} {"linear",9} {"ratio",7} {"steps",6} {"iterations",11} {"imbalance A",12} {"error",8} {"sum A",18}");
        foreach ((string name, ICellCurrent cell) in new (string, ICellCurrent)[]
        {
            ("linear", new LinearCell()), ("sinh, b = 1/V", new SinhCell { Bend = 1 }), ("sinh, b = 2/V", new SinhCell { Bend = 2 }), ("sinh, b = 5/V", new SinhCell { Bend = 5 }),
            ("polynomial V + V^3/3", new PolynomialCell()), ("diode selector", new DiodeSelectorCell()),
        })
        {
            double best = double.PositiveInfinity, baseline = double.PositiveInfinity;
            SolveReport report = null!;
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                double start = ThreadClock.Seconds;
                crossbar.Prepare().Outputs(inputs, outputs).OrThrow();
                baseline = Math.Min(baseline, 1e3 * (ThreadClock.Seconds - start));
                start = ThreadClock.Seconds;
                report = new NonlinearCrossbar(crossbar, cell).Prepare().Outputs(inputs, outputs);
                best = Math.Min(best, 1e3 * (ThreadClock.Seconds - start));
            }

            double sum = 0;
            foreach (double output in outputs)
                sum += output;
            report.OrThrow();
            Console.WriteLine($"{name,-26} {best,9:f2} {baseline,9:f2} {best / baseline,7:f1} {report.NewtonSteps,6} {report.Iterations,11} {report.Residual.SI,12:e1} {report.Error,8:e1} {sum,18:f13}");
        }

        Breakdown(crossbar, inputs.AsMemory(0, size), repeats);
        return 0;
    }

    // What one Newton step consists of.
    private static void Breakdown(Crossbar crossbar, ReadOnlyMemory<double> input, int repeats)
    {
        (int rows, int columns) = (crossbar.Rows, crossbar.Columns);
        int cells = rows * columns;
        double[] v = new double[cells], i = new double[cells], g = new double[cells], words = new double[cells], bits = new double[cells], sent = new double[cells], outputs = new double[columns];
        ILadderSolver<double> ladder = LadderSolvers.Real(CrossbarCircuit.Lines(crossbar.WordLines, rows, columns), CrossbarCircuit.Lines(crossbar.BitLines, columns, rows));
        crossbar.Conductances.Span.CopyTo(g);
        for (int k = 0; k < cells; k++)
            v[k] = input.Span[k / columns];
        int iterations = 0;
        double[] best = new double[6];
        Array.Fill(best, double.PositiveInfinity);
        for (int repeat = 0; repeat < 4 * repeats; repeat++)
        {
            Time(0, () => ladder.Factor(crossbar.Conductances.Span));
            Time(1, () => iterations = ladder.Solve(new() { WordNear = input.Span }, new(1e-9, 1000), outputs).Iterations);
            Time(2, () => ladder.State(new() { WordNear = input.Span }, words, bits, sent));
            Time(3, () => ladder.Solve(new() { WordNear = input.Span, Start = bits, Cells = sent }, new(0.5, 1), outputs));
            Time(4, () => new SinhCell().Currents(crossbar.Conductances.Span, v, i, g));
            Time(5, () => new DiodeSelectorCell().Currents(crossbar.Conductances.Span, v, i, g));
        }

        Console.WriteLine($"one of each, ms: factors {best[0]:f2}, linear solve to 1e-9 {best[1]:f2} ({iterations} iterations), all nodes and cells {best[2]:f2}, start and one iteration {best[3]:f2}, currents of sinh {best[4]:f2}, of diode selectors {best[5]:f2}");

        void Time(int what, Action run)
        {
            double start = ThreadClock.Seconds;
            run();
            best[what] = Math.Min(best[what], 1e3 * (ThreadClock.Seconds - start));
        }
    }
}
