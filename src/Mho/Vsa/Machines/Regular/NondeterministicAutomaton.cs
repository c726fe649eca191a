namespace Mho.Vsa.Machines.Regular;

/// <summary>Thompson's automaton of an expression: a state either reads one character of a set and goes on, or goes on without reading to any number of states.</summary>
/// <remarks>K. Thompson, Regular expression search algorithm, Communications of the ACM 11, 419 (1968). Counted repetition copies its part.</remarks>
internal sealed class NondeterministicAutomaton
{
    /// <summary>Most states: a larger automaton is no machine that anybody stores in a network.</summary>
    public const int Maximum = 8192;

    private readonly string _pattern;
    private readonly Alphabet _alphabet;
    private readonly List<(int[] Letters, int To)?> _reads = [];
    private readonly List<List<int>> _silent = [];

    /// <summary>The automaton of an expression.</summary>
    /// <exception cref="InputException">It has more states than <see cref="Maximum"/>.</exception>
    public NondeterministicAutomaton(string pattern, Expression expression, Alphabet alphabet)
    {
        (_pattern, _alphabet) = (pattern, alphabet);
        End = Silent();
        Start = Before(expression, End);
    }

    /// <summary>Where it begins.</summary>
    public int Start { get; }

    /// <summary>Where what was read is accepted.</summary>
    public int End { get; }

    /// <summary>How many states there are.</summary>
    public int Count => _reads.Count;

    /// <summary>What a state reads and where it goes then; null for one that reads nothing.</summary>
    public (int[] Letters, int To)? Reads(int state) => _reads[state];

    /// <summary>Where a state goes without reading.</summary>
    public IReadOnlyList<int> Silently(int state) => _silent[state];

    // The first state of what reads the expression and then is in the state given. Every part makes a state, so that copies of copies of nothing meet the limit too.
    private int Before(Expression expression, int then)
    {
        switch (expression)
        {
            case Expression.Letter letter:
                return Add((_alphabet.Places(letter), then));
            case Expression.Choice choice:
                return Silent([.. choice.Parts.Select(part => Before(part, then))]);
            case Expression.Sequence sequence:
                int first = Silent(then);
                foreach (Expression part in sequence.Parts.Reverse())
                    first = Before(part, first);
                return first;
            case Expression.Repetition repetition:
                return Repeated(repetition, then);
            default:
                throw new ArgumentException($"{expression.GetType().Name} is no part of an expression.", nameof(expression));
        }
    }

    private int Repeated(Expression.Repetition repetition, int then)
    {
        int next = Silent(then);
        if (repetition.Most is int most)
        {
            for (int copy = repetition.Least; copy < most; copy++)
                next = Silent(Before(repetition.Part, next), then);
        }
        else
        {
            int again = Silent(then);
            _silent[again].Add(Before(repetition.Part, again));
            next = again;
        }

        for (int copy = 0; copy < repetition.Least; copy++)
            next = Before(repetition.Part, next);
        return next;
    }

    private int Silent(params ReadOnlySpan<int> to)
    {
        int state = Add(null);
        _silent[state].AddRange(to);
        return state;
    }

    private int Add((int[] Letters, int To)? reads)
    {
        if (Count == Maximum)
            throw new InputException($"makes an automaton of more than {Maximum} states; repeat less.", field: Pattern.Field(_pattern));
        _reads.Add(reads);
        _silent.Add([]);
        return Count - 1;
    }
}
