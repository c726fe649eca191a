using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>Stimuli that sum to nearly nothing over every state.</summary>
/// <remarks>
/// Over the k ones of a state a drawn stimulus sums to 0 ± √k, and an edge adds that sum to its target's field and takes it from the state's own: at k = 32 one of
/// forty half transitions goes astray, in spiking networks, where traces of neurons just masked live on, more at any k. Flipping components until sums vanish cures it.
/// </remarks>
public static class BalancedStimuli
{
    private const int Sweeps = 30;

    /// <summary>The stimulus with as few components flipped as sweeps over the states take until every sum is at most 1, or at most k/60 + 2 after 30 of them.</summary>
    /// <param name="stimulus">As drawn.</param>
    /// <param name="states">All that is stored: states and edge states.</param>
    /// <param name="key">Which components are flipped.</param>
    public static Bipolar Balance(Bipolar stimulus, IReadOnlyList<SparseBinary> states, Key key)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        ArgumentNullException.ThrowIfNull(states);
        ulong[] words = stimulus.Words.ToArray();
        long draw = 0;
        int enough = states.Count == 0 ? 0 : (states[0].Count / 60) + 2;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (SparseBinary state in states)
                draw = Flip(words, state, key, draw);
            if (states.All(state => Math.Abs(Sum(words, state.Ones)) <= enough))
                break;
        }

        return Bipolar.From(words, stimulus.Length);
    }

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

    /// <summary>The largest sum of a stimulus over any state.</summary>
    public static int Largest(Bipolar stimulus, IReadOnlyList<SparseBinary> states) => states.Max(state => Math.Abs(state.Sum(stimulus)));

    private static int Sum(ulong[] words, ReadOnlySpan<int> ones)
    {
        int positive = 0;
        foreach (int one in ones)
            positive += (int)(words[one >> 6] >> (one & 63) & 1);
        return (2 * positive) - ones.Length;
    }
}
