using Mho.Numerics;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Machines;

public sealed class RingTests
{
    private static readonly Key Root = new Key(1)["rings"];

    [Theory]
    [InlineData(8, 16, null)]
    [InlineData(8, 16, 16)]
    [InlineData(5, 60, null)]
    [InlineData(5, 60, 12)]
    [InlineData(50, 50, 1)]
    [InlineData(2, 2, null)]
    public void A_ring_is_closed_deterministic_and_has_the_edges_and_stimuli_asked_for(int states, int edges, int? labels)
    {
        for (int draw = 0; draw < 20; draw++)
        {
            StateMachine ring = StateMachine.Ring(states, edges, Root[draw], labels);
            Assert.Equal((states, edges), (ring.States.Count, ring.Edges.Count));
            Assert.Empty(ring.Check());
            for (int state = 0; state < states; state++)
                Assert.Equal((state, (state + 1) % states), (ring.IndexedEdges[state].From, ring.IndexedEdges[state].To));
            Assert.All(ring.IndexedEdges, edge => Assert.NotEqual(edge.From, edge.To));
            Assert.All(ring.IndexedEdges, edge => Assert.Equal(edge.To, ring.Next(edge.From, edge.Stimulus)));
            if (labels is null)
                Assert.Equal(edges, ring.Stimuli.Count);
            else
                Assert.True(ring.Stimuli.Count <= labels);
        }
    }

    [Fact]
    public void Further_edges_leave_and_reach_every_state_as_often_within_four_standard_errors()
    {
        const int states = 10, further = 20_000;
        StateMachine ring = StateMachine.Ring(states, states + further, Root["even"]);
        double error = Math.Sqrt(further * 0.1 * 0.9);
        foreach (Func<IndexedEdge, int> end in new Func<IndexedEdge, int>[] { edge => edge.From, edge => edge.To })
            Assert.All(ring.IndexedEdges.Skip(states).CountBy(end), count => Assert.InRange(count.Value, 2000 - (4 * error), 2000 + (4 * error)));
    }

    [Fact]
    public void The_same_key_draws_the_same_ring_and_another_another()
    {
        Assert.Equal(StateMachine.Ring(8, 16, Root, 16), StateMachine.Ring(8, 16, Root, 16));
        Assert.NotEqual(StateMachine.Ring(8, 16, Root, 16), StateMachine.Ring(8, 16, Root["other"], 16));
    }

    [Theory]
    [InlineData("states = 1", 1, 4, null)]
    [InlineData("edges = 7 do not close", 8, 7, null)]
    [InlineData("ask for 3 labels", 8, 17, 2)]
    public void What_makes_no_ring_is_refused(string expected, int states, int edges, int? labels) =>
        Assert.Contains(expected, Assert.Throws<ArgumentOutOfRangeException>(() => StateMachine.Ring(states, edges, Root, labels)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_random_walk_takes_edges_only_each_as_often_within_four_standard_errors()
    {
        const int steps = 20_000;
        StateMachine ring = StateMachine.Ring(4, 8, Root["walk"]);
        Walk walk = ring.RandomWalk(steps, Root["steps"], from: 2);
        Assert.Equal((2, steps, steps + 1), (walk.States[0], walk.Steps, walk.States.Count));
        for (int step = 0; step < steps; step++)
            Assert.Equal(new(walk.States[step], walk.Stimuli[step], walk.States[step + 1], -1), ring.IndexedEdges[walk.Edges[step]]);
        foreach (IGrouping<int, int> taken in walk.Edges.GroupBy(edge => ring.IndexedEdges[edge].From))
        {
            double share = 1.0 / ring.Leaving(taken.Key).Count, visits = taken.Count();
            Assert.Equal(ring.Leaving(taken.Key), taken.Distinct().Order());
            Assert.All(taken.CountBy(edge => edge), count => Assert.InRange(count.Value, (visits * share) - (4 * Math.Sqrt(visits * share)), (visits * share) + (4 * Math.Sqrt(visits * share))));
        }
    }

    [Fact]
    public void A_walk_into_a_state_without_way_out_says_where_it_ended()
    {
        StateMachine machine = new("m", "a", [new("a", "x", "b"), new("b", "x", "c")]);
        Assert.Equal(["a", "b", "c"], machine.RandomWalk(2, Root).StateNames);
        Assert.Contains("after 2 the walk is in \"c\"", Assert.Throws<ArgumentException>(() => machine.RandomWalk(3, Root)).Message, StringComparison.Ordinal);
    }
}
