using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;
using static Mho.Units;
using Flatten = Mho.Networks.Flatten;

namespace Mho.Tests.Networks.Spiking;

public sealed class SynapseCellTests
{
    private static readonly TrainedNetwork Untrained = Drawn(new PhysicalMlp([40, 30], Reversal: 4).For(new Shape(8, 8, 1), 10));

    [Fact]
    public void Perfect_cells_give_back_every_weight()
    {
        foreach (double reversal in new[] { 1.0, 30 })
        {
            TrainedNetwork trained = Drawn(new PhysicalMlp([40, 30], reversal).For(new Shape(8, 8, 1), 10));
            ProgrammedSynapses cells = new ResistiveSynapses(Perfect()).Program(trained, new Key(1));
            foreach ((Parameter wished, Parameter had) in trained.Parameters.All.Zip(cells.After(1 * day).Parameters.All))
            {
                float largest = 1e-6f * wished.Values.ToArray().Max(Math.Abs);
                Assert.All(wished.Values.ToArray().Zip(had.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, largest));
            }

            Assert.All(cells.Layers, layer => Assert.Equal((0, 0.0), (layer.Clipped, layer.Error.SI)));
        }
    }

    // σ = C |w|/(T |E|), so the largest weight is the highest conductance when C = σ_max T |E|/w_max.
    [Fact]
    public void A_membrane_has_the_capacitance_with_which_its_largest_weight_is_the_highest_conductance()
    {
        ProgrammedSynapses cells = new ResistiveSynapses(Perfect(), Window: 10 * us, Threshold: 40 * mV).Program(Untrained, new Key(1));
        Assert.Equal(3, cells.Layers.Count);
        foreach (SynapseCells layer in cells.Layers)
        {
            double largest = Untrained.Parameters[layer.Layer + ".kernel"].Values.ToArray().Max(Math.Abs);
            Assert.Equal(1, layer.Circuit.Capacitance.SI / (40e-6 * 10e-6 * 4 / largest), 1e-6);
            Assert.Equal(0.32, layer.Circuit.Supply.SI, 1e-12);
            Assert.Equal(0.16, layer.Circuit.Rest.SI, 1e-12);
        }
    }

    [Fact]
    public void Weights_beyond_the_percentile_are_clipped_and_those_below_half_the_lowest_conductance_are_off()
    {
        Mho.Devices.Ideal device = new() { Range = new(4 * uS, 40 * uS) };
        ProgrammedSynapses cells = new ResistiveSynapses(device, WeightPercentile: 0.9).Program(Untrained, new Key(1));
        SynapseCells first = cells.Layers[0];
        float[] wished = Untrained.Parameters["spiking-dense1.kernel"].Values.ToArray(), had = cells.After(default).Parameters["spiking-dense1.kernel"].Values.ToArray();
        double largest = had.Max(Math.Abs);
        Assert.InRange(first.Clipped / (double)first.Synapses, 0.09, 0.101);
        for (int i = 0; i < wished.Length; i++)
        {
            double share = Math.Abs(wished[i]) / largest, expected = share < 0.05 ? 0 : Math.Clamp(share, 0.1, 1);
            Assert.Equal(Math.CopySign(expected, wished[i]), had[i] / largest, 1e-5);
        }

        Assert.Equal(had.Count(weight => weight != 0), first.Conducting);
        Assert.True(first.Conducting < first.Synapses, "no weight was small enough: the test says nothing");
    }

    [Fact]
    public void A_proportional_error_moves_weights_by_that_share()
    {
        ProgrammedSynapses cells = new ResistiveSynapses(new Gaussian { Kind = GaussianKind.Proportional, Spread = 0.1 }).Program(Untrained, new Key(2));
        double[] errors = [.. Untrained.Parameters.All.Zip(cells.After(default).Parameters.All).SelectMany(pair => pair.First.Values.ToArray().Zip(pair.Second.Values.ToArray())).Where(pair => pair.First != 0).Select(pair => (pair.Second / pair.First) - 1.0)];
        double error = Math.Sqrt(errors.Average(e => e * e));
        // 4 standard errors of a standard deviation: 4·0.1/√(2 n).
        Assert.Equal(0.1, error, 0.4 / Math.Sqrt(2.0 * errors.Length));
    }

