using Mho.Autograd;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Dense = Mho.Autograd.Dense;

namespace Mho.Benchmarks;

/// <summary>Training steps (forward, backward, Adam) of the published 784-400-400-10 network at batch 32, as its layers record it or with S spelled out and multiplied densely.</summary>
/// <remarks>Both draw the same noise and offsets, so their losses tell whether they compute the same. A dark pixel (x = 0) spikes at the window's end, which is no spike; about half of those of Fashion-MNIST are dark.</remarks>
internal sealed class SpikingTraining : IDisposable
{
    private const int Batch = 32;

    private readonly Tape _tape = new();
    private readonly SoftmaxCrossEntropy _loss;
    private readonly Optimiser _optimiser;
    private int _steps;

    public SpikingTraining(int intervals, double dark, bool dense)
    {
        Network network = new PhysicalMlp(Discretisation: new(intervals)).For(new Shape(28, 28, 1), 10);
        ParameterSet parameters = network.Initialize(new Key(1));
        Tensor images = _tape.Input(network.Batched(Batch));
        for (int i = 0; i < images.Values.Length; i++)
            images.Values[i] = new Key(2)[0].Uniform(i) < dark ? 0 : (float)new Key(2)[1].Uniform(i);
        Recorder recorder = new(_tape, parameters, 0);
        IReadOnlyList<NamedLayer> chain = dense ? [.. network.Chain.Select(layer => layer with { Layer = layer.Layer is SpikingDense spiking ? new Spread(spiking) : layer.Layer })] : network.Chain;
        Tensor logits = recorder.Chain(chain, images);
        _loss = new SoftmaxCrossEntropy(_tape.Arena, logits, [.. Enumerable.Range(0, Batch).Select(i => i % 10)]);
        _tape.Record(_loss);
        _tape.Record(new Sum(_tape.Arena, [_loss.Output, .. recorder.Penalties]));
        _optimiser = new Optimiser(new Adam(), parameters.Trained);
    }

    /// <summary>Loss of the last step.</summary>
    public double Loss => _loss.TotalLoss;

    /// <summary>Prints steps of both, in turns, on one and on two threads.</summary>
    public static void Compare(int intervals, bool profile)
    {
        int before = Workers.Count;
        Console.WriteLine($"training 784-400-400-10, batch {Batch}, M = {intervals}: forward, backward, Adam; ms a step and samples/s, median of steps in turns, best in brackets");
        Console.WriteLine($"{"threads",7} {"dark",5}   {"as layers record it",32}   {"S multiplied densely",32} {"ratio",6} {"loss apart",11}");
        foreach ((int threads, double dark) in new[] { (1, 0.5), (2, 0.5), (1, 0.0), (2, 0.0) })
        {
            Workers.Count = threads;
            ThreadClock.CountsProcessorTime = threads == 1;
            using SpikingTraining layers = new(intervals, dark, dense: false), spread = new(intervals, dark, dense: true);
            double apart = 0;
            List<double> own = [], dense = [];
            for (int turn = 0; turn < 20; turn++)
            {
                // A turn's first step finds the other's data in the caches.
                for (int i = 0; i < 6; i++)
                    Keep(layers.Seconds(), i, own);
                for (int i = 0; i < 6; i++)
                    Keep(spread.Seconds(), i, dense);
                apart = turn == 0 ? Math.Abs(layers.Loss - spread.Loss) / Math.Abs(spread.Loss) : apart;
            }

            Console.WriteLine($"{threads,7} {dark,5:p0}   {Text(own),32}   {Text(dense),32} {Middle(dense) / Middle(own),6:f2} {apart,11:e1}");
            if (profile)
                layers.Profile();
        }

        Workers.Count = before;
    }

    public void Dispose() => _tape.Dispose();

    private static void Keep(double seconds, int step, List<double> all)
    {
        if (step > 0)
            all.Add(seconds);
    }

    private static string Text(List<double> seconds) => $"{1e3 * Middle(seconds):f2} ms, {Batch / Middle(seconds):f0}/s ({Batch / seconds.Min():f0}/s)";

