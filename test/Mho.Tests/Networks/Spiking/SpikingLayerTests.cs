using Mho.Autograd;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;
using Flatten = Mho.Networks.Flatten;

namespace Mho.Tests.Networks.Spiking;

public sealed class SpikingLayerTests
{
    private static readonly Membrane Real = new(new ReversalPotentials(2.8, -1.53));

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 24)]
    public void A_dense_layer_on_a_tape_is_the_layer_in_double_with_the_intervals_of_training_or_of_tests(bool trains, int intervals)
    {
        Discretisation discretisation = new(5, GridOffset.Fixed, 24);
        foreach (ISpikingNeuron neuron in new ISpikingNeuron[] { new RcSpike(Real, 0.15, SpikeNoise: 0), new TimeToFirstSpike(Real, SpikeNoise: 0, Window: 3) })
        {
            Network network = new(new Shape(30), [new SpikingDense(17, neuron, discretisation)]);
            (float[] times, float[] weights, float[] fired) = Run(network, trains, 4);
            double[] expected = new double[4 * 17], t = [.. times.Select(time => (double)time)], w = [.. weights.Select(weight => (double)weight)];
            TimeGrid grid = new(intervals, 0, neuron.Window);
            if (neuron is RcSpike)
                DiscretisedLayer.Potentials<double>(Real, grid, t, w, 17, expected);
            else
                DiscretisedLayer.SpikeTimes<double>(Real, grid, t, w, 17, expected);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(neuron is RcSpike ? FiringPhase.SpikeTime(expected[i], 0.15) : Math.Min(3, expected[i]), fired[i], 1e-5);
            Assert.True(fired.Distinct().Count() > 20, "the neurons hardly differ: the test says nothing");
        }
    }

    [Fact]
    public void A_convolution_is_a_dense_layer_at_every_place_with_silence_around_the_image()
    {
        RcSpike neuron = new(Real, SpikeNoise: 0);
        Discretisation discretisation = new(7, GridOffset.Fixed, 7);
        (float[] times, float[] weights, float[] fired) = Run(new(new Shape(4, 5, 2), [new SpikingConv2d(6, Neuron: neuron, Discretisation: discretisation)]), trains: true, 1);
        double[] patch = new double[18], expected = new double[6], kernel = [.. weights.Select(weight => (double)weight)];
        for (int place = 0; place < 20; place++)
        {
            for (int k = 0; k < 18; k++)
            {
                (int row, int column) = ((place / 5) - 1 + (k / 6), (place % 5) - 1 + (k / 2 % 3));
                patch[k] = row is >= 0 and < 4 && column is >= 0 and < 5 ? times[(((row * 5) + column) * 2) + (k % 2)] : double.PositiveInfinity;
            }

            DiscretisedLayer.Potentials<double>(neuron.Membrane, new TimeGrid(7), patch, kernel, 6, expected);
            for (int i = 0; i < 6; i++)
                Assert.Equal(Math.Clamp(1 - expected[i], 0, 1), fired[(place * 6) + i], 1e-5);
        }
    }

    [Fact]
    public void Pooling_takes_the_earliest_spike()
    {
        (float[] times, _, float[] fired) = Run(new(new Shape(4, 6, 3), [new SpikePool()]), trains: true, 2);
        for (int i = 0; i < fired.Length; i++)
        {
            int channel = i % 3, column = i / 3 % 3, row = i / 9 % 2, sample = i / 18;
            float At(int y, int x) => times[(((((sample * 4) + (2 * row) + y) * 6) + (2 * column) + x) * 3) + channel];
            Assert.Equal(Math.Min(Math.Min(At(0, 0), At(0, 1)), Math.Min(At(1, 0), At(1, 1))), fired[i]);
        }
    }

    [Fact]
    public void Inputs_are_coded_as_spikes_and_the_earliest_output_is_the_answer()
    {
        (float[] x, _, float[] logits) = Run(new(new Shape(5), [new SpikeCode(SpikeOrder.LargestFirst, BiasSpike: true), new SpikeReadout(0.5, Penalty: 0)]), trains: true, 2);
        Assert.Equal([.. x[..5].Select(value => -(1 - value) / 0.5f), 0], logits[..6]);
        (x, _, logits) = Run(new(new Shape(5), [new SpikeCode(SpikeOrder.SmallestFirst, Window: 2), new SpikeReadout(1, Penalty: 0)]), trains: true, 1);
        Assert.Equal(x.Select(value => -2 * value), logits);
    }

    [Fact]
    public void Penalties_join_the_loss_of_training_and_not_of_tests()
    {
        Network network = new PhysicalMlp([8]).For(new Shape(8, 8, 1), 10);
        ParameterSet parameters = network.Initialize(new Key(1));
        using Tape tape = new(), evaluation = Tape.ForEvaluation();
        Recorder training = new(tape, parameters, 0), testing = new(evaluation, parameters, 0);
        training.Chain(network.Chain, tape.Input(network.Batched(2)));
        testing.Chain(network.Chain, evaluation.Input(network.Batched(2)));
        Assert.Single(training.Penalties);
        Assert.Empty(testing.Penalties);
    }

    [Theory]
    [InlineData(3, GridOffset.Random, 1.0)]
    [InlineData(10, GridOffset.Random, 8.0)]
    [InlineData(6, GridOffset.Fixed, 100.0)]
    public void A_physical_network_learns_the_digits(int intervals, GridOffset offset, double reversal)
    {
        DataSplit digits = new Digits().Load();
        Network network = new PhysicalMlp([48], reversal, Discretisation: new(intervals, offset)).For(new Shape(8, 8, 1), 10);
        TrainingResult result = new Training { Epochs = 12, Batch = 32, Schedule = new ConstantRate(3e-3) }.Fit(network, digits.Train, new Key(1));
        double accuracy = result.Trained.Evaluate(digits.Test).Accuracy;
        Assert.True(accuracy > 0.93, $"{accuracy} right, loss {result.History[0].Loss} → {result.History[^1].Loss}");
    }

    [Fact]
    public void Neurons_that_fire_at_the_threshold_learn_the_digits()
    {
        DataSplit digits = new Digits().Load();
        TimeToFirstSpike neuron = new(new Membrane(ReversalPotentials.Symmetric(4)));
        Discretisation discretisation = new(20, GridOffset.Random, 60);
        Network network = new(new Shape(8, 8, 1),
            [new SpikeCode(), new Flatten(), new SpikingDense(48, neuron, discretisation, FiringReward: 8e-6), new SpikingDense(10, neuron, discretisation, FiringReward: 8e-6), new SpikeReadout(0.07, 0.02, 3.2)]);
        TrainingResult result = new Training { Epochs = 12, Batch = 32, Schedule = new ConstantRate(3e-3) }.Fit(network, digits.Train, new Key(1));
        double accuracy = result.Trained.Evaluate(digits.Test).Accuracy;
        Assert.True(accuracy > 0.88, $"{accuracy} right, loss {result.History[0].Loss} → {result.History[^1].Loss}");
    }

    [Fact]
    public void A_spiking_convolutional_network_learns_the_digits()
    {
        DataSplit digits = new Digits().Load();
        RcSpike neuron = new(new Membrane(ReversalPotentials.Symmetric(3)));
        Discretisation few = new(3);
        Network network = new(new Shape(8, 8, 1), [new SpikeCode(), new SpikingConv2d(8, Neuron: neuron, Discretisation: few), new SpikePool(), new Flatten(), new SpikingDense(10, neuron, few), new SpikeReadout()]);
        TrainingResult result = new Training { Epochs = 8, Batch = 32, Schedule = new ConstantRate(3e-3) }.Fit(network, digits.Train, new Key(1));
        double accuracy = result.Trained.Evaluate(digits.Test).Accuracy;
        Assert.True(accuracy > 0.93, $"{accuracy} right, loss {result.History[0].Loss} → {result.History[^1].Loss}");
    }

    [Fact]
    public void An_experiment_names_it_in_JSON()
    {
        Classification experiment = (Classification)Experiment.Parse("""
            { "model": "classification", "data": "digits", "network": { "model": "physical-mlp", "hidden": [400, 400], "reversal": 7.4, "discretisation": { "intervals": 3, "offset": "random", "testIntervals": 60 },
              "readout": { "penalty": 1.5 } } }
            """);
        Network network = experiment.Network.For(new Shape(28, 28, 1), 10);
        SpikingDense layer = Assert.IsType<SpikingDense>(network.Layers[2]);
        Assert.Equal(new Discretisation(3, GridOffset.Random, 60), layer.Discretisation);
        Assert.Equal(new RcSpike(new Membrane(new ReversalPotentials(7.4, -7.4))), layer.Neuron);
        Assert.Equal(new SpikeReadout(0.07, 1.5, 0.9), network.Layers[^1]);
        Assert.Equal((784 * 400) + (400 * 400) + (400 * 10), network.ParameterCount);
        experiment = (Classification)Experiment.Parse("""
            { "model": "classification", "data": "digits", "network": { "model": "sequential", "layers": [
              { "model": "spike-code", "order": "smallestFirst" }, "flatten",
              { "model": "spiking-dense", "units": 10, "neuron": { "model": "time-to-first-spike", "membrane": { "reversal": { "positive": 3, "negative": -2 }, "leak": 0.1 }, "window": 4 } }, "spike-readout" ] } }
            """);
        layer = Assert.IsType<SpikingDense>(Assert.IsType<Sequential>(experiment.Network).Layers[2]);
        Assert.Equal(new TimeToFirstSpike(new Membrane(new ReversalPotentials(3, -2), 0.1), Window: 4), layer.Neuron);
    }

    [Fact]
    public void Impossible_layers_are_refused_with_the_way_out()
    {
        Assert.Contains("could never fire; raise it", Assert.Throws<ArgumentOutOfRangeException>(() => new TimeToFirstSpike(new Membrane(ReversalPotentials.Symmetric(1)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RcSpike(DischargeSlope: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Discretisation(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Discretisation() with { TestIntervals = 257 });
        Assert.Contains("spiking-dense1: got [8 x 8 x 1]", Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 1), [new SpikingDense(4)])).Message, StringComparison.Ordinal);
        Assert.Contains("put a \"flatten\"", Assert.Throws<LayerException>(() => new Network(new Shape(8, 8, 1), [new SpikeCode(BiasSpike: true)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhysicalMlp(Reversal: -3));
    }

    private static (float[] Input, float[] Weights, float[] Output) Run(Network network, bool trains, int samples)
    {
        ParameterSet parameters = network.Initialize(new Key(3));
        using Tape tape = trains ? new() : Tape.ForEvaluation();
        Tensor input = tape.Input(network.Batched(samples)), output = network.Record(tape, parameters, input);
        new Key(4).FillUniform(input.Values);
        tape.Forward(new Step(new Key(5), trains));
        return (input.Values.ToArray(), parameters.All.Count > 0 ? parameters.All[0].Values.ToArray() : [], output.Values.ToArray());
    }
}
