using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>Stimuli that sum to nearly nothing over every state.</summary>
/// <remarks>
/// Over the k ones of a state a drawn stimulus sums to 0 ± √k, and an edge adds that sum to its target's field and takes it from the state's own: at k = 32 one of
/// forty half transitions goes astray, in spiking networks, where traces of neurons just masked live on, more at any k. Flipping components until sums vanish cures it.
/// How near to nothing they come depends on how many states share a neuron: of 100 ones among 4,000 the largest sum is 6 over 600 states and 10 over 1,400, where 38 and 40 are drawn.
/// </remarks>
public static class BalancedStimuli
{
    private const int Sweeps = 30, Passes = 200;

    /// <summary>The stimulus with components flipped until no sum is larger than k/60 + 2, or where that is not reached until no flip lowers the sum of the squares of all sums.</summary>
    /// <param name="stimulus">As drawn.</param>
    /// <param name="states">All that is stored: states and edge states.</param>
    /// <param name="key">Which components are flipped.</param>
    public static Bipolar Balance(Bipolar stimulus, IReadOnlyList<SparseBinary> states, Key key)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        ArgumentNullException.ThrowIfNull(states);
        if (states.FirstOrDefault(state => state.Length != stimulus.Length) is SparseBinary other)
            throw new ArgumentException($"a state of {other.Length} components and a stimulus of {stimulus.Length}; give both one length.", nameof(states));
        ulong[] words = stimulus.Words.ToArray();
        long draw = 0;
        int enough = states.Count == 0 ? 0 : (states[0].Count / 60) + 2;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (SparseBinary state in states)
                draw = Flip(words, state, key, draw);
            if (states.All(state => Math.Abs(Sum(words, state.Ones)) <= enough))
                return Bipolar.From(words, stimulus.Length);
        }

        // States that share many neurons undo each other's sums without end.
        return Descended(stimulus, states);
    }

    /// <summary>The largest sum of a stimulus over any state; 0 of none.</summary>
    public static int Largest(Bipolar stimulus, IReadOnlyList<SparseBinary> states) => states.Select(state => Math.Abs(state.Sum(stimulus))).DefaultIfEmpty().Max();

    // Components of the sign that there is too much of, drawn until the state's sum is at most 1.
    private static long Flip(ulong[] words, SparseBinary state, Key key, long draw)
    {
        for (int sum = Sum(words, state.Ones); Math.Abs(sum) > 1;)
        {
            int one = state.Ones[key.Integer(draw++, state.Count)];
            if ((words[one >> 6] >> (one & 63) & 1) != (sum > 0 ? 1ul : 0))
                continue;
            words[one >> 6] ^= 1ul << (one & 63);
            sum -= 2 * Math.Sign(sum);
        }

        return draw;
    }

    // Flips one component after the other where Σ sum² falls by it: (sum − 2 s)² − sum² = 4 (1 − s sum) for each state that it is part of.
    private static Bipolar Descended(Bipolar stimulus, IReadOnlyList<SparseBinary> states)
    {
        int[] sums = [.. states.Select(state => state.Sum(stimulus))];
        List<int>[] memberships = [.. Enumerable.Range(0, stimulus.Length).Select(_ => new List<int>())];
        for (int v = 0; v < states.Count; v++)
        {
            foreach (int one in states[v].Ones)
                memberships[one].Add(v);
        }

        sbyte[] components = [.. Enumerable.Range(0, stimulus.Length).Select(i => (sbyte)stimulus[i])];
        bool flipped = true;
        for (int pass = 0; pass < Passes && flipped; pass++)
        {
            flipped = false;
            for (int i = 0; i < components.Length; i++)
            {
                int s = components[i], change = 0;
                foreach (int v in memberships[i])
                    change += 1 - (s * sums[v]);
                if (change >= 0)
                    continue;
                foreach (int v in memberships[i])
                    sums[v] -= 2 * s;
                (components[i], flipped) = ((sbyte)-s, true);
            }
        }

        return Bipolar.From(components);
    }

    private static int Sum(ulong[] words, ReadOnlySpan<int> ones)
    {
        int positive = 0;
        foreach (int one in ones)
            positive += (int)(words[one >> 6] >> (one & 63) & 1);
        return (2 * positive) - ones.Length;
    }
}