    private static double Middle(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private double Seconds()
    {
        double start = ThreadClock.Seconds;
        Step step = new(new Key(3)[_steps++], Training: true);
        _tape.Forward(step);
        _tape.Backward(step);
        _optimiser.Update(1e-4);
        return ThreadClock.Seconds - start;
    }

    // Where a step's time goes, operation by operation: medians within whole steps, whose caches hold what the others left there.
    private void Profile()
    {
        const int Steps = 30;
        int count = _tape.Operations.Count;
        double[][] times = [.. Enumerable.Range(0, (2 * count) + 1).Select(_ => new double[Steps])];
        for (int i = 0; i < Steps; i++)
        {
            Step step = new(new Key(3)[_steps++], Training: true);
            double last = ThreadClock.Seconds;
            double Lap()
            {
                double now = ThreadClock.Seconds, lap = 1e3 * (now - last);
                last = now;
                return lap;
            }

            for (int k = 0; k < count; k++)
            {
                _tape.Operations[k].Forward(new Step(step.Key[k], step.Training));
                times[k][i] = Lap();
            }

            for (int k = count - 1; k >= 0; k--)
            {
                if (_tape.Operations[k].Output.NeedsGradient)
                    _tape.Operations[k].Backward(new Step(step.Key[k], step.Training));
                times[count + k][i] = Lap();
            }

            _optimiser.Update(1e-4);
            times[2 * count][i] = Lap();
        }

        double Of(int row) => times[row].Order().ElementAt(Steps / 2);
        for (int k = 0; k < count; k++)
        {
            Operation operation = _tape.Operations[k];
            Console.WriteLine($"    {operation.GetType().Name,-20} {operation.Inputs[0].Shape + " -> " + operation.Output.Shape,-44} {Of(k),8:f3} {Of(count + k),8:f3}");
        }

        Console.WriteLine($"    {"update",-65} {Of(2 * count),8:f3}");
    }

    // A dense layer as decision 7 had it at first.
    private sealed record Spread(SpikingDense Layer) : ILayer
    {
        public Shape Infer(Shape input) => Layer.Infer(input);

        public IEnumerable<LayerParameter> Parameters(Shape input) => Layer.Parameters(input);

        public Tensor Record(Recorder recorder, Tensor input)
        {
            (Tape tape, Arena arena, ISpikingNeuron neuron) = (recorder.Tape, recorder.Arena, Layer.Neuron);
            SpreadSpikes spikes = new(arena, input, Layer.Discretisation.Intervals, Layer.Discretisation.Offset, neuron.Window);
            Products products = new(arena, tape.Record(spikes), recorder.Parameter("kernel").Tensor, neuron.Membrane.Reversal);
            return tape.Record(new NormalNoise(arena, neuron.Fire(tape, tape.Record(products), products.Rates, spikes), neuron.SpikeNoise));
        }
    }

    // Both products as one operation: noise and offsets are drawn by an operation's place on the tape, which is then that in the layer beside it.
    private sealed class Products : Operation
    {
        private readonly Dense _drives, _rates;
        private readonly ReversedWeights _reversed;

        public Products(Arena arena, Tensor conducting, Tensor kernel, ReversalPotentials reversal)
            : this(new Dense(arena, conducting, kernel, null), new ReversedWeights(arena, kernel, reversal), arena)
        {
        }

        private Products(Dense drives, ReversedWeights reversed, Arena arena)
            : base(drives.Output, drives.Inputs[0], drives.Inputs[1])
        {
            (_drives, _reversed, _rates) = (drives, reversed, new Dense(arena, drives.Inputs[0], reversed.Output, null));
            _rates.SetAdds(0, true);
            _reversed.SetAdds(0, true);
        }

        public Tensor Rates => _rates.Output;

        public override void Forward(in Step step)
        {
            _drives.Forward(step);
            _reversed.Forward(step);
            _rates.Forward(step);
        }

        public override void Backward(in Step step)
        {
            _drives.Backward(step);
            _rates.Backward(step);
            _reversed.Backward(step);
        }
    }
}