    [Fact]
    public void Relaxation_is_that_of_the_device_and_grows_with_the_same_draws()
    {
        Wan2022Rram device = new() { Range = new(1 * uS, 40 * uS) };
        ProgrammedSynapses cells = new ResistiveSynapses(device).Program(Untrained, new Key(3));
        SynapseCells layer = cells.Layers[0];
        float[] fresh = Kernel(cells, default), second = Kernel(cells, 1 * s), later = Kernel(cells, 1 * day);
        Assert.Equal(later, Kernel(cells, 1 * day));
        double perWeight = ((ISynapseCircuit)layer.Circuit).PerWeight.Positive, sum = 0, expected = 0, product = 0;
        int count = 0;
        for (int i = 0; i < fresh.Length; i++)
        {
            double g = Math.Abs(fresh[i]) * perWeight;
            if (g < 15e-6)
                continue; // lower ones are cut at 0 S, which the published spread does not know
            (double before, double after) = (Math.Abs(second[i]) * perWeight - g, Math.Abs(later[i]) * perWeight - g);
            sum += after * after;
            product += before * after > 0 ? 1 : 0;
            expected += device.TotalSpread(g, 1 * day) * device.TotalSpread(g, 1 * day);
            count++;
        }

        Assert.Equal(1, Math.Sqrt(sum / expected), 4 / Math.Sqrt(2.0 * count));
        Assert.Equal(count, product);
    }

    [Fact]
    public void Cells_that_know_pulses_are_written_and_verified()
    {
        SynapseCells layer = new ResistiveSynapses(new PulsedRram(), new WriteVerify { Window = 1 * uS }).Program(Untrained, new Key(4)).Layers[0];
        Assert.InRange(layer.Yield, 0.9, 1);
        Assert.InRange(layer.Error / (1 * uS), 0.3, 1.5);
        Assert.True(double.IsNaN(new ResistiveSynapses(Perfect()).Program(Untrained, new Key(4)).Layers[0].Yield));
    }

    [Fact]
    public void What_cannot_become_cells_is_refused_with_the_way_out()
    {
        ResistiveSynapses synapses = new(Perfect());
        string Refused(params ILayer[] layers) => Assert.Throws<LayerException>(() => synapses.Program(Drawn(new Network(new Shape(8, 8, 1), layers)), new Key(1))).Message;
        Assert.Contains("ideal synapses need infinite supply voltages", Refused(new Flatten(), new SpikingDense(10, new RcSpike(new Membrane(ReversalPotentials.Ideal)))), StringComparison.Ordinal);
        Assert.Contains("has no leak; train with leak = 0", Refused(new Flatten(), new SpikingDense(10, new RcSpike(new Membrane(null, 0.5)))), StringComparison.Ordinal);
        Assert.Contains("dense1: has weights and is no spiking layer", Refused(new Flatten(), new Mho.Networks.Dense(10)), StringComparison.Ordinal);
        Assert.Contains("the network has no spiking layer", Refused(new Flatten()), StringComparison.Ordinal);
        TrainedNetwork broken = Drawn(Untrained.Network);
        broken.Parameters.All[0].Values[5] = float.NaN;
        Assert.Contains("weight 5 is NaN", Assert.Throws<ArgumentException>(() => synapses.Program(broken, new Key(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResistiveSynapses(Perfect(), WeightPercentile: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResistiveSynapses(Perfect(), Threshold: -1 * V));
    }

    private static Mho.Devices.Ideal Perfect() => new() { Range = new(0 * uS, 40 * uS) };

    private static float[] Kernel(ProgrammedSynapses cells, Duration elapsed) => cells.After(elapsed).Parameters["spiking-dense1.kernel"].Values.ToArray();

    private static TrainedNetwork Drawn(Network network) => new(network, network.Initialize(new Key(9)));
}
