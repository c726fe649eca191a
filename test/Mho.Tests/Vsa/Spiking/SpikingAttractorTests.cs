using System.Runtime.Intrinsics.X86;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Vsa.Spiking;

public sealed unsafe class SpikingAttractorTests
{
    private static readonly StateMachine Ring = StateMachine.Ring(3, 3, new Key(1), labels: 2);

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.0)]
    [InlineData(4.0)]
    [InlineData(10.0)]
    public void A_neuron_alone_fires_at_the_closed_form_rate_to_a_step_of_the_clock(double current)
    {
        // T = t_ref + τ ln(I / (I − 1)).
        double exact = 0.005 + (0.02 * Math.Log(current / (current - 1)));
        foreach (double step in new[] { 1e-3, 0.5e-3, 0.25e-3, 0.125e-3 })
        {
            LeakyNeuron neuron = new() { Drive = current, Excitation = 0, Inhibition = 0, Step = new(step) };
            SpikingAttractor network = new(new SynapticRecurrence(new Synapses(1)), 1, neuron);
            network.Silence(new Key(1));
            List<int> times = Times(network, 20, 100_000);
            double interval = (times[^1] - times[1]) * step / (times.Count - 2);
            Assert.InRange(Math.Abs(interval - exact), 0, step * 1.001);
            Assert.Equal(1 / exact, neuron.NominalRate.SI, 1e-9 / exact);
        }
    }

    [Fact]
    public void Spikes_are_those_of_plain_loops_in_double_at_rest_and_under_masks()
    {
        SparsePatterns patterns = SparsePatterns.Draw(Ring, 600, 60, new Key(2));
        Synapses synapses = Synapses.Of(patterns);
        LeakyNeuron neuron = new();
        SpikingAttractor fast = new(new SynapticRecurrence(synapses), 60, neuron);
        SlowNetwork slow = new(synapses, 60, neuron);
        fast.Begin(patterns.States[0], new Key(3));
        slow.Begin(patterns.States[0], fast.Potentials);
        int spikes = 0;
        for (int t = 0; t < 240; t++)
        {
            Bipolar? stimulus = t / 60 == 1 ? patterns.Stimulus(0, 0) : t / 60 == 2 ? patterns.Stimulus(0, 1) : null;
            fast.Advance(stimulus is null ? [] : stimulus.Words);
            List<int> expected = slow.Advance(stimulus);
            Assert.Equal(expected, Spiking(fast));
            Assert.InRange(Enumerable.Range(0, 600).Max(i => Math.Abs(slow.Potentials[i] - fast.Potentials[i])), 0, 1e-3);
            spikes += expected.Count;
        }

        Assert.InRange(spikes, 300, 3000);
    }

    [Fact]
    public void Silenced_neurons_send_nothing()
    {
        SparsePatterns patterns = SparsePatterns.Draw(Ring, 600, 60, new Key(2));
        SpikingAttractor network = new(new SynapticRecurrence(Synapses.Of(patterns)), 60);
        network.Begin(patterns.States[0], new Key(3));
        Bipolar stimulus = patterns.Stimulus(0, 0);
        int unmasked = 0;
        for (int t = 0; t < 100; t++)
        {
            network.Advance(stimulus.Words);
            foreach (int neuron in Spiking(network))
            {
                Assert.Equal(1, stimulus[neuron]);
                unmasked++;
            }
        }

        Assert.True(unmasked > 0);
    }

    [Fact]
    public void Every_width_of_register_gives_the_same_bytes()
    {
        const int Length = 1003;
        Synapses synapses = new(Length);
        new Key(5).FillNormal(synapses.Weights);
        SynapticRecurrence recurrence = new(synapses);
        int[] spikes = [0, 3, 17, 400, 401, 999, 1002];
        float[][] sums = [.. Enumerable.Range(0, 3).Select(_ => new float[Length])];
        recurrence.Send<Lane>(spikes, 0.37f, sums[0]);
        if (Fma.IsSupported)
            recurrence.Send<Lanes8>(spikes, 0.37f, sums[1]);
        if (Avx512F.IsSupported)
            recurrence.Send<Lanes16>(spikes, 0.37f, sums[2]);
        Assert.True(!Fma.IsSupported || sums[0].AsSpan().SequenceEqual(sums[1]));
        Assert.True(!Avx512F.IsSupported || sums[0].AsSpan().SequenceEqual(sums[2]));

        ulong[] expected = Membranes<Lane>(out float[] memory), bits;
        if (Fma.IsSupported)
        {
            bits = Membranes<Lanes8>(out float[] same);
            Assert.True(bits.AsSpan().SequenceEqual(expected) && same.AsSpan().SequenceEqual(memory));
        }

        if (Avx512F.IsSupported)
        {
            bits = Membranes<Lanes16>(out float[] same);
            Assert.True(bits.AsSpan().SequenceEqual(expected) && same.AsSpan().SequenceEqual(memory));
        }

        Assert.Contains(expected, word => word != 0);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        SparsePatterns patterns = SparsePatterns.Draw(Ring, 600, 60, new Key(2));
        SpikingAttractor network = new(new DelayedRecurrence(new SynapticRecurrence(Synapses.Of(patterns)), 2), 60, new LeakyNeuron { CurrentNoise = 0.5 });
        network.Begin(patterns.States[0], new Key(3));
        ulong[] mask = patterns.Stimulus(0, 0).Words.ToArray();
        Advance(50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Advance(200);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Advance(int steps)
        {
            for (int t = 0; t < steps; t++)
                network.Advance(t % 20 < 10 ? mask : []);
        }
    }

    [Fact]
    public void A_delayed_spike_arrives_as_many_steps_later()
    {
        Synapses synapses = new(4);
        synapses.From(2)[0] = 3;
        DelayedRecurrence delayed = new(new SynapticRecurrence(synapses), 2);
        delayed.Begin(new Key(1));
        float[] input = new float[4];
        int[][] sent = [[2], [], [], []];
        float[] expected = [0, 0, 1.5f, 1.5f];
        for (int t = 0; t < 4; t++)
        {
            delayed.Send(sent[t], 0.5f, input);
            Assert.Equal(expected[t], input[0]);
        }
    }

    // A spike that was sent with a size counts for that when it arrives.
    [Fact]
    public void A_delayed_spike_keeps_its_size()
    {
        Synapses synapses = new(2);
        synapses.From(0)[1] = 1;
        DelayedRecurrence delayed = new(new DelayedRecurrence(new SynapticRecurrence(synapses), 1), 2);
        Assert.Equal(3, delayed.Latency);
        delayed.Begin(new Key(1));
        float[] input = new float[2];
        delayed.Send([0], 4, input);
        for (int t = 0; t < 3; t++)
        {
            Assert.Equal(0, input[1]);
            delayed.Send([], 0.25f, input);
        }

        Assert.Equal(4, input[1]);
        delayed.Send([0], 4, input);
        delayed.Begin(new Key(1)); // and what is under way is none of the next run's
        for (int t = 0; t < 4; t++)
            delayed.Send([], 4, input);
        Assert.Equal(4, input[1]);
    }

    // From rest v = (1 − e^(−dt/τ)) (I0 + σ z), anew in every step.
    [Fact]
    public void Noise_has_its_spread_and_is_drawn_anew_in_every_step()
    {
        const int Neurons = 4000;
        const double Sigma = 1.5;
        SpikingAttractor network = new(new SynapticRecurrence(new Synapses(Neurons)), 1, new LeakyNeuron { CurrentNoise = Sigma });
        network.Silence(new Key(1));
        double[][] z = new double[2][];
        double keep = Math.Exp(-1.0 / 20);
        float[] before = new float[Neurons];
        for (int t = 0; t < 2; t++)
        {
            network.Advance([]);
            z[t] = [.. Enumerable.Range(0, Neurons).Select(i => (((network.Potentials[i] - (keep * before[i])) / (1 - keep)) - 4) / Sigma)];
            network.Potentials.CopyTo(before);
            double error = 4 / Math.Sqrt(Neurons);
            Assert.InRange(z[t].Average(), -error, error);
            Assert.InRange(z[t].Average(value => value * value) - 1, -error * Math.Sqrt(2), error * Math.Sqrt(2));
        }

        Assert.InRange(z[0].Zip(z[1], (a, b) => a * b).Average(), -4 / Math.Sqrt(Neurons), 4 / Math.Sqrt(Neurons));
    }

    // Synapses stand as without the latency, and as many spikes are under way as the nominal rate sends in it: the active neurons do not fall silent.
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(25)]
    public void A_network_begins_with_the_spikes_that_are_under_way(int latency)
    {
        SparsePatterns patterns = SparsePatterns.Draw(Ring, 2000, 150, new Key(2), balanced: true);
        SynapticRecurrence atOnce = new(Synapses.Of(patterns));
        SpikingAttractor network = new(atOnce, 150), delayed = new(new DelayedRecurrence(atOnce, latency), 150);
        network.Begin(patterns.States[0], new Key(3));
        delayed.Begin(patterns.States[0], new Key(3));
        for (int i = 0; i < 2000; i++)
            Assert.Equal(network.Inputs[i], delayed.Inputs[i], 1e-6);
        (int now, int later) = (0, 0);
        for (int t = 0; t < 60; t++)
        {
            network.Advance([]);
            delayed.Advance([]);
            (now, later) = (now + Spiking(network).Count, later + Spiking(delayed).Count);
        }

        Assert.InRange((double)later / now, 0.6, 1.6); // without those spikes nobody fired for longer than the latency
    }

    [Fact]
    public void Spikes_and_sums_out_of_bounds_are_refused_before_memory_is_touched()
    {
        SynapticRecurrence recurrence = new(new Synapses(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => recurrence.Send([20], 1, new float[20]));
        Assert.Throws<ArgumentOutOfRangeException>(() => recurrence.Send([-1], 1, new float[20]));
        Assert.Throws<ArgumentException>(() => recurrence.Send([1], 1, new float[19]));
    }

    [Fact]
    public void Constants_that_describe_no_network_are_refused_with_the_way_out()
    {
        SynapticRecurrence recurrence = new(new Synapses(4));
        (LeakyNeuron Neuron, string Reason)[] bad =
        [
            (new() { Step = 0 * ms }, "step above 0 s"),
            (new() { Step = 25 * ms }, "no longer than either"),
            (new() { Refractory = new(5.5e-3) }, "whole number of steps"),
            (new() { Excitation = 10 }, "never fires"),
            (new() { Floor = 0.5 }, "above the reset"),
            (new() { MaskCurrent = -1 }, "above their threshold"),
            (new() { CurrentNoise = double.NaN }, "0 or more"),
        ];
        foreach ((LeakyNeuron neuron, string reason) in bad)
            Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingAttractor(recurrence, 1, neuron)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingAttractor(recurrence, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayedRecurrence(recurrence, -1));
        SpikingAttractor network = new(recurrence, 1);
        Assert.Throws<ArgumentException>(() => network.Begin(SparseBinary.Draw(new Key(1), 5, 1), new Key(2)));
        Assert.Throws<ArgumentException>(() => network.Advance(new ulong[2]));
    }

    private static List<int> Times(SpikingAttractor network, int spikes, int limit)
    {
        List<int> times = [];
        for (int t = 0; t < limit && times.Count < spikes; t++)
        {
            network.Advance([]);
            if (network.Spikes[0] != 0)
                times.Add(t);
        }

        return times;
    }

    internal static List<int> Spiking(ISpikingNetwork network)
    {
        List<int> spiking = [];
        for (int i = 0; i < network.Length; i++)
        {
            if ((network.Spikes[i >> 6] >> (i & 63) & 1) != 0)
                spiking.Add(i);
        }

        return spiking;
    }

    private static ulong[] Membranes<V>(out float[] memory)
        where V : struct, ILanes<V>
    {
        const int Neurons = 128;
        memory = GC.AllocateArray<float>(5 * Neurons, pinned: true);
        new Key(7).FillNormal(memory);
        for (int i = 0; i < Neurons; i++)
            memory[(2 * Neurons) + i] = i % 5 == 0 ? 2 : 0;
        ulong[] spikes = new ulong[2], all = new ulong[2];
        fixed (float* rows = memory)
        {
            MembraneStep step = new()
            {
                Input = rows,
                Potential = rows + Neurons,
                Silence = rows + (2 * Neurons),
                Bias = rows + (3 * Neurons),
                Noise = rows + (4 * Neurons),
                Common = 1,
                Excitation = 2,
                Sigma = 0.5f,
                Keep = 0.9f,
                SynapseKeep = 0.95f,
                Floor = -1,
                Refractory = 4,
            };
            for (int t = 0; t < 20; t++)
            {
                step.Run<V>(spikes);
                (all[0], all[1]) = ((all[0] * 3) + spikes[0], (all[1] * 3) + spikes[1]);
            }
        }

        return all;
    }
}
