using Mho.Autograd;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

public sealed class LayerSpikesTests
{
    [Fact]
    public void Spikes_of_every_layer_are_those_of_the_neurons_one_by_one()
    {
        LabelledImages images = new Digits().Load().Test.Take(3);
        Discretisation discretisation = new(5, GridOffset.Fixed, 21);
        Network network = new PhysicalMlp([20, 15], Reversal: 2, SpikeNoise: 0, discretisation).For(new Shape(8, 8, 1), 10);
        TrainedNetwork trained = new(network, network.Initialize(new Key(6)));
        IReadOnlyList<LayerSpikes> layers = LayerSpikes.Of(trained, images);
        Assert.Equal(["spike-code1", "spiking-dense1", "spiking-dense2", "spiking-dense3"], layers.Select(layer => layer.Layer), StringComparer.Ordinal);
        Assert.Equal([64, 20, 15, 10], layers.Select(layer => layer.Neurons));
        double[] times = [.. Enumerable.Range(0, 3).SelectMany(i => images.Bytes(i).ToArray()).Select(pixel => 1 - (pixel / 16.0))];
        for (int l = 0; l < 4; l++)
        {
            Assert.Equal(times, layers[l].Times.Select(time => (double)time), (a, b) => Math.Abs(a - b) < 1e-5);
            if (l == 3)
                break;
            double[] v = new double[3 * layers[l + 1].Neurons], weights = [.. trained.Parameters.All[l].Values.ToArray().Select(weight => (double)weight)];
            DiscretisedLayer.Potentials<double>(new Membrane(ReversalPotentials.Symmetric(2)), new TimeGrid(21), times, weights, layers[l + 1].Neurons, v);
            times = [.. v.Select(potential => Math.Clamp(1 - potential, 0, 1))];
        }

        Assert.Equal(times.Count(time => time >= 1) / 30.0, layers[3].Silent, 1e-12);
        Assert.Equal(0, layers[3].AtOnce);
    }

    [Fact]
    public void A_convolutional_network_has_the_published_shape_and_tells_its_spikes()
    {
        Network published = new PhysicalCnn([64, 128, 256], 512).For(new Shape(28, 28, 1), 10);
        int[] expected = [9 * 64, 9 * 64 * 64, 9 * 64 * 128, 9 * 128 * 128, 9 * 128 * 256, 9 * 256 * 256, 4 * 4 * 256 * 512, 512 * 10];
        Assert.Equal(expected, published.Parameters.Select(parameter => parameter.Shape.Count));
        Network small = new PhysicalCnn([4, 6], Hidden: 0, Convolutions: 1, SpikeNoise: 0).For(new Shape(8, 8, 1), 10);
        IReadOnlyList<LayerSpikes> layers = LayerSpikes.Of(new(small, small.Initialize(new Key(1))), new Digits().Load().Test.Take(2));
        Assert.Equal([64, 8 * 8 * 4, 4 * 4 * 6, 10], layers.Select(layer => layer.Neurons));
        Assert.All(layers, layer => Assert.All(layer.Times, time => Assert.InRange(time, 0, 1)));
    }

    [Fact]
    public void An_architecture_with_another_reversal_noise_and_grid_keeps_its_parameters()
    {
        foreach (IPhysicalArchitecture architecture in new IPhysicalArchitecture[] { new PhysicalMlp([12]), new PhysicalCnn([4], 16) })
        {
            IPhysicalArchitecture other = architecture.With(1.5, 0.04, new Discretisation(2, GridOffset.Fixed, 60));
            Assert.Equal((1.5, 0.04, 60), (other.Reversal, other.SpikeNoise, other.Discretisation.TestIntervals));
            Network before = architecture.For(new Shape(8, 8, 1), 10), after = other.For(new Shape(8, 8, 1), 10);
            Assert.Equal(before.Parameters.Select(parameter => (parameter.Name, parameter.Shape)), after.Parameters.Select(parameter => (parameter.Name, parameter.Shape)));
            ISpikingNeuron neuron = after.Layers.OfType<SpikingDense>().Last().Neuron;
            Assert.Equal((1.5, -1.5, 0.04), (neuron.Membrane.Reversal.Positive, neuron.Membrane.Reversal.Negative, neuron.SpikeNoise));
            Assert.Throws<ArgumentOutOfRangeException>(() => architecture.With(-2, 0.01, new Discretisation()));
        }
    }
}
