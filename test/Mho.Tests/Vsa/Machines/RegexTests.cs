using System.Text;
using System.Text.RegularExpressions;
using Mho.Numerics;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Machines;

public sealed class RegexTests
{
    private const string Letters = "abc";
    private static readonly Key Root = new Key(1)["patterns"];

    [Fact]
    public void Thousands_of_random_patterns_accept_what_the_regular_expressions_of_dotnet_match()
    {
        int accepted = 0, asked = 0, states = 0;
        for (int draw = 0; draw < 3000; draw++)
        {
            string pattern = new RandomPattern(Root[draw]).Write(4);
            // Without backtracking: it is an automaton too, but of derivatives, by other people, and never stuck.
            Regex oracle = new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
            StateMachine machine = StateMachine.FromRegex(pattern, Letters);
            states += machine.States.Count;
            foreach (string text in Texts(Root[draw]["texts"], machine))
            {
                bool accepts = Accepts(machine, text), matches = oracle.IsMatch(text);
                Assert.True(accepts == matches, $"{pattern} on \"{text}\": machine {accepts}, .NET {matches}");
                accepted += matches ? 1 : 0;
                asked++;
            }
        }

        // The test says something only if both answers are common and machines are not trivial.
        Assert.InRange((double)accepted / asked, 0.15, 0.85);
        Assert.True(states > 3 * 3000, $"{states} states");
    }

    [Fact]
    public void Machines_are_minimal_as_each_two_states_are_told_apart_by_a_text()
    {
        for (int draw = 0; draw < 500; draw++)
        {
            StateMachine machine = StateMachine.FromRegex(new RandomPattern(Root["minimal"][draw]).Write(4), Letters);
            Assert.Empty(machine.Unreachable);
            Assert.All(machine.IndexedEdges.CountBy(edge => edge.From), count => Assert.Equal(3, count.Value));
            Assert.True(EachTwoDiffer(machine), machine.Name);
        }
    }

    [Fact]
    public void A_known_language_has_its_known_least_machine()
    {
        // The last but two characters are an a: 2³ states, as none of the last three may be forgotten (M. Rabin and D. Scott, 1959).
        StateMachine machine = StateMachine.FromRegex("[ab]*a[ab]{2}");
        Assert.Equal((8, 16), (machine.States.Count, machine.Edges.Count));
        Assert.Equal(-1, machine.StateIndex("reject"));
        Assert.Equal(4, machine.Accepting.Count);
    }

    [Fact]
    public void What_cannot_match_any_more_is_rejected_for_good_unless_it_may_stay()
    {
        StateMachine deciding = StateMachine.FromRegex("a(b|c)*d");
        Assert.Equal(["q0", "q1", "reject", "q2"], deciding.States);
        Assert.Equal(("q0", "q2"), (deciding.Start, Assert.Single(deciding.Accepting)));
        Assert.True(Accepts(deciding, "abccbd"));
        Assert.False(Accepts(deciding, "baabd"));
        StateMachine staying = StateMachine.FromRegex("a(b|c)*d", deadEnd: DeadEnd.Stay);
        Assert.Equal(["q0", "q1", "q2"], staying.States);
        Assert.Equal(4, staying.Edges.Count);
        Assert.True(Accepts(staying, "baabd"));
    }

