using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;

namespace Mho.Tests.Vsa.Spiking;

public sealed class SpikingMachineTests
{
    private static readonly StateMachine Turnstile = new("turnstile", "locked", [new("locked", "coin", "open", "click"), new("open", "push", "locked")]);

    [Fact]
    public void A_compiled_machine_walks_by_name_and_tells_where_it_is()
    {
        CompiledMachine compiled = CompiledMachine.Compile(Turnstile, SpikingMachine.OptionsFor(Turnstile));
        Assert.Equal((4000, 300), (compiled.Options.Neurons, compiled.Options.Ones));
        List<long> heard = [];
        SpikingWalk walk = new SpikingMachine(compiled).Run(["push", "coin", "nonsense", "push"], progress: new Heard(heard));
        Assert.Equal(["locked", "locked", "open", "open", "locked"], walk.Expected.StateNames);
        Assert.Equal(walk.Expected.States, walk.Seen);
        Assert.True(walk.Complete);
        Assert.Equal([1, 2, 3, 4, 5], heard);
    }

    // It is no second network: the same walk as of one put together by hand.
    [Fact]
    public void It_is_the_network_that_its_parts_make()
    {
        CompiledMachine compiled = CompiledMachine.Compile(Turnstile, new() { Kind = NetworkKind.Sparse, Neurons = 1500, Ones = 110, Seed = 4 });
        SpikingWalk walk = new SpikingMachine(compiled).Run(["coin", "push"]);
        SpikingWalk byHand = SpikingWalk.Run(
            new SpikingAttractor(new SynapticRecurrence(Synapses.Of(compiled.Sparse!)), 110), compiled.Sparse!, Turnstile.Follow("coin", "push"), new(), new Key(4)["run"]);
        Assert.Equal(byHand.Overlaps, walk.Overlaps);
        Assert.Equal(byHand.ActiveRate, walk.ActiveRate);
    }

    [Fact]
    public void A_state_that_is_lost_is_seen_as_none()
    {
        CompiledMachine compiled = CompiledMachine.Compile(Turnstile, SpikingMachine.OptionsFor(Turnstile, 1200));
        Synapses none = new(1200);
        SpikingWalk walk = new SpikingMachine(compiled, new SynapticRecurrence(none)).Run(["coin"]);
        Assert.Equal([-1, -1], walk.Seen);
    }

    [Fact]
    public void Dense_networks_and_those_too_small_are_refused_with_a_size_that_does()
    {
        Assert.Throws<ArgumentException>(() => new SpikingMachine(CompiledMachine.Compile(Turnstile)));
        StateMachine ring = StateMachine.Ring(50, 100, new Key(1), 50);
        Assert.Contains("at 3300 half of all walks succeed; give 4950 or more", Assert.Throws<ArgumentException>(() => SpikingMachine.OptionsFor(ring, 3000)).Message, StringComparison.Ordinal);
        Assert.Equal((4950, 371), (SpikingMachine.OptionsFor(ring).Neurons, SpikingMachine.OptionsFor(ring).Ones));
        CompiledMachine small = CompiledMachine.Compile(ring, new() { Kind = NetworkKind.Sparse, Neurons = 2500 });
        Assert.Contains("2500 spiking neurons hold no 50 states and 100 edges", Assert.Throws<ArgumentException>(() => SpikingMachine.Require(small)).Message, StringComparison.Ordinal);
    }

    private sealed class Heard(List<long> done) : IProgressListener
    {
        public void Begin(string stage, long total) => Assert.Equal(("walking", 5), (stage, total));

        public void Advance(long at, string? note = null) => done.Add(at);
    }
}
