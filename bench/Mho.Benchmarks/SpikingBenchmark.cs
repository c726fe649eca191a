using Mho.Autograd;
using Mho.Experiments.Plots;
using Mho.Networks.Spiking;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>One layer of RC-Spike neurons, forward and backward: exact solutions beside discretised spikes, against the number of inputs.</summary>
/// <remarks>
/// Exact, remembering: <see cref="RememberingLayer"/>. Exact: <see cref="EventDrivenLayer"/>, which solves again in the backward pass. Discretised: the operations of a training
/// tape in float, batches of 100; before these, training of the published network (<see cref="SpikingTraining"/>). Bytes are what one sample keeps from forward to backward, its share
/// of all that the tape has given out, gradients included, its times and the weights not.
/// </remarks>
internal static class SpikingBenchmark
{
    private const int Neurons = 1000, Batch = 100;
    private const double Magnitude = 4;
    private static readonly int[] Sizes = [100, 200, 500, 1000, 2000, 4000, 8000];
    private static readonly string[] Methods = ["exact, remembering", "exact", "discretised"];

    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        ThreadClock.CountsProcessorTime = Workers.Count == 1;
        int intervals = Options.Integer(args, "--intervals", 10), largest = Options.Integer(args, "--largest", 8000);
        string plot = Options.Text(args, "--plot", "");
        SpikingTraining.Compare(intervals, args.Contains("--profile"));
        if (args.Contains("--training"))
            return 0;
        int[] sizes = [.. Sizes.Where(size => size <= largest)];
        Console.WriteLine($"{Neurons} neurons, |E| = {Magnitude}, M = {intervals} with random offset, {Workers.Count} thread(s) (remembering: 1); a sample, best of rounds that take turns");
        Console.WriteLine($"{"inputs",6}   {"remembering: ms fwd",19} {"bwd",8} {"MB",8}   {"exact: ms fwd",13} {"bwd",8} {"MB",8}   {"discretised: ms fwd",19} {"bwd",8} {"MB",8}   {"faster than",11} {"",7} {"less memory",11} {"error",9}");
        double[][] seconds = [[], [], []], bytes = [[], [], []];
        foreach (int inputs in sizes)
        {
            (double Forward, double Backward, double Bytes)[] cost = Measure(inputs, intervals, out double error);
            for (int method = 0; method < 3; method++)
            {
                seconds[method] = [.. seconds[method], cost[method].Forward + cost[method].Backward];
                bytes[method] = [.. bytes[method], cost[method].Bytes];
            }

            string numbers = string.Join("   ", cost.Select((c, i) => string.Format(null, "{0," + (i == 1 ? 13 : 19) + ":f3} {1,8:f3} {2,8:f3}", 1e3 * c.Forward, 1e3 * c.Backward, c.Bytes / 1e6)));
            Console.WriteLine($"{inputs,6}   {numbers}   {seconds[0][^1] / seconds[2][^1],10:f1}x {seconds[1][^1] / seconds[2][^1],6:f1}x {bytes[0][^1] / bytes[2][^1],10:f1}x {error,9:e1}");
        }

