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
        Known([automaton.Start]);
        for (int state = 0; state < sets.Count; state++)
        {
            List<int>[] reached = [.. Enumerable.Range(0, letters).Select(_ => new List<int>())];
            foreach ((int[] read, int to) in sets[state].Select(automaton.Reads).OfType<(int[], int)>())
            {
                foreach (int letter in read)
                    reached[letter].Add(to);
            }

            next.AddRange(reached.Select(Known));
        }

        return new([.. next], [.. sets.Select(set => set.Contains(automaton.End))], letters);

        int Known(IEnumerable<int> from)
        {
            int[] set = Closure(automaton, from);
            string name = string.Create(set.Length, set, static (letters, set) =>
            {
                for (int i = 0; i < set.Length; i++)
                    letters[i] = (char)set[i]; // the automaton has far fewer states than there are characters
            });
            if (!known.TryGetValue(name, out int state))
            {
                if (sets.Count == Maximum)
                    throw new InputException($"makes a machine of more than {Maximum} states before it is made smaller; write a simpler one.", field: $"pattern \"{pattern}\"");
                known.Add(name, state = sets.Count);
                sets.Add(set);
            }

            return state;
        }
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
