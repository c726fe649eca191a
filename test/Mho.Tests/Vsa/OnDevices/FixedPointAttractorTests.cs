using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Vsa.OnDevices;

public sealed class FixedPointAttractorTests
{
    [Fact]
    public void Decays_are_the_nearest_twelve_bit_fractions()
    {
        FixedPointFormat format = new();
        Assert.Equal(200, format.Decay(1 * ms, 20 * ms)); // 4096 (1 − e^(−1/20)) = 199.76
        Assert.Equal(134, format.Decay(1 * ms, 30 * ms)); // 134.28
        Assert.Equal(127, format.LargestWeight);
        Assert.Equal(8388607, format.LargestState);
    }

    [Fact]
    public void Steps_are_those_of_plain_rationals_rounded_as_the_chip_rounds()
    {
        (SparsePatterns patterns, Synapses synapses, _) = Small();
        LeakyNeuron neuron = new();
        FixedPointFormat format = new();
        FixedPointAttractor network = new(synapses, 60, neuron, format);
        network.Begin(patterns.States[0], new Key(3));

        // The same laws once more: decimals that hold 28 digits, cut towards 0 after each product.
        double clip = 4 * synapses.Rms(), unit = synapses.Weights.ToArray().Max(w => Math.Abs(Math.Clamp(w, -clip, clip) - 1)) / 127;
        int[] sums = new int[600];
        decimal[] v = [.. network.Potentials.ToArray().Select(x => (decimal)x)], c = new decimal[600];
        foreach (int one in patterns.States[0].Ones)
        {
            for (int i = 0; i < 600; i++)
                sums[i] += Weight(one, i) * 64;
        }

        double standing = neuron.NominalRate.SI * 0.03;
        for (int i = 0; i < 600; i++)
            c[i] = Cut((decimal)Math.Round(sums[i] * standing));
        int[] silent = new int[600];
        decimal threshold = network.Threshold, bias = Math.Round(4 * threshold * 200 / 4096), mask = Math.Round(-20 * threshold * 200 / 4096);
        int total = 0;
        for (int t = 0; t < 150; t++)
        {
            Bipolar? stimulus = t >= 75 ? patterns.Stimulus(0, 0) : null;
            network.Advance(stimulus is null ? [] : stimulus.Words);
            List<int> spikes = [];
            for (int i = 0; i < 600; i++)
            {
                if (silent[i]-- <= 0)
                {
                    v[i] = Math.Max(-threshold, Cut(decimal.Truncate(v[i] * 3896 / 4096) + c[i] + bias + (stimulus is not null && stimulus[i] < 0 ? mask : 0)));
                    if (v[i] >= threshold)
                    {
                        (v[i], silent[i]) = (0, 5);
                        spikes.Add(i);
                    }
                }

                c[i] = decimal.Truncate(c[i] * 3962 / 4096);
            }

            foreach (int spike in spikes)
            {
                for (int i = 0; i < 600; i++)
                    c[i] += Weight(spike, i) * 64;
            }

            for (int i = 0; i < 600; i++)
            {
                c[i] = Cut(c[i]);
                Assert.Equal(v[i], network.Potentials[i]);
            }

            for (int i = 0; i < 600; i++)
                Assert.Equal(spikes.Contains(i), (network.Spikes[i >> 6] >> (i & 63) & 1) != 0);
            total += spikes.Count;
        }

        Assert.InRange(total, 100, 3000);

        int Weight(int from, int to) => (int)Math.Round((Math.Clamp(synapses.From(from)[to], -clip, clip) - 1) / unit);
        static decimal Cut(decimal state) => Math.Clamp(state, -8388607, 8388607);
    }

    // 64 neurons that fire in every step would bring synapses to 16 million; they stop at the largest state, and once silenced decay from there.
    [Fact]
    public void Synapses_saturate()
    {
        const int Neurons = 64;
        Synapses synapses = new(Neurons);
        synapses.Weights.Fill(1);
        LeakyNeuron neuron = new() { Inhibition = 0, Refractory = 0 * ms, MaskCurrent = -200 };
        FixedPointFormat format = new();
        FixedPointAttractor network = new(synapses, 16, neuron, format);
        network.Begin(SparseBinary.Draw(new Key(1), Neurons, Neurons), new Key(2));
        for (int t = 0; t < 200; t++)
            network.Advance([]);
        Assert.Equal(ulong.MaxValue, network.Spikes[0]);

        long c = format.LargestState, v = 0, bias = (long)Math.Round(4.0 * network.Threshold * 200 / 4096);
        for (int t = 0; t < 96; t++)
        {
            bool silenced = t < 92;
            network.Advance(silenced ? new ulong[1] : []);
            v = silenced ? -network.Threshold : (v * 3896 / 4096) + c + bias;
            c = c * 3962 / 4096;
            Assert.All(network.Potentials.ToArray(), potential => Assert.Equal(v, potential));
        }
    }

    [Fact]
    public void A_machine_in_whole_numbers_walks_at_the_rates_of_real_ones()
    {
        StateMachine machine = StateMachine.Ring(4, 5, new Key(1), labels: 3);
        SparsePatterns patterns = SparsePatterns.Draw(machine, 2000, 150, new Key(2), balanced: true);
        Synapses synapses = Synapses.Of(patterns);
        Walk expected = machine.RandomWalk(5, new Key(4));
        SpikingWalk whole = SpikingWalk.Run(new FixedPointAttractor(synapses, 150), patterns, expected, new(), new Key(5)),
            real = SpikingWalk.Run(new SpikingAttractor(new SynapticRecurrence(synapses), 150), patterns, expected, new(), new Key(5));
        Assert.True(whole.Complete);
        Assert.InRange(whole.ActiveRate / real.ActiveRate, 0.5, 1.1); // clipping and rounding lower it
        Assert.InRange(whole.OtherRate.SI, 0, 0.5);
    }

    [Fact]
    public void Formats_and_constants_that_do_not_fit_are_refused()
    {
        (_, Synapses synapses, _) = Small();
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedPointFormat { WeightBits = 9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedPointFormat { StateBits = 40 });
        Assert.Contains("SynapseShift", Assert.Throws<ArgumentOutOfRangeException>(() => new FixedPointAttractor(synapses, 60, format: new() { StateBits = 12 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedPointAttractor(synapses, 60, new LeakyNeuron { CurrentNoise = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedPointAttractor(synapses, 601));
    }

    private static (SparsePatterns Patterns, Synapses Synapses, StateMachine Machine) Small()
    {
        StateMachine machine = StateMachine.Ring(3, 3, new Key(1), labels: 2);
        SparsePatterns patterns = SparsePatterns.Draw(machine, 600, 60, new Key(2));
        return (patterns, Synapses.Of(patterns), machine);
    }
}
