using Mho.Autograd;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Layers of RC-Spike neurons as numbers: closed forms, the trained network, the charge after a spike.</summary>
public sealed class PhysicalNetworkTests
{
    // Ideal synapses: v(1) = Σ w (1 − t), and a spike at 1 − v; two layers by hand.
    [Fact]
    public void Ideal_synapses_give_weighted_sums_of_activations()
    {
        PhysicalNetwork network = new(new(new Membrane(ReversalPotentials.Ideal), SpikeNoise: 0), [new(2, [0.5, -1, 0.25, 2]), new(2, [1, 0.5])]);
        double[][] spikes = network.SpikeTimes([0.2, 0.6]);
        Assert.Equal(1 - ((0.5 * 0.8) + (0.25 * 0.4)), spikes[0][0], 1e-14);
        Assert.Equal(1, spikes[0][1], 1e-14); // −0.8 + 0.8: no spike
        Assert.Equal(1 - 0.5, spikes[1][0], 1e-14);
        Assert.Equal((-1 * 0.6) + (2 * 0.2), network.Potentials(0, [0.2, 0.6], 0.8)[1], 1e-14);
    }

    [Fact]
    public void The_charge_after_a_spike_is_added_once_for_every_synapse_that_conducted()
    {
        ReleaseCharge release = new(0.01, 0.002, 0.02, 0.003);
        PhysicalNetwork ideal = new(new(new Membrane(ReversalPotentials.Ideal), SpikeNoise: 0), [new(3, [0.5, -0.25, 0.1])]);
        double without = ideal.SpikeTimes([0.2, 0.1, 1])[0][0], with = (ideal with { Release = release }).SpikeTimes([0.2, 0.1, 1])[0][0];
        double charge = 0.01 + (0.002 * Math.Log(0.5)) - (0.02 + (0.003 * Math.Log(0.25)));
        Assert.Equal(charge, without - with, 1e-14);
        Assert.Equal((0.0, 0.0), (release.Of(0), release.Of(1e-9)));
        Assert.Equal(0, ReleaseCharge.None.Of(-3));
    }

    // Charges that grow as weights fall, as those of p-channel synapses do: the logarithm would be infinite at 0, and its slope.
    [Theory]
    [InlineData(-1e-300, 1)]
    [InlineData(-1e-3, 1)]
    [InlineData(-0.2, -0.0003 / 0.2)]
    [InlineData(0, 0)]
    [InlineData(1e-3, 1)]
    [InlineData(0.5, -0.0002 / 0.5)]
    public void A_charge_is_no_larger_than_its_weight(double weight, double slope)
    {
        ReleaseCharge release = new(0.005, -0.0002, 0.004, -0.0003);
        double charge = release.Of(weight);
        Assert.InRange(Math.Abs(charge), 0, Math.Abs(weight));
        Assert.Equal(Math.Sign(weight), Math.Sign(charge));
        Assert.Equal(slope, release.Slope(weight), 1e-12);
    }

    // The tape's network with 256 intervals against the exact solution, both of the same weights; DSTD errs by O(1/M²).
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.06, 0.04)]
    public void A_trained_network_becomes_its_numbers(double positive, double negative)
    {
        ReleaseCharge release = new(positive, positive / 10, negative, negative / 10);
        RcSpike neuron = new(new Membrane(new ReversalPotentials(2.8, -1.53)), 0.154, SpikeNoise: 0);
        SpikingDense layer = new(4, neuron, new(TestIntervals: 256), Release: release);
        Network network = new(new Shape(1, 3, 1), [new Flatten(), new SpikeCode(SpikeOrder.SmallestFirst, BiasSpike: true), layer, layer, new SpikeReadout(Softness: 1, Penalty: 0)]);
        TrainedNetwork trained = new(network, network.Initialize(new Key(5)));
        PhysicalNetwork numbers = PhysicalNetwork.Of(trained);
        Assert.Equal(release, numbers.Release);
        Assert.Equal((4, 4, 2), (numbers.Layers[0].Inputs, numbers.Layers[0].Neurons, numbers.Layers.Count));
        using Tape tape = Tape.ForEvaluation();
        Tensor input = tape.Input(network.Batched(1));
        Tensor logits = network.Record(tape, trained.Parameters, input);
        new[] { 0.1f, 0.45f, 0.8f }.CopyTo(input.Values);
        tape.Forward(new Step(default, Training: false));
        double[] spikes = numbers.SpikeTimes([0.1f, 0.45f, 0.8f, 0])[^1];
        for (int i = 0; i < 4; i++)
            Assert.Equal(spikes[i], -logits.Values[i], 1e-4);
    }

    [Fact]
    public void Networks_that_the_circuit_cannot_be_are_refused()
    {
        Network network = new(new Shape(3), [new SpikeCode(), new SpikingDense(2, new TimeToFirstSpike())]);
        Assert.Contains("spiking-dense1", Assert.Throws<InputException>(() => PhysicalNetwork.Of(new(network, network.Initialize(new Key(1))))).Message, StringComparison.OrdinalIgnoreCase);
        SpikingDense first = new(2, new RcSpike()), other = first with { Release = new(0.01) };
        Network mixed = new(new Shape(3), [new SpikeCode(), first, other]);
        Assert.Contains("spiking-dense2", Assert.Throws<InputException>(() => PhysicalNetwork.Of(new(mixed, mixed.Initialize(new Key(1))))).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("release", Assert.Throws<LayerException>(() => new Network(new Shape(3), [new SpikeCode(), other with { Neuron = new TimeToFirstSpike() }])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PhysicalNetwork(new(), [new(2, [1, 1]), new(2, [1, 1])]));
        Assert.Throws<ArgumentException>(() => new SpikingWeights(2, [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new SpikingWeights(1, [double.NaN]));
    }

    // Ideal sources of 1 and of 5 thresholds a window: −0.8 when the second spikes, 0.2 at the end.
    [Fact]
    public void Membranes_that_leave_the_rails_on_the_way_are_told_with_the_way_out()
    {
        CurrentSources circuit = new(LambdaN: 0, LambdaP: 0, LambdaDischarge: 0);
        PhysicalNetwork network = new(circuit.Neuron, [new(2, [0.1, -1, 0.1, 6]), new(2, [0.1, 0.1])]);
        MembraneRange range = network.Range([0, 0.8]);
        Assert.Equal((0, 1), (range.Lowest.Layer, range.Lowest.Neuron));
        Assert.Equal((-0.8, 0.2), (range.Lowest.Potential, range.Highest.Potential), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-14);
        Finding? doubt = circuit.Doubt(range, new(1.3), new(1.8), "here");
        Assert.Contains("neuron 1 of layer 1 is taken to 2 V, beyond 1.8 V", doubt?.Message, StringComparison.Ordinal); // 1.3 + 0.8 · 0.872
        Assert.Contains("negative weights", doubt?.Advice, StringComparison.Ordinal);
        Assert.Null(circuit.Doubt(range, new(1.3), new(2), "here"));
        Assert.Contains("beyond 0 V", circuit.Doubt(MembraneRange.Over([range, network.Range([0, 0.5])]), new(1.3), new(5), "here")?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scales_are_of_positive_and_negative_weights() =>
        Assert.Equal([2, -3], new PhysicalNetwork(new(), [new(1, [1, -1])]).Scaled(2, 3).Layers[0].Weights);
}
