using Mho.Numerics;

namespace Mho.Vsa.Machines;

public sealed partial class StateMachine
{
    private int[][]? _leaving;

    /// <summary>Places of the edges that leave a state, in the order of <see cref="Edges"/>.</summary>
    /// <param name="state">Place of a state.</param>
    public IReadOnlyList<int> Leaving(int state) => (_leaving ??= EdgesBy(edge => edge.From))[state];

    /// <summary>Takes the stimuli one after the other.</summary>
    /// <param name="stimuli">Places of stimuli; any other number is one that the machine does not know, and stays.</param>
    /// <param name="from">Place of the first state; the start if null.</param>
    public Walk Follow(IEnumerable<int> stimuli, int? from = null)
    {
        ArgumentNullException.ThrowIfNull(stimuli);
        List<int> given = [], states = [First(from)], edges = [];
        foreach (int stimulus in stimuli)
        {
            int edge = EdgeFrom(states[^1], stimulus);
            given.Add(stimulus >= 0 && stimulus < Stimuli.Count ? stimulus : -1);
            edges.Add(edge);
            states.Add(edge >= 0 ? IndexedEdges[edge].To : states[^1]);
        }

        return new(this, given, states, edges);
    }

    /// <summary>Takes the stimuli of those names one after the other; one that the machine does not know leaves it where it is.</summary>
    /// <param name="stimuli">Names of stimuli.</param>
    public Walk Follow(params IEnumerable<string> stimuli) => Follow(stimuli.Select(StimulusIndex));

    /// <summary>A walk along edges, each of those that leave the present state being as likely.</summary>
    /// <param name="steps">Number of edges, 0 or more.</param>
    /// <param name="key">Chooses them; number k of it the k-th.</param>
    /// <param name="from">Place of the first state; the start if null.</param>
    /// <exception cref="ArgumentException">The walk came to a state that no edge leaves.</exception>
    public Walk RandomWalk(int steps, Key key, int? from = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        int[] stimuli = new int[steps];
        int state = First(from);
        for (int step = 0; step < steps; step++)
        {
            IReadOnlyList<int> leaving = Leaving(state);
            if (leaving.Count == 0)
                throw new ArgumentException($"steps = {steps}, and after {step} the walk is in \"{States[state]}\", which no edge leaves; walk less far or add an edge.", nameof(steps));
            IndexedEdge edge = IndexedEdges[leaving[key.Integer(step, leaving.Count)]];
            stimuli[step] = edge.Stimulus;
            state = edge.To;
        }

        return Follow(stimuli, from);
    }

    private int First(int? from)
    {
        int state = from ?? StartIndex;
        return state >= 0 && state < States.Count
            ? state
            : throw new ArgumentOutOfRangeException(nameof(from), $"from = {state} is no place of a state; there are {States.Count}, counted from 0.");
    }

    private int[][] EdgesBy(Func<IndexedEdge, int> state)
    {
        ILookup<int, int> edges = Enumerable.Range(0, IndexedEdges.Count).ToLookup(place => state(IndexedEdges[place]));
        return [.. Enumerable.Range(0, States.Count).Select(place => edges[place].ToArray())];
    }
}
