using Mho.Numerics;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Machines;

public sealed class KnownMachineTests
{
    private static readonly Key Root = new Key(1)["known"];

    public static TheoryData<string> Names() => [.. StateMachine.KnownNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_machine_that_comes_with_us_has_its_name_and_nothing_doubtful(string name)
    {
        StateMachine machine = StateMachine.Named(name);
        Assert.Equal(name, machine.Name);
        Assert.Empty(machine.Check());
    }

    [Fact]
    public void Another_name_is_refused_with_those_there_are() =>
        Assert.Contains("known are gesture-lock, greek-gods", Assert.Throws<InputException>(() => StateMachine.Named("norse-gods")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_gods_have_the_published_size_and_walk()
    {
        StateMachine gods = StateMachine.Named("greek-gods");
        Assert.Equal((8, 16), (gods.States.Count, gods.Edges.Count));
        Walk walk = gods.Follow("father_is", "father_is", "overthrown_by", "type", "overthrown_by", "type", "consort_is", "overthrown_by");
        Assert.Equal(["Hades", "Kronos", "Uranus", "Kronos", "Kronos", "Zeus", "Zeus", "Hera", "Hera"], walk.StateNames);
        Assert.Equal([null, null, null, "Titans", null, "Olympians", null, null], walk.Outputs);
        // Twice on a row, both ways, and on itself.
        bool Needs(string from, string stimulus) => gods.NeedsEdgeState[gods.EdgeFrom(gods.StateIndex(from), gods.StimulusIndex(stimulus))];
        Assert.True(Needs("Hades", "father_is") && Needs("Rhea", "consort_is") && Needs("Zeus", "type") && Needs("Uranus", "overthrown_by"));
        Assert.False(Needs("Kronos", "father_is") || Needs("Kronos", "overthrown_by"));
    }

    [Fact]
    public void The_vending_machine_neither_makes_nor_keeps_money()
    {
        StateMachine machine = StateMachine.Named("vending-machine");
        Walk walk = machine.RandomWalk(2000, Root["money"]);
        int balance = 0, teas = 0;
        for (int step = 0; step < walk.Steps; step++)
        {
            balance += machine.Stimuli[walk.Stimuli[step]] switch { "coin 10" => 10, "coin 20" => 20, _ => 0 };
            balance -= walk.Outputs[step] switch { null => 0, "tea" => 30, string back => int.Parse(back.Split(' ')[1]) };
            teas += walk.Outputs[step] == "tea" ? 1 : 0;
            Assert.Equal($"{balance} ct", machine.States[walk.States[step + 1]]);
        }

        Assert.True(teas > 100);
    }

    [Fact]
    public void The_lock_is_open_when_the_sequence_was_the_last_since_it_closed()
    {
        StateMachine machine = StateMachine.Named("gesture-lock");
        string[] gestures = ["right", "left", "circle", "tap", "fist"];
        int opened = 0;
        for (int draw = 0; draw < 2000; draw++)
        {
            // "right" comes often enough for the sequence to be met, half done and begun anew.
            string[] given = [.. Enumerable.Range(0, 30).Select(i => gestures[Math.Max(0, Root[draw].Integer(i, 8) - 3)])];
            string since = "";
            bool open = false;
            foreach (string gesture in given)
            {
                if (gesture == "fist")
                    since = open ? "" : since; // no gesture of the sequence: a closed lock does not know it and stays where it is
                else if (!open)
                    since += $" {gesture}";
                open = since.EndsWith(" right right circle tap", StringComparison.Ordinal);
            }

            Assert.Equal(open, machine.Follow(given).Accepted);
            opened += open ? 1 : 0;
        }

        Assert.InRange(opened, 50, 1950);
    }

    [Fact]
    public void The_tokeniser_says_of_every_word_what_a_list_says()
    {
        StateMachine machine = StateMachine.Named("keyword-tokeniser");
        for (int draw = 0; draw < 2000; draw++)
        {
            Key key = Root["words"][draw];
            string text = string.Concat(Enumerable.Range(0, 40).Select(i => "iinntfs    "[key.Integer(i, 11)])) + " ";
            IEnumerable<string> expected = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word is "if" or "in" or "int" or "is" ? $"keyword {word}" : "name");
            Walk walk = machine.Follow(text.Select(letter => letter == ' ' ? "blank" : letter.ToString()));
            Assert.Equal(string.Join(' ', expected), string.Join(' ', walk.Outputs.Where(output => output is not null)));
        }
    }
}
