namespace Mho.Vsa.Machines.Regular;

/// <summary>Joins states that no text tells apart, in O(n k log n) for n states and k characters.</summary>
/// <remarks>
/// J. Hopcroft, An n log n algorithm for minimizing states in a finite automaton (1971): blocks of states are split by whether a character leads into a splitter; of the halves of a block that has
/// been a splitter the smaller one is enough. States of a block lie side by side in one array, those that are to be split off first.
/// </remarks>
internal sealed class Minimisation
{
    private readonly int[] _states, _places, _blockOf;
    private readonly List<int> _first = [], _end = [], _marked = [];
    private readonly Stack<int> _splitters = new();
    private readonly HashSet<int> _waiting = [];

    private Minimisation(CompleteAutomaton automaton)
    {
        int n = automaton.Count;
        _states = [.. Enumerable.Range(0, n).OrderBy(state => automaton.Accepting[state])];
        _places = new int[n];
        _blockOf = new int[n];
        for (int i = 0; i < n; i++)
            _places[_states[i]] = i;
        int refusing = automaton.Accepting.Count(accepting => !accepting);
        foreach ((int first, int end) in new[] { (0, refusing), (refusing, n) })
        {
            if (first < end)
                Wait(Block(first, end));
        }
    }

    /// <summary>The least automaton that accepts the same texts; its states in the order in which a search in breadth finds them.</summary>
    public static CompleteAutomaton Run(CompleteAutomaton automaton)
    {
        Minimisation work = new(automaton);
        ILookup<int, int>[] from = [.. Enumerable.Range(0, automaton.Letters)
            .Select(letter => Enumerable.Range(0, automaton.Count).ToLookup(state => automaton.Next[(state * automaton.Letters) + letter]))];
        while (work._splitters.TryPop(out int splitter))
        {
            work._waiting.Remove(splitter);
            // As it is now: the splitter itself may be split on the way.
            int[] into = work._states[work._first[splitter]..work._end[splitter]];
            foreach (ILookup<int, int> letter in from)
                work.Split(into.SelectMany(state => letter[state]));
        }

        return work.Joined(automaton);
    }

    private void Split(IEnumerable<int> states)
    {
        List<int> touched = [];
        foreach (int state in states)
        {
            int block = _blockOf[state];
            if (_marked[block] == 0)
                touched.Add(block);
            Swap(_places[state], _first[block] + _marked[block]++);
        }

        foreach (int block in touched)
        {
            int middle = _first[block] + _marked[block], end = _end[block];
            _marked[block] = 0;
            if (middle == end)
                continue;
            _end[block] = middle;
            int other = Block(middle, end);
            Wait(_waiting.Contains(block) || end - middle < middle - _first[block] ? other : block);
        }
    }

    private int Block(int first, int end)
    {
        _first.Add(first);
        _end.Add(end);
        _marked.Add(0);
        for (int i = first; i < end; i++)
            _blockOf[_states[i]] = _first.Count - 1;
        return _first.Count - 1;
    }

    private void Wait(int block)
    {
        if (_waiting.Add(block))
            _splitters.Push(block);
    }

    private void Swap(int a, int b)
    {
        (_states[a], _states[b]) = (_states[b], _states[a]);
        (_places[_states[a]], _places[_states[b]]) = (a, b);
    }

    private CompleteAutomaton Joined(CompleteAutomaton automaton)
    {
        List<int> order = [_blockOf[0]];
        Dictionary<int, int> number = new() { [_blockOf[0]] = 0 };
        List<int> next = [];
        for (int i = 0; i < order.Count; i++)
        {
            int any = _states[_first[order[i]]];
            for (int letter = 0; letter < automaton.Letters; letter++)
            {
                int to = _blockOf[automaton.Next[(any * automaton.Letters) + letter]];
                if (number.TryAdd(to, order.Count))
                    order.Add(to);
                next.Add(number[to]);
            }
        }

        return new([.. next], [.. order.Select(block => automaton.Accepting[_states[_first[block]]])], automaton.Letters);
    }
}