    [Theory]
    [InlineData("[^a]", "a", "q0", 1)]
    [InlineData(".*", "ab", "q0", 1)]
    [InlineData("", "ab", "q0,reject", 2)]
    [InlineData(@"\*\\\-[\]-]", null, "q0,q1,reject,q2,q3,q4", 6)]
    public void Corners_have_the_states_they_should(string pattern, string? alphabet, string names, int states)
    {
        StateMachine machine = StateMachine.FromRegex(pattern, alphabet);
        Assert.Equal(states, machine.States.Count);
        Assert.Equal(names.Split(',').Order(StringComparer.Ordinal), machine.States.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Characters_beyond_sixteen_bits_are_one_stimulus() => Assert.Equal(["a", "🜍"], StateMachine.FromRegex("a🜍+").Stimuli);

    [Theory]
    [InlineData("a(b", "character 2, (: is not closed")]
    [InlineData("ab)", "character 3, ): closes no group")]
    [InlineData("[ab", "character 1, [: is not closed")]
    [InlineData("a[]", "character 2, [: begins a class of no characters")]
    [InlineData("a[c-a]", "character 3, c: begins a range that ends before it")]
    [InlineData("*a", "character 1, *: has nothing before it")]
    [InlineData("(|+)", "character 3, +: has nothing before it")]
    [InlineData("a*?", "character 3, ?: repeats what is repeated")]
    [InlineData("a{2", "character 2, {: begins no count")]
    [InlineData("a{x}", "character 2, {: begins no count")]
    [InlineData("a{3,1}", "character 2, {: counts from 3 to 1")]
    [InlineData("a{99999999999}", "character 3, 9: counts above 4096")]
    [InlineData("^a", "character 1, ^: is not needed")]
    [InlineData(@"a\d", @"character 2, \: makes only signs")]
    [InlineData(@"a\", @"character 2, \: has nothing behind it")]
    [InlineData("a[b[c]]", "character 4, [: stands in a class")]
    [InlineData("abz", "character 3, z: is not in the alphabet")]
    [InlineData("(((a{99}){99}){99}){99}", "more than 8192 states")]
    [InlineData("(((){4096}){4096}){4096}", "more than 8192 states")]
    [InlineData("[ab]*a[ab]{20}", "more than 4096 states before")]
    public void A_faulty_pattern_is_refused_at_its_character(string pattern, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => StateMachine.FromRegex(pattern, "abx")).Message, StringComparison.Ordinal);

    [Fact]
    public void Characters_that_no_stimulus_can_be_called_are_refused_at_their_place()
    {
        Assert.Contains("character 2,  : is a control character", Assert.Throws<InputException>(() => StateMachine.FromRegex("a\tb")).Message, StringComparison.Ordinal);
        Assert.Contains("character 1, \uFFFD: is a control character or no character", Assert.Throws<InputException>(() => StateMachine.FromRegex("\uD83D")).Message, StringComparison.Ordinal);
        Assert.Contains("reads the character U+007F", Assert.Throws<InputException>(() => StateMachine.FromRegex("[ -\u00A0]")).Message, StringComparison.Ordinal);
        Assert.Contains("reads the character U+000A", Assert.Throws<InputException>(() => StateMachine.FromRegex("a", "a\n")).Message, StringComparison.Ordinal);
        // U+1005C ends in the number of a backslash.
        Assert.Contains("makes only signs", Assert.Throws<InputException>(() => StateMachine.FromRegex("\\\U0001005C")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_pattern_is_refused_in_a_short_line()
    {
        foreach (string pattern in (string[])[new('a', 10_000), new('a', 1_000_000), "(" + new string('a', 10_000)])
            Assert.InRange(Assert.Throws<InputException>(() => StateMachine.FromRegex(pattern)).Message.Length, 20, 400);
    }

    // Every copy of the dot reads the whole alphabet: work that grew with states × copies × characters allocated 27 GiB for a tenth of these characters and half of these copies.
    [Fact]
    public void A_dot_costs_as_much_for_a_thousand_characters_as_for_one()
    {
        long alone = Allocated("a"), all = Allocated(string.Concat(Enumerable.Range(0x4E00, 1000).Select(letter => (char)letter)));
        Assert.InRange(all, 0, alone + (1L << 30)); // the machine itself has 302,000 edges

        static long Allocated(string alphabet)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(302, StateMachine.FromRegex("(.?){300}", alphabet).States.Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Nesting_is_refused_before_the_stack_ends() => Assert.Contains(
        "opens group 201", Assert.Throws<InputException>(() => StateMachine.FromRegex(new string('(', 100_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(".*", "names no character")]
    [InlineData("[ -\uFFFF]", "more than 1024 characters")]
    public void Without_an_alphabet_the_pattern_must_name_it(string pattern, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => StateMachine.FromRegex(pattern)).Message, StringComparison.Ordinal);

    private static bool Accepts(StateMachine machine, string text) => machine.Follow(text.Select(letter => letter.ToString())).Accepted;

    // Random texts match few patterns; walks that turn away from the reject state as long as they can end in accepting states often.
    private static IEnumerable<string> Texts(Key key, StateMachine machine)
    {
        int reject = machine.StateIndex("reject");
        for (int i = 0; i < 12; i++)
        {
            Key text = key[i];
            StringBuilder letters = new();
            int state = machine.StartIndex;
            for (int step = text.Integer(0, 9); step > 0; step--)
            {
                int letter = text.Integer(2 * step, 3);
                for (int turn = 0; turn < 2 && i % 3 > 0 && machine.Next(state, letter) == reject; turn++)
                    letter = (letter + 1) % 3;
                letters.Append(machine.Stimuli[letter]);
                state = machine.Next(state, letter);
            }

            yield return letters.ToString();
        }
    }

    // Fills the table of pairs that some text tells apart, from the empty text on (E. Moore, 1956).
    private static bool EachTwoDiffer(StateMachine machine)
    {
        int n = machine.States.Count;
        bool[,] differ = new bool[n, n];
        bool grew = true;
        while (grew)
        {
            grew = false;
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; b < n; b++)
                {
                    if (!differ[a, b] && (machine.IsAccepting(a) != machine.IsAccepting(b) || Enumerable.Range(0, 3).Any(letter => differ[machine.Next(a, letter), machine.Next(b, letter)])))
                        grew = differ[a, b] = true;
                }
            }
        }

        return Enumerable.Range(0, n).All(a => Enumerable.Range(0, n).All(b => differ[a, b] == (a != b)));
    }

    private sealed class RandomPattern(Key key)
    {
        private int _drawn;

        public string Write(int depth) => (depth == 0 ? Draw(3) : Draw(10)) switch
        {
            0 => Letters[Draw(3)].ToString(),
            1 => Draw(4) == 0 ? "." : $"[{(Draw(2) == 0 ? "^" : "")}{Letters[Draw(3)]}{Letters[Draw(3)]}]",
            2 => $"{(Draw(5) == 0 ? "[a-b]" : "")}{Letters[Draw(3)]}",
            3 => $"({Write(depth - 1)}|{Write(depth - 1)})",
            4 => $"({Write(depth - 1)}|{(Draw(3) == 0 ? "" : Write(depth - 1))}|{Write(depth - 1)})",
            5 => $"({Write(depth - 1)}){"*+?"[Draw(3)]}",
            6 => $"({Write(depth - 1)}){{{Draw(3)},{2 + Draw(2)}}}",
            7 => $"({Write(depth - 1)}){{{Draw(3)}{(Draw(2) == 0 ? "," : "")}}}",
            _ => Write(depth - 1) + Write(depth - 1),
        };

        private int Draw(int below) => key.Integer(_drawn++, below);
    }
}
