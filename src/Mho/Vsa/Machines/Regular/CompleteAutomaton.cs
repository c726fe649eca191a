using System.Text;

namespace Mho.Vsa.Machines.Regular;

/// <summary>A deterministic automaton with an edge for every character in every state; state 0 is the start.</summary>
/// <param name="Next">The state that character c leads to from state s, at place s · <paramref name="Letters"/> + c.</param>
/// <param name="Accepting">Whether what was read is accepted, for each state.</param>
/// <param name="Letters">How many characters there are.</param>
internal sealed record CompleteAutomaton(int[] Next, bool[] Accepting, int Letters)
{
    /// <summary>Most states; a pattern of a few characters can make exponentially many.</summary>
    public const int Maximum = 4096;

    /// <summary>How many states there are.</summary>
    public int Count => Accepting.Length;

    /// <summary>The sets of states that a nondeterministic automaton can be in, each as one state (the subset construction); in the order in which a search in breadth finds them.</summary>
    /// <exception cref="InputException">There are more than <see cref="Maximum"/>.</exception>
    public static CompleteAutomaton Of(string pattern, NondeterministicAutomaton automaton, int letters)
    {
        List<int[]> sets = [];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        List<int> next = [];
        int[] kinds = Kinds(automaton, letters);
        int kindCount = kinds.Max() + 1;
        (int[] Kinds, int To)[] reads = [.. Enumerable.Range(0, automaton.Count)
            .Select(state => automaton.Reads(state) is var (read, to) ? (read.Select(letter => kinds[letter]).Distinct().ToArray(), to) : ([], 0))];
        Known(Closure(automaton, [automaton.Start]));
        for (int state = 0; state < sets.Count; state++)
        {
            List<int>[] reached = [.. Enumerable.Range(0, kindCount).Select(_ => new List<int>())];
            foreach ((int[] read, int to) in sets[state].Select(place => reads[place]))
            {
                foreach (int kind in read)
                    reached[kind].Add(to);
            }

            int[] then = [.. reached.Select(places => Known(Closure(automaton, places)))];
            next.AddRange(kinds.Select(kind => then[kind]));
        }

        return new([.. next], [.. sets.Select(set => set.Contains(automaton.End))], letters);

        int Known(int[] set)
        {
            string name = Name(set);
            if (!known.TryGetValue(name, out int state))
            {
                if (sets.Count == Maximum)
                    throw new InputException($"makes a machine of more than {Maximum} states before it is made smaller; write a simpler one.", field: Pattern.Field(pattern));
                known.Add(name, state = sets.Count);
                sets.Add(set);
            }

            return state;
        }
    }

    // Places as a text; the automaton has far fewer states than there are characters.
    private static string Name(int[] places) => string.Create(places.Length, places, static (letters, places) =>
    {
        for (int i = 0; i < letters.Length; i++)
            letters[i] = (char)places[i];
    });

    // Characters that every state reads alike are of one kind, counted from 0: a dot costs as much for a thousand characters as for one.
    private static int[] Kinds(NondeterministicAutomaton automaton, int letters)
    {
        StringBuilder[] readers = [.. Enumerable.Range(0, letters).Select(_ => new StringBuilder())];
        HashSet<string> sets = new(StringComparer.Ordinal);
        foreach ((int[] read, _) in Enumerable.Range(0, automaton.Count).Select(automaton.Reads).OfType<(int[], int)>())
        {
            if (!sets.Add(Name(read)))
                continue;
            foreach (int letter in read)
                readers[letter].Append((char)sets.Count);
        }

        NameList kinds = new();
        return Array.ConvertAll(readers, reader => kinds.Add(reader.ToString()));
    }

    // The states that can be reached without reading, as far as they read or accept, in order; the others say nothing about what follows.
    private static int[] Closure(NondeterministicAutomaton automaton, IEnumerable<int> from)
    {
        HashSet<int> reached = [.. from];
        Stack<int> next = new(reached);
        while (next.TryPop(out int state))
        {
            foreach (int to in automaton.Silently(state).Where(reached.Add))
                next.Push(to);
        }

        return [.. reached.Where(state => state == automaton.End || automaton.Reads(state) is not null).Order()];
    }
}
