using System.Globalization;
using Mho.Vsa.Machines.Regular;

namespace Mho.Vsa.Machines;

public sealed partial class StateMachine
{
    /// <summary>The least machine that tells whether a text, read character by character, matches a regular expression as a whole.</summary>
    /// <remarks>
    /// Characters, <c>.</c>, classes <c>[ab]</c>, <c>[a-c]</c>, <c>[^a]</c>, groups, <c>|</c>, <c>*</c>, <c>+</c>, <c>?</c>, <c>{m}</c>, <c>{m,}</c>, <c>{m,n}</c>; a backslash before a sign makes it
    /// a character. <c>.</c> and <c>[^a]</c> are of the alphabet. By Thompson's automaton, the subset construction and Hopcroft's minimisation; states <c>q0</c>, <c>q1</c>, … are numbered as a
    /// search in breadth finds them. As a stimulus without edge leaves a machine where it is, which is not what an expression means by a character that does not match, every state has an edge for
    /// every character, if need be to <c>reject</c>; a character outside the alphabet still leaves the machine where it is.
    /// </remarks>
    /// <param name="pattern">The expression.</param>
    /// <param name="alphabet">The characters that the machine reads; those that the expression names if null.</param>
    /// <param name="deadEnd">What becomes of a text that cannot match any more.</param>
    /// <exception cref="InputException">The expression is faulty or its machine too large; says at which character and what to write instead.</exception>
    public static StateMachine FromRegex(string pattern, string? alphabet = null, DeadEnd deadEnd = DeadEnd.Reject)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Expression expression = Pattern.Read(pattern);
        Alphabet letters = new(pattern, expression, alphabet);
        CompleteAutomaton least = Minimisation.Run(CompleteAutomaton.Of(pattern, new NondeterministicAutomaton(pattern, expression, letters), letters.Count));

        // Of the least automaton one state at most leads nowhere else and does not accept. The start keeps its name even if it is that one.
        int dead = Enumerable.Range(1, least.Count - 1)
            .FirstOrDefault(state => !least.Accepting[state] && least.Next.AsSpan(state * least.Letters, least.Letters).IndexOfAnyExcept(state) < 0, -1);
        string[] names = [.. Enumerable.Range(0, least.Count).Select(state => state == dead ? "reject" : string.Create(CultureInfo.InvariantCulture, $"q{state - (dead >= 0 && state > dead ? 1 : 0)}"))];
        bool stays = deadEnd == DeadEnd.Stay;
        IEnumerable<Edge> edges =
            from state in Enumerable.Range(0, least.Count)
            from letter in Enumerable.Range(0, least.Letters)
            let to = least.Next[(state * least.Letters) + letter]
            where !stays || to != dead
            select new Edge(names[state], letters[letter], names[to]);
        return new($"/{pattern}/", names[0], [.. edges], [.. names.Where((_, state) => least.Accepting[state])], [.. names.Where((_, state) => !stays || state != dead)]);
    }
}