        for (int method = 0; method < 3 && sizes.Length > 2; method++)
            Console.WriteLine($"{Methods[method],-18}: time grows as inputs^{Exponent(sizes, seconds[method]):f2}, memory as inputs^{Exponent(sizes, bytes[method]):f2} (from 500 on)");
        if (plot.Length > 0)
            Draw(plot, sizes, seconds, bytes);
        return 0;
    }

    private static (double Forward, double Backward, double Bytes)[] Measure(int inputs, int intervals, out double error)
    {
        float[] times = new float[Batch * inputs], weights = new float[inputs * Neurons], ones = new float[Neurons], dTimes = new float[inputs], dWeights = new float[inputs * Neurons];
        new Key(1).FillUniform(times);
        new Key(2).FillNormal(weights);
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= 4 / MathF.Sqrt(inputs);
        Array.Fill(ones, 1);
        float[] exact = new float[Neurons], other = new float[Neurons];
        RememberingLayer remembering = new(inputs, Neurons, (float)Magnitude);
        Membrane membrane = new(ReversalPotentials.Symmetric(Magnitude));
        using Tape tape = new();
        Tensor input = tape.Input(new Shape(Batch, inputs), needsGradient: true), kernel = tape.Input(new Shape(inputs, Neurons), needsGradient: true);
        times.CopyTo(input.Values);
        weights.CopyTo(kernel.Values);
        long before = tape.Arena.Taken;
        SortedSpikes spikes = new(tape.Arena, input, intervals, GridOffset.Random);
        tape.Record(spikes);
        SpikeProduct product = new(tape.Arena, spikes, kernel, membrane.Reversal);
        Tensor drives = tape.Record(product), rates = product.Rates;
        Tensor potentials = tape.Record(new MembraneCharge(tape.Arena, drives, rates, spikes));
        Step step = new(new Key(3), Training: true);
        double kept = (double)(tape.Arena.Taken - before) / Batch;

        (double Forward, double Backward)[] best = [.. Enumerable.Repeat((double.PositiveInfinity, double.PositiveInfinity), 3)];
        void Time(int method, int samples, Action forward, Action backward)
        {
            double start = ThreadClock.Seconds;
            forward();
            double middle = ThreadClock.Seconds;
            backward();
            best[method] = (Math.Min(best[method].Forward, (middle - start) / samples), Math.Min(best[method].Backward, (ThreadClock.Seconds - middle) / samples));
        }

        for (int round = 0; round < (inputs > 2000 ? 3 : 8); round++)
        {
            Time(0, 1, () => remembering.Forward(times.AsSpan(0, inputs), weights, exact), () => remembering.Backward(weights, ones, dTimes, dWeights));
            Time(
                1,
                1,
                () => EventDrivenLayer.Potentials<float>(membrane, 1, times.AsSpan(0, inputs), weights, Neurons, other),
                () => EventDrivenLayer.PotentialGradients<float>(membrane, 1, times.AsSpan(0, inputs), weights, ones, dTimes, dWeights));
            Time(2, Batch, () => Forward(tape, step), () => Backward(tape, potentials, step));
        }

        error = Enumerable.Range(0, Neurons).Average(i => Math.Abs(exact[i] - potentials.Values[i]));
        double apart = exact.Zip(other, (a, b) => Math.Abs(a - b)).Max();
        if (apart > 1e-3)
            throw new InvalidOperationException($"the exact solutions differ by {apart}: one of them is wrong.");
        // What the exact solution holds: a column's coefficients, states and costates and a block's weights for each thread, and the blocks' parts of the times' gradient.
        double working = sizeof(float) * ((Workers.Count * ((5.0 * (inputs + 1)) + 1 + (16 * inputs))) + ((Neurons + 15) / 16 * inputs));
        return [(best[0].Forward, best[0].Backward, remembering.Bytes), (best[1].Forward, best[1].Backward, working), (best[2].Forward, best[2].Backward, kept)];
    }

    private static void Forward(Tape tape, Step step)
    {
        for (int i = 0; i < tape.Operations.Count; i++)
            tape.Operations[i].Forward(new Step(step.Key[i], step.Training));
    }

    // A loss of which every potential has the gradient 1.
    private static void Backward(Tape tape, Tensor potentials, Step step)
    {
        potentials.Gradients.Fill(1);
        for (int i = tape.Operations.Count - 1; i >= 0; i--)
            tape.Operations[i].Backward(new Step(step.Key[i], step.Training));
    }

    private static double Exponent(int[] sizes, double[] values)
    {
        (double X, double Y)[] points = [.. sizes.Zip(values).Where(pair => pair.First >= Math.Min(500, sizes[^3])).Select(pair => (Math.Log(pair.First), Math.Log(pair.Second)))];
        (double x, double y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    private static void Draw(string file, int[] sizes, double[][] seconds, double[][] bytes)
    {
        double[] across = [.. sizes.Select(size => (double)size)];
        Plot Of(string title, string unit, double[][] values) => new(
            title,
            new Axis("inputs", AxisScale.Logarithmic),
            new Axis(unit, AxisScale.Logarithmic),
            [.. Methods.Select((name, i) => (Mark)new Line(name, across, values[i]))]);
        AtomicFile.Write(file, new SideBySide($"One layer of {Neurons} neurons", [Of("Forward and backward", "s a sample", seconds), Of("Kept between them", "bytes a sample", bytes)]).ToSvg());
    }
}
