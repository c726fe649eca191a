using System.Globalization;
using Mho.Numerics;

namespace Mho.Vsa.Machines;

public sealed partial class StateMachine
{
    /// <summary>States in a ring and more edges between random ones: what capacity is measured with.</summary>
    /// <remarks>
    /// Edge i &lt; <paramref name="states"/> leads from state i to the next, so that no state is out of reach; each further one from a random state to a random other one, and several may join the
    /// same two. Without <paramref name="labels"/> every edge has a stimulus of its own, the worst case for a network (M. Cotteret et al., Neural Computation 36, 549 (2024), capacity of the dense
    /// network); with them an edge takes at random one of those that its first state does not use yet.
    /// </remarks>
    /// <param name="states">Number of states, 2 or more.</param>
    /// <param name="edges">Number of edges, at least that of the states.</param>
    /// <param name="key">Chooses the further edges and the labels.</param>
    /// <param name="labels">Number of stimuli to choose from, at least edges / states; null for one to each edge.</param>
    public static StateMachine Ring(int states, int edges, Key key, int? labels = null)
    {
        if (states < 2)
            throw new ArgumentOutOfRangeException(nameof(states), $"states = {states}, and a ring has 2 or more.");
        if (edges < states)
            throw new ArgumentOutOfRangeException(nameof(edges), $"edges = {edges} do not close a ring of {states} states; ask for {states} or more.");
        if (labels is int most && (most < 1 || edges > (long)states * most))
        {
            throw new ArgumentOutOfRangeException(nameof(labels),
                $"labels = {most} tell at most {(long)states * Math.Max(0, most)} edges of {states} states apart, and there are {edges}; ask for {(edges + states - 1) / states} labels or more.");
        }

        Key sources = key["sources"], targets = key["targets"], stimuli = key["labels"];
        List<int>[] free = [.. Enumerable.Range(0, states).Select(_ => Enumerable.Range(0, labels ?? 0).ToList())];
        List<int> open = [.. Enumerable.Range(0, states)];
        Edge[] made = new Edge[edges];
        for (int i = 0; i < edges; i++)
        {
            int from = i < states ? i : open[sources.Integer(i, open.Count)];
            int to = (from + 1 + (i < states ? 0 : targets.Integer(i, states - 1))) % states;
            int label = i;
            if (labels is not null)
            {
                int drawn = stimuli.Integer(i, free[from].Count);
                label = free[from][drawn];
                free[from].RemoveAt(drawn);
                if (free[from].Count == 0)
                    open.Remove(from);
            }

            made[i] = new(Numbered('z', from), Numbered('s', label), Numbered('z', to));
        }

        return new($"ring of {states} states and {edges} edges", Numbered('z', 0), made, states: [.. Enumerable.Range(0, states).Select(state => Numbered('z', state))]);
    }

    private static string Numbered(char letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
}
