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

    // The tape's network with 256 intervals against the exact solution, both of the same weights; DSTD errs by O(1/M²).
    [Fact]
    public void A_trained_network_becomes_its_numbers()
    {
        RcSpike neuron = new(new Membrane(new ReversalPotentials(2.8, -1.53)), 0.154, SpikeNoise: 0);
        SpikingDense layer = new(4, neuron, new(TestIntervals: 256));
        Network network = new(new Shape(1, 3, 1), [new Flatten(), new SpikeCode(SpikeOrder.SmallestFirst, BiasSpike: true), layer, layer, new SpikeReadout(Softness: 1, Penalty: 0)]);
        TrainedNetwork trained = new(network, network.Initialize(new Key(5)));
        PhysicalNetwork numbers = PhysicalNetwork.Of(trained);
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
        Assert.Throws<ArgumentException>(() => new PhysicalNetwork(new(), [new(2, [1, 1]), new(2, [1, 1])]));
        Assert.Throws<ArgumentException>(() => new SpikingWeights(2, [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new SpikingWeights(1, [double.NaN]));
    }

    [Fact]
    public void Scales_are_of_positive_and_negative_weights() =>
        Assert.Equal([2, -3], new PhysicalNetwork(new(), [new(1, [1, -1])]).Scaled(2, 3).Layers[0].Weights);
}
