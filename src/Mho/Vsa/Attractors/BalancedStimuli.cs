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
    /// <param name="passing">f_s, of <see cref="SparsePatterns.Passing"/>; sums and their limits are then in units of half a flip.</param>
    public static Bipolar Balance(Bipolar stimulus, IReadOnlyList<SparseBinary> states, Key key, double passing = 0.5)
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
                draw = Flip(words, state, key, draw, passing);
            if (states.All(state => Math.Abs(Sum(words, state.Ones, passing)) <= enough))
                return Bipolar.From(words, stimulus.Length);
        }

        // States that share many neurons undo each other's sums without end.
        return Descended(stimulus, states, passing);
    }

    /// <summary>The largest sum of a stimulus over any state; 0 of none.</summary>
    public static int Largest(Bipolar stimulus, IReadOnlyList<SparseBinary> states) => states.Select(state => Math.Abs(state.Sum(stimulus))).DefaultIfEmpty().Max();

    // Components of the sign that there is too much of, drawn until the state's sum is at most 1.
    private static long Flip(ulong[] words, SparseBinary state, Key key, long draw, double passing)
    {
        for (double sum = Sum(words, state.Ones, passing); Math.Abs(sum) > 1;)
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
    private static Bipolar Descended(Bipolar stimulus, IReadOnlyList<SparseBinary> states, double passing)
    {
        double[] sums = [.. states.Select(state => Sum(stimulus.Words, state.Ones, passing))];
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
                int s = components[i];
                double change = 0;
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

    // (Σ s) · 2 (1 − f_s): at ½ the sum itself, and always 2 less for a component that is flipped from 1.
    private static double Sum(ReadOnlySpan<ulong> words, ReadOnlySpan<int> ones, double passing)
    {
        int positive = 0;
        foreach (int one in ones)
            positive += (int)(words[one >> 6] >> (one & 63) & 1);
        return 2 * (positive - (passing * ones.Length));
    }
}
