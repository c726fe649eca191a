using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Vsa.Spiking;

/// <summary>The reference network: 4000 neurons, 300 active, 8 states, 16 edges, 16 labels.</summary>
public sealed class SpikingWalkTests
{
    [Fact]
    public void Networks_with_balanced_stimuli_walk_sixteen_steps_and_rest_silently()
    {
        SpikingWalk[] walks = Walks(3, balanced: true);
        Assert.Equal(51, walks.Sum(walk => walk.Right));
        Assert.All(walks, walk =>
        {
            Assert.True(walk.Complete);
            Assert.InRange(walk.MeanOverlap, 0.97, 1);
            Assert.InRange(walk.ActiveRate.SI, 50, 75);
            Assert.InRange(walk.OtherRate.SI, 0, 0.5);
        });
    }

    [Fact]
    public void Where_all_neurons_are_active_there_is_no_rate_of_others()
    {
        StateMachine machine = StateMachine.Ring(2, 2, new Key(1), labels: 1);
        SparsePatterns patterns = SparsePatterns.Draw(machine, 20, 20, new Key(2));
        SpikingWalk walk = SpikingWalk.Run(new SpikingAttractor(new SynapticRecurrence(Synapses.Of(patterns)), 20), patterns, machine.Follow([0]), new(), new Key(3));
        Assert.Equal(0, walk.OtherRate.SI);
        Assert.Contains("machine of 3 states on a network of 2", Assert.Throws<ArgumentException>(() => SpikingWalk.Run(
            new SpikingAttractor(new SynapticRecurrence(Synapses.Of(patterns)), 20), patterns, StateMachine.Ring(3, 3, new Key(1)).Follow([0]), new(), new Key(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_is_held_ten_seconds_without_input()
    {
        SpikingWalk walk = Walks(1, balanced: true, new() { Rest = new(10) }, steps: 0)[0];
        Assert.Equal(10, walk.Time.SI, 1e-9);
        Assert.InRange(walk.Overlaps[0], 0.97, 1);
        Assert.InRange(walk.ActiveRate.SI, 50, 75);
    }

    [Fact]
    public void Stimuli_of_fifty_milliseconds_a_half_are_too_short()
    {
        SpikingWalk[] walks = Walks(2, balanced: false, new() { First = 50 * ms, Second = 50 * ms });
        Assert.DoesNotContain(walks, walk => walk.Complete);
        Assert.InRange(walks.Sum(walk => walk.Right), 2, 24);
    }

    [Theory]
    [InlineData("additive 2 rms", 0.88)]
    [InlineData("log-normal 1", 0.97)]
    [InlineData("stuck at 0, 40 %", 0.82)]
    [InlineData("stuck at 1, 20 %", 0.88)]
    [InlineData("8 levels", 0.94)]
    public void Faulty_weights_leave_walks_right(string name, double overlap)
    {
        SpikingWalk[] walks = Walks(2, balanced: true, fault: Fault(name));
        Assert.All(walks, walk => Assert.True(walk.Complete));
        Assert.InRange(walks.Average(walk => walk.MeanOverlap), overlap, 1);
    }

    [Fact]
    public void Noise_of_eight_times_the_weights_ends_a_walk() => Assert.False(Walks(1, balanced: true, fault: Fault("additive 8 rms"))[0].Complete);

    [Fact]
    public void A_stimulus_that_no_edge_takes_leaves_the_state()
    {
        (SparsePatterns patterns, SpikingAttractor network, StateMachine machine) = Reference(0, true);
        int known = Enumerable.Range(0, machine.Stimuli.Count).First(stimulus => machine.Next(0, stimulus) < 0);
        SpikingWalk walk = SpikingWalk.Run(network, patterns, machine.Follow([known, -1], 0), new(), new Key(5));
        Assert.Equal([0, 0, 0], walk.Expected.States);
        Assert.True(walk.Complete);
    }

    [Fact]
    public void Raster_and_trace_tell_the_same_as_the_checks()
    {
        (SparsePatterns patterns, SpikingAttractor network, StateMachine machine) = Reference(0, true);
        SpikingWalk walk = SpikingWalk.Run(network, patterns, machine.RandomWalk(1, new Key(4)), new(), new Key(5), trace: true);
        Assert.Equal(60, walk.Trace.Count);
        (int active, int others) = (0, 0);
        for (int check = 0; check < 2; check++)
        {
            int end = (150 * (1 + (3 * check))) - 1;
            Assert.Equal(walk.Overlaps[check], walk.Trace[(end / 10)][walk.Expected.States[check]]);
            HashSet<int> state = [.. patterns.States[walk.Expected.States[check]].Ones];
            int window = walk.Raster.Count(spike => spike.Step > end - 50 && spike.Step <= end), own = walk.Raster.Count(spike => spike.Step > end - 50 && spike.Step <= end && state.Contains(spike.Neuron));
            Assert.InRange((double)own / window, 0.95, 1);
            (active, others) = (active + own, others + window - own);
        }

        Assert.Equal(active / (2 * 0.05 * 300), walk.ActiveRate.SI, 1e-9);
        Assert.Equal(others / (2 * 0.05 * 3700), walk.OtherRate.SI, 1e-9);
    }

    [Fact]
    public void Walks_are_the_same_on_any_number_of_threads()
    {
        int before = Workers.Count;
        double[][] overlaps = new double[3][];
        try
        {
            for (int i = 0; i < 3; i++)
            {
                Workers.Count = 1 << (i == 2 ? 3 : i);
                overlaps[i] = [.. Walks(3, balanced: false, steps: 3, neurons: 1000, ones: 80, noise: 0.5).SelectMany(walk => walk.Overlaps.Append(walk.ActiveRate.SI))];
            }
        }
        finally
        {
            Workers.Count = before;
        }

        Assert.Equal(overlaps[0], overlaps[1]);
        Assert.Equal(overlaps[0], overlaps[2]);
    }

    [Fact]
    public void Protocols_that_read_nothing_are_refused()
    {
        (SparsePatterns patterns, SpikingAttractor network, StateMachine machine) = Reference(0, false, 200, 20);
        Walk walk = machine.RandomWalk(1, new Key(1));
        foreach (SpikingProtocol protocol in new SpikingProtocol[] { new() { Rest = 0 * ms }, new() { Read = 200 * ms }, new() { First = new(double.NaN) } })
            Assert.Throws<ArgumentOutOfRangeException>(() => SpikingWalk.Run(network, patterns, walk, protocol, new Key(1)));
    }

    private static Func<Synapses, Key, Synapses> Fault(string name) => name switch
    {
        "additive 2 rms" => (w, key) => WeightFaults.Noisy(w, 2 * w.Rms(), key),
        "additive 8 rms" => (w, key) => WeightFaults.Noisy(w, 8 * w.Rms(), key),
        "log-normal 1" => (w, key) => WeightFaults.LogNormal(w, 1, key),
        "stuck at 0, 40 %" => (w, key) => WeightFaults.StuckAtZero(w, 0.4, key),
        "stuck at 1, 20 %" => (w, key) => WeightFaults.StuckAtOne(w, 0.2, key),
        _ => (w, _) => WeightFaults.Quantised(w, 8),
    };

    internal static (SparsePatterns Patterns, SpikingAttractor Network, StateMachine Machine) Reference(int number, bool balanced, int neurons = 4000, int ones = 300, double noise = 0, Func<Synapses, Key, Synapses>? fault = null)
    {
        Key key = new Key(1)["network"][number];
        StateMachine machine = StateMachine.Ring(8, 16, key["machine"], labels: 16);
        SparsePatterns patterns = SparsePatterns.Draw(machine, neurons, ones, key["vectors"], balanced: balanced);
        Synapses synapses = Synapses.Of(patterns);
        return (patterns, new(new SynapticRecurrence(fault is null ? synapses : fault(synapses, key["fault"])), ones, new LeakyNeuron { CurrentNoise = noise }), machine);
    }

    internal static SpikingWalk[] Walks(int networks, bool balanced, SpikingProtocol? protocol = null, int steps = 16, int neurons = 4000, int ones = 300, double noise = 0, Func<Synapses, Key, Synapses>? fault = null)
    {
        SpikingWalk[] walks = new SpikingWalk[networks];
        Workers.Run(networks, new Work(walks, number =>
        {
            Key key = new Key(1)["network"][number];
            (SparsePatterns patterns, SpikingAttractor network, StateMachine machine) = Reference(number, balanced, neurons, ones, noise, fault);
            return SpikingWalk.Run(network, patterns, machine.RandomWalk(steps, key["walk"]), protocol ?? new(), key["run"]);
        }));
        return walks;
    }

    private sealed class Work(SpikingWalk[] walks, Func<int, SpikingWalk> run) : IChunkedWork
    {
        public void Do(int chunk, int worker) => walks[chunk] = run(chunk);
    }
}
