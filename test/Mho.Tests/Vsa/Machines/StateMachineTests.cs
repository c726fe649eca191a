using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Machines;

public sealed class StateMachineTests
{
    private static readonly StateMachine Lock = new("coin lock", start: "locked",
    [
        new("locked", "coin", "open", "click"),
        new("open", "push", "locked"),
        new("open", "coin", "open", "thanks"),
    ], accepting: ["open"]);

    [Fact]
    public void Names_have_places_in_the_order_of_first_use()
    {
        Assert.Equal(["locked", "open"], Lock.States);
        Assert.Equal(["coin", "push"], Lock.Stimuli);
        Assert.Equal(["click", "thanks"], Lock.Outputs);
        Assert.Equal([new(0, 0, 1, 0), new(1, 1, 0, -1), new(1, 0, 1, 1)], Lock.IndexedEdges);
        Assert.Equal((0, 1, -1), (Lock.StartIndex, Lock.StimulusIndex("push"), Lock.StimulusIndex("kick")));
    }

    [Fact]
    public void Machines_are_equal_where_names_states_edges_and_accepting_states_are()
    {
        StateMachine Made(string name = "m", string start = "a", string output = "o", string accepting = "b", string states = "a,b") =>
            new(name, start, [new("a", "x", "b", output), new("b", "x", "a")], [accepting], states.Split(','));
        Assert.Equal(Made(), Made());
        Assert.Equal(Made().GetHashCode(), Made().GetHashCode());
        foreach (StateMachine other in (StateMachine[])[Made(name: "n"), Made(start: "b"), Made(output: "p"), Made(accepting: "a"), Made(states: "b,a")])
            Assert.NotEqual(Made(), other);
    }

    [Fact]
    public void Next_is_minus_one_where_there_is_no_edge()
    {
        Assert.Equal((1, -1, 1, 0), (Lock.Next(0, 0), Lock.Next(0, 1), Lock.Next(1, 0), Lock.Next(1, 1)));
        Assert.Equal((-1, -1), (Lock.Next(0, -1), Lock.Next(0, 2)));
    }

    [Fact]
    public void An_invalid_or_unknown_stimulus_leaves_the_machine_where_it_is()
    {
        Walk walk = Lock.Follow("push", "coin", "kick", "coin", "push");
        Assert.Equal(["locked", "locked", "open", "open", "open", "locked"], walk.StateNames);
        Assert.Equal([null, "click", null, "thanks", null], walk.Outputs);
        Assert.Equal([1, 0, -1, 0, 1], walk.Stimuli);
        Assert.Equal([-1, 0, -1, 2, 1], walk.Edges);
        Assert.False(walk.Accepted);
        Assert.True(Lock.Follow("coin").Accepted);
        Assert.Equal([1, 0], Lock.Follow([1], from: 1).States);
    }

    [Fact]
    public void Edges_need_an_edge_state_where_the_next_state_knows_the_same_stimulus()
    {
        // coin: locked → open has a loop for coin behind it; push: open → locked has none; the loop has itself.
        Assert.Equal([true, false, true], Lock.NeedsEdgeState);
        StateMachine consorts = new("consorts", "Kronos", [new("Kronos", "consort_is", "Rhea"), new("Rhea", "consort_is", "Kronos"), new("Kronos", "father_is", "Uranus")]);
        Assert.Equal([true, true, false], consorts.NeedsEdgeState);
    }

    [Fact]
    public void Check_names_states_out_of_reach_and_states_without_way_out()
    {
        StateMachine machine = new("m", "a", [new("a", "x", "b"), new("b", "x", "b"), new("c", "x", "d"), new("d", "x", "c")]);
        Assert.Equal([2, 3], machine.Unreachable);
        Assert.Equal([(Severity.Error, "c"), (Severity.Error, "d"), (Severity.Note, "b")], machine.Check().Select(finding => (finding.Severity, finding.Where)));
        Assert.Contains("\"c\", \"d\"", Assert.Throws<InputException>(machine.Checked).Message, StringComparison.Ordinal);
        Assert.Same(Lock, Lock.Checked());
        Assert.Empty(Lock.Check());
    }

    [Theory]
    [InlineData("a --x--> b", "a", "x", "b", "a", "x", "c")]
    [InlineData("a --x--> c", "a", "x", "b", "a", "x", "c")]
    [InlineData("edge 1 has no name", "a", "x", "b", "b", "", "c")]
    [InlineData("control characters", "a", "x\n", "b", "b", "x", "c")]
    public void Edges_that_contradict_or_have_no_name_are_refused(string expected, params string[] names) => Assert.Contains(
        expected, Assert.Throws<ArgumentException>(() => new StateMachine("m", "a", [new(names[0], names[1], names[2]), new(names[3], names[4], names[5])])).Message, StringComparison.Ordinal);

    // A file would hold another character in its place, and the machine out of it be another one. Attributes are files too: names are made here.
    [Fact]
    public void Names_with_half_a_character_are_refused()
    {
        foreach (string half in (string[])["\uD83D", "\uD83Db", "b\uDF0D", "\uDF0D\uD83D"])
        {
            Assert.Contains("half a character", Assert.Throws<ArgumentException>(() => new StateMachine("m", "a", [new("a", "x", half)])).Message, StringComparison.Ordinal);
            Assert.Contains("half a character", Assert.Throws<ArgumentException>(() => new StateMachine("m", "a", [new("a", half, "b")])).Message, StringComparison.Ordinal);
        }

        Assert.Equal("\U0001F30D", new StateMachine("m", "a", [new("a", "\U0001F30D", "b")]).Stimuli[0]);
    }

    [Theory]
    [InlineData("no state is called \"c\"", "a", "a,b", "")]
    [InlineData("\"a\" is listed twice", "a", "a,b,c,a", "")]
    [InlineData("the start: no state is called \"z\"", "z", "a,b,c", "")]
    [InlineData("an accepting state: no state is called \"q\"", "a", null, "q")]
    [InlineData("\"b\" is said to accept twice", "a", null, "b,b")]
    public void States_that_are_unknown_or_told_twice_are_refused(string expected, string start, string? states, string accepting) => Assert.Contains(expected, Assert.Throws<ArgumentException>(() =>
        new StateMachine("m", start, [new("a", "x", "b"), new("b", "x", "c")], accepting.Split(',', StringSplitOptions.RemoveEmptyEntries), states?.Split(','))).Message, StringComparison.Ordinal);
}
