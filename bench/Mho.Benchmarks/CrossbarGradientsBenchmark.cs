using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Times the gradient of a loss with respect to all conductances and inputs beside the forward pass of the same batch, and checks it against central differences.</summary>
internal static class CrossbarGradientsBenchmark
{
    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        ThreadClock.CountsProcessorTime = Workers.Count == 1;
        int size = Options.Integer(args, "--rows", 256), count = Options.Integer(args, "--inputs", 8), repeats = Options.Integer(args, "--repeats", 7);
        Crossbar crossbar = CrossbarProblem.Easy.Make(size);
        double[] inputs = CrossbarProblem.Inputs(size, count), outputs = new double[count * size], toCells = new double[size * size], toInputs = new double[count * size];
        Console.WriteLine($"{size} x {size}, {count} inputs, 1 ohm a segment, to 1e-9, {Workers.Count} thread(s), best of {repeats}; outputs: the linear solve that keeps no voltages");
        Console.WriteLine($"{"cell",-24} {"outputs ms",11} {"forward ms",11} {"gradient ms",12} {"gradient/forward",17} {"gradient/outputs",17} {"error",9}");
        foreach ((string name, ICellCurrent cell) in new (string, ICellCurrent)[]
        {
            ("linear", new LinearCell()), ("sinh, b = 2/V", new SinhCell { Bend = 2 }), ("diode selector", new DiodeSelectorCell()),
        })
        {
            DifferentiableCrossbar circuit = new(new(crossbar, cell), count);
            double[] weights = [.. Enumerable.Range(0, outputs.Length).Select(k => new Key(5).Normal(k))];
            (double plain, double forward, double gradient) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                double start = ThreadClock.Seconds;
                crossbar.Prepare().Outputs(inputs, outputs).OrThrow();
                plain = Math.Min(plain, ThreadClock.Seconds - start);
                start = ThreadClock.Seconds;
                circuit.Forward(crossbar.Conductances, inputs, outputs).OrThrow();
                forward = Math.Min(forward, ThreadClock.Seconds - start);
                start = ThreadClock.Seconds;
                circuit.Backward(weights, toCells, toInputs).OrThrow();
                gradient = Math.Min(gradient, ThreadClock.Seconds - start);
            }

            double error = Error(new(new(crossbar, cell), count, 1e-12), crossbar, inputs, weights);
            Console.WriteLine($"{name,-24} {1e3 * plain,11:f2} {1e3 * forward,11:f2} {1e3 * gradient,12:f2} {gradient / forward,17:f2} {gradient / plain,17:f2} {error,9:e1}");
        }

        Alternating(crossbar, inputs, repeats);
        return 0;
    }

    // One input with its gradient in G, C and V, set-up included in both.
    private static void Alternating(Crossbar crossbar, double[] inputs, int repeats)
    {
        AlternatingCrossbar array = (crossbar with { Capacitances = Enumerable.Range(0, crossbar.Rows * crossbar.Columns).Select(k => 16e-12 * new Key(8).Uniform(k)).ToArray() }).At(1 * MHz);
        Complex[] input = [.. inputs.Take(crossbar.Rows).Select(volt => new Complex(volt, 0))], outputs = new Complex[crossbar.Columns];
        (double forward, double whole) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            double start = ThreadClock.Seconds;
            array.Prepare().Outputs(input, outputs).OrThrow();
            forward = Math.Min(forward, ThreadClock.Seconds - start);
            start = ThreadClock.Seconds;
            AlternatingGradient.Of(array, input, currents => currents).Report.OrThrow();
            whole = Math.Min(whole, ThreadClock.Seconds - start);
        }

        Console.WriteLine($"1 MHz, one input: forward {1e3 * forward:f2} ms, forward and gradient {1e3 * whole:f2} ms, gradient/forward {(whole / forward) - 1:f2}");
    }

    // Along a random change of all conductances and inputs, relative to the length of the gradient along it.
    private static double Error(DifferentiableCrossbar circuit, Crossbar crossbar, double[] inputs, double[] weights)
    {
        double[] g = crossbar.Conductances.ToArray(), outputs = new double[weights.Length], toCells = new double[g.Length], toInputs = new double[inputs.Length];
        double[] cells = [.. g.Select((value, k) => value * new Key(6).Normal(k))], volts = [.. inputs.Select((_, k) => new Key(7).Normal(k))];
        Loss(0);
        circuit.Backward(weights, toCells, toInputs).OrThrow();
        double slope = 0, square = 0;
        for (int k = 0; k < g.Length; k++)
            (slope, square) = (slope + (toCells[k] * cells[k]), square + Math.Pow(toCells[k] * cells[k], 2));
        for (int k = 0; k < volts.Length; k++)
            (slope, square) = (slope + (toInputs[k] * volts[k]), square + Math.Pow(toInputs[k] * volts[k], 2));
        const double h = 1e-3;
        return Math.Abs(slope - (((8 * (Loss(h) - Loss(-h))) - (Loss(2 * h) - Loss(-2 * h))) / (12 * h))) / Math.Sqrt(square);

        double Loss(double step)
        {
            circuit.Forward(g.Select((value, k) => value + (step * cells[k])).ToArray(), inputs.Select((value, k) => value + (step * volts[k])).ToArray(), outputs).OrThrow();
            return outputs.Select((value, k) => value * weights[k]).Sum();
        }
    }
}
