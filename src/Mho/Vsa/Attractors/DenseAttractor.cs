using System.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>A dense network that keeps its weights as the vectors they are made of, and all sums as whole numbers: nothing is rounded.</summary>
/// <remarks>
/// z ← sgn(W (z ∘ H(s))), sgn(0) = +1, with
/// <code>
/// N W = Σ_states x xᵀ + Σ_edges ( e' eᵀ + H(s_a) ∘ (e − x) (x ∘ s_a)ᵀ + H(s_b) ∘ (y − e) (e ∘ s_b)ᵀ )
/// </code>
/// e' being e with its output in place; an edge without a state of its own contributes H(s_a) ∘ (y − x) (x ∘ s_a)ᵀ alone. Cotteret et al. (2024), eqs. 10, 14, 16, 17, 24.
/// </remarks>
public sealed class DenseAttractor : IAttractor
{
    private readonly DensePatterns _patterns;
    private readonly DenseTurn[] _turns;
    private readonly int[] _field, _own;
    private readonly ulong[] _state, _all, _next, _through;

    /// <param name="patterns">The machine's vectors.</param>
    /// <param name="selfConnections">Whether neurons feed back to themselves; published networks do not.</param>
    public DenseAttractor(DensePatterns patterns, bool selfConnections = false)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _patterns = patterns;
        _field = new int[patterns.Length];
        _own = new int[patterns.Length];
        _all = new ulong[Bipolar.WordsOf(patterns.Length)];
        _all.AsSpan().Fill(ulong.MaxValue);
        if (patterns.Length % 64 != 0)
            _all[^1] = (1ul << (patterns.Length % 64)) - 1;
        (_state, _next, _through) = (new ulong[_all.Length], new ulong[_all.Length], new ulong[_all.Length]);
        _turns = [.. DenseTurn.Of(patterns)];
        if (!selfConnections)
            Diagonal();
    }

    /// <inheritdoc/>
    public int Length => _patterns.Length;

    /// <inheritdoc/>
    public int States => _patterns.States.Count;

    /// <inheritdoc/>
    public double Threshold => 0.5;

    /// <summary>The neurons, a bit each.</summary>
    public ReadOnlySpan<ulong> Neurons => _state;

    /// <summary>N W (z ∘ H(s)) of the last step [N].</summary>
    public ReadOnlySpan<int> Field => _field;

    /// <inheritdoc/>
    public void Begin(int state) => Begin(_patterns.States[state]);

    /// <summary>Puts the network into any state.</summary>
    public void Begin(Bipolar neurons)
    {
        ArgumentNullException.ThrowIfNull(neurons);
        if (neurons.Length != Length)
            throw new ArgumentException($"a state of {neurons.Length} components in a network of {Length} neurons; give both one length.", nameof(neurons));
        neurons.Words.CopyTo(_state);
    }

    /// <inheritdoc/>
    public bool Step(ReadOnlySpan<ulong> mask, ReadOnlySpan<ulong> updated)
    {
        Bipolar.MatchMask(mask, Length);
        Bipolar.MatchMask(updated, Length);
        for (int w = 0; w < _through.Length; w++)
            _through[w] = mask.IsEmpty ? _all[w] : mask[w] & _all[w]; // bits beyond the last neuron would be counted
        Compute(_through);
        for (int w = 0; w < _next.Length; w++)
        {
            ulong word = 0;
            int from = w << 6, count = Math.Min(64, Length - from);
            for (int i = 0; i < count; i++)
                word |= (_field[from + i] >= 0 ? 1ul : 0) << i;
            ulong looks = updated.IsEmpty ? ulong.MaxValue : updated[w];
            _next[w] = (word & looks) | (_state[w] & ~looks);
        }

        bool changed = !_next.AsSpan().SequenceEqual(_state);
        _next.CopyTo(_state, 0);
        return changed;
    }

    /// <inheritdoc/>
    public double Overlap(int state) => Overlap(_patterns.States[state]);

    /// <summary>d(z, v).</summary>
    public double Overlap(Bipolar vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        int unequal = 0;
        for (int w = 0; w < _state.Length; w++)
            unequal += BitOperations.PopCount(_state[w] ^ vector.Words[w]);
        return (Length - (2.0 * unequal)) / Length;
    }

    /// <inheritdoc/>
    public double Readout(int output) => _patterns.Outputs[output].Readout(Bipolar.From(_state, Length));

    /// <inheritdoc/>
    public double Passing => 0.5;

    /// <inheritdoc/>
    public Bipolar Stimulus(int stimulus, int half) => _patterns.Stimulus(stimulus, half);

    // The field of what the mask lets through.
    private void Compute(ReadOnlySpan<ulong> mask)
    {
        _field.AsSpan().Clear();
        foreach (Bipolar x in _patterns.States)
            BitSums.Add(_field, x.Words, BitSums.Product(x.Words, _state, mask));
        for (int e = 0; e < _patterns.Between.Count; e++)
            BitSums.Add(_field, _patterns.Spoken[e].Words, BitSums.Product(_patterns.Between[e].Words, _state, mask));
        foreach (DenseTurn turn in _turns)
        {
            // Twice: v − u is 0 or ±2.
            int seen = 2 * BitSums.Product(turn.Source.Words, turn.Stimulus.Words, _state, mask);
            BitSums.AddSet(_field, turn.On, seen);
            BitSums.AddSet(_field, turn.Off, -seen);
        }

        for (int i = 0; i < _field.Length; i++)
        {
            if ((mask[i >> 6] >> (i & 63) & 1) != 0)
                _field[i] -= (_state[i >> 6] >> (i & 63) & 1) != 0 ? _own[i] : -_own[i];
        }
    }

    // What each neuron would feed back to itself: the diagonal of N W.
    private void Diagonal()
    {
        _own.AsSpan().Fill(_patterns.States.Count);
        for (int i = 0; i < Length; i++)
        {
            for (int e = 0; e < _patterns.Between.Count; e++)
                _own[i] += _patterns.Spoken[e][i] * _patterns.Between[e][i];
            int word = i >> 6, bit = i & 63;
            foreach (DenseTurn turn in _turns)
            {
                int change = (int)(turn.On[word] >> bit & 1) - (int)(turn.Off[word] >> bit & 1);
                _own[i] += 2 * change * turn.Sees(i);
            }
        }
    }
}
