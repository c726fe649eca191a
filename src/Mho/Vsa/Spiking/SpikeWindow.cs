using System.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Spiking;

/// <summary>Spikes of the last steps, counted neuron by neuron.</summary>
/// <param name="length">N, neurons.</param>
/// <param name="steps">Steps that are remembered.</param>
internal sealed class SpikeWindow(int length, int steps)
{
    private readonly ulong[] _bits = new ulong[steps * Bipolar.WordsOf(length)];
    private readonly float[] _counts = new float[length];
    private int _at;

    /// <summary>Spikes of each neuron [N].</summary>
    public ReadOnlySpan<float> Counts => _counts;

    /// <summary>One more step; the oldest is forgotten.</summary>
    public void Add(ReadOnlySpan<ulong> spikes)
    {
        Span<ulong> oldest = _bits.AsSpan(_at * spikes.Length, spikes.Length);
        _at = _at + 1 == steps ? 0 : _at + 1;
        Count(oldest, -1);
        spikes.CopyTo(oldest);
        Count(spikes, 1);
    }

    /// <summary>The k neurons with the most spikes, of equal ones the first; fewer where fewer spiked.</summary>
    public int[] Most(int count) => Array.FindAll(Largest.Of(_counts, count), neuron => _counts[neuron] > 0);

    /// <summary>Spikes of a state's neurons, and of all others.</summary>
    public (double Active, double Others) Sums(SparseBinary state)
    {
        double all = 0, active = 0;
        foreach (float count in _counts)
            all += count;
        foreach (int one in state.Ones)
            active += _counts[one];
        return (active, all - active);
    }

    private void Count(ReadOnlySpan<ulong> spikes, int change)
    {
        for (int w = 0; w < spikes.Length; w++)
        {
            for (ulong word = spikes[w]; word != 0; word &= word - 1)
                _counts[(w << 6) + BitOperations.TrailingZeroCount(word)] += change;
        }
    }
}
