using System.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>A sparse network of which the k neurons with the largest field are active; it keeps its weights as the vectors they are made of.</summary>
/// <remarks>
/// z ← the k largest of W (z ∘ H(s)), with
/// <code>
/// W = Σ_states (x − f)(x − f)ᵀ + Σ_edges ( (e − f)(e − f)ᵀ + (e − x) ((x − f) ∘ s_a)ᵀ + (y − e) ((e − f) ∘ s_b)ᵀ )
/// </code>
/// Cotteret et al. (2024), eqs. 26, 27, 31, 32. From each active neuron a list leads to the vectors it is part of, so that only vectors that share a neuron with the
/// state are looked at: a step costs about k (states + edges) f list entries and k additions for each vector met, where multiplying by W would cost k N.
/// Of neurons with equal fields at the border those with lower numbers are active: vectors are drawn without regard to numbers.
/// </remarks>
public sealed class SparseAttractor : IAttractor
{
    private readonly SparsePatterns _patterns;
    private readonly SparseBinary[] _vectors;
    private readonly int[][] _memberships, _leaving;
    private readonly (int From, int To, Bipolar Stimulus)[] _turns;
    private readonly (Bipolar Stimulus, int[] Turns)[] _stimuli;
    private readonly double _silent;
    private readonly ulong[] _through;
    private readonly float[] _own, _field, _work;
    private readonly int[] _met, _seen;
    private readonly double[] _factors;
    private readonly bool _selfConnections;
    private int[] _active, _spare;

    /// <param name="patterns">The machine's vectors.</param>
    /// <param name="selfConnections">
    /// Whether neurons feed back to themselves. Published formulas leave the diagonal in and so does the published law of capacity: without it half as many states and fewer hold,
    /// because what a neuron adds to its own field, about the number of vectors it is part of, is what a state has over chance.
    /// </param>
    public SparseAttractor(SparsePatterns patterns, bool selfConnections = true)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        (_patterns, _selfConnections, _silent) = (patterns, selfConnections, patterns.Silent);
        _vectors = [.. patterns.States, .. patterns.Between];
        _turns = [.. Turns(patterns)];
        _memberships = Lists(patterns.Length, _vectors.Select((vector, v) => (v, vector.Ones.ToArray())));
        _leaving = Lists(_vectors.Length, _turns.Select((turn, t) => (t, new[] { turn.From })));
        _stimuli = [.. _turns.Select((turn, t) => (turn.Stimulus, t)).GroupBy(turn => turn.Stimulus).Select(g => (g.Key, g.Select(turn => turn.t).ToArray()))];
        (_met, _seen, _factors) = (new int[_vectors.Length], new int[_turns.Length], new double[_vectors.Length]);
        (_field, _own, _work, _through) = (new float[patterns.Length], new float[patterns.Length], new float[patterns.Length], new ulong[Bipolar.WordsOf(patterns.Length)]);
        (_active, _spare) = ([], new int[patterns.Ones]);
        if (!selfConnections)
            Diagonal();
    }

    /// <inheritdoc/>
    public int Length => _patterns.Length;

    /// <inheritdoc/>
    public int States => _patterns.States.Count;

    /// <inheritdoc/>
    public double Threshold => (1 + _patterns.Level) / 2;

    /// <summary>The active neurons, ascending.</summary>
    public ReadOnlySpan<int> Active => _active;

    /// <summary>W (z ∘ H(s)) of the last step [N].</summary>
    public ReadOnlySpan<float> Field => _field;

    /// <inheritdoc/>
    public void Begin(int state) => _active = _patterns.States[state].Ones.ToArray();

    /// <inheritdoc/>
    public bool Step(ReadOnlySpan<ulong> mask, ReadOnlySpan<ulong> updated)
    {
        Bipolar.MatchMask(mask, Length);
        Bipolar.MatchMask(updated, Length);
        Compute(mask);
        int[] before = _active, winners = _spare;
        Largest.Of(_field, _work, winners);
        _active = updated.IsEmpty ? winners : Updated(winners, updated);
        _spare = _active != winners ? winners : before.Length == winners.Length ? before : new int[winners.Length];
        return !before.AsSpan().SequenceEqual(_active);
    }

    // Neurons that do not look stay as they are; the others join or leave.
    private int[] Updated(int[] winners, ReadOnlySpan<ulong> updated)
    {
        List<int> next = [];
        HashSet<int> won = [.. winners], were = [.. _active];
        foreach (int neuron in won.Union(were).Order())
        {
            bool looks = (updated[neuron >> 6] >> (neuron & 63) & 1) != 0;
            if (looks ? won.Contains(neuron) : were.Contains(neuron))
                next.Add(neuron);
        }

        return [.. next];
    }

    /// <inheritdoc/>
    public double Overlap(int state)
    {
        int common = 0;
        ReadOnlySpan<int> ones = _patterns.States[state].Ones;
        for (int a = 0, b = 0; a < ones.Length && b < _active.Length;)
        {
            int apart = ones[a] - _active[b];
            common += apart == 0 ? 1 : 0;
            a += apart <= 0 ? 1 : 0;
            b += apart >= 0 ? 1 : 0;
        }

        return (double)common / ones.Length;
    }

    /// <inheritdoc/>
    public double Readout(int output) => 0;

    /// <inheritdoc/>
    public double Passing => _patterns.Passing;

    /// <inheritdoc/>
    public Bipolar Stimulus(int stimulus, int half) => _patterns.Stimulus(stimulus, half);

    // The field, in order: how many active neurons each vector has, and how many of them each turn's stimulus lets through; what follows for each vector; its sum at every neuron.
    private void Compute(ReadOnlySpan<ulong> mask)
    {
        double f = _patterns.Level, all = 0;
        _met.AsSpan().Clear();
        _seen.AsSpan().Clear();
        _through.AsSpan().Clear();
        int through = 0;
        foreach (int neuron in _active)
        {
            if (!mask.IsEmpty && (mask[neuron >> 6] >> (neuron & 63) & 1) == 0)
                continue;
            through++;
            _through[neuron >> 6] |= 1ul << (neuron & 63);
            foreach (int v in _memberships[neuron])
            {
                _met[v]++;
                foreach (int t in _leaving[v])
                    _seen[t] += _turns[t].Stimulus[neuron] > 0 ? 1 : 0;
            }
        }

        for (int v = 0; v < _vectors.Length; v++)
        {
            _factors[v] = _met[v] - (f * through);
            all += _factors[v];
        }

        foreach ((Bipolar stimulus, int[] turns) in _stimuli)
        {
            int common = Common(stimulus.Words);
            double mean = f * (common + (_silent * (through - common)));
            foreach (int t in turns)
            {
                double seen = _seen[t] + (_silent * (_met[_turns[t].From] - _seen[t])) - mean;
                _factors[_turns[t].To] += seen;
                _factors[_turns[t].From] -= seen;
            }
        }

        _field.AsSpan().Fill((float)(-f * all));
        for (int v = 0; v < _vectors.Length; v++)
        {
            float factor = (float)_factors[v];
            if (factor == 0)
                continue;
            foreach (int one in _vectors[v].Ones)
                _field[one] += factor;
        }

        if (_selfConnections)
            return;
        foreach (int neuron in _active)
        {
            if (mask.IsEmpty || (mask[neuron >> 6] >> (neuron & 63) & 1) != 0)
                _field[neuron] -= _own[neuron];
        }
    }

    private int Common(ReadOnlySpan<ulong> bits)
    {
        int common = 0;
        for (int w = 0; w < _through.Length; w++)
            common += BitOperations.PopCount(_through[w] & bits[w]);
        return common;
    }

    // W's diagonal.
    private void Diagonal()
    {
        double f = _patterns.Level;
        double[] own = new double[Length];
        int[][] ones = [.. _vectors.Select(vector => vector.Ones.ToArray())];
        Array.Fill(own, _vectors.Length * f * f);
        foreach (SparseBinary vector in _vectors)
        {
            foreach (int one in vector.Ones)
                own[one] += 1 - (2 * f);
        }

        foreach ((int from, int to, Bipolar stimulus) in _turns)
        {
            // (v − u)ᵢ (u − f)ᵢ sᵢ, not 0 where u or v is one alone; of both it is 0.
            foreach (int one in _vectors[to].Ones)
                own[one] += Component(stimulus, one) * -f;
            foreach (int one in _vectors[from].Ones)
                own[one] -= Component(stimulus, one) * (1 - f);
            foreach (int one in _vectors[from].Ones)
                own[one] += Array.BinarySearch(ones[to], one) >= 0 ? Component(stimulus, one) : 0;
        }

        for (int i = 0; i < own.Length; i++)
            _own[i] = (float)own[i];
    }

    private double Component(Bipolar stimulus, int neuron) => stimulus[neuron] > 0 ? 1 : _silent;

    private static IEnumerable<(int From, int To, Bipolar Stimulus)> Turns(SparsePatterns patterns)
    {
        int states = patterns.States.Count;
        foreach (AttractorEdge edge in patterns.Edges)
        {
            int middle = edge.Between < 0 ? edge.To : states + edge.Between;
            yield return (edge.From, middle, patterns.Stimulus(edge.Stimulus, 0));
            if (edge.Between >= 0)
                yield return (middle, edge.To, patterns.Stimulus(edge.Stimulus, 1));
        }
    }

    // For each of count places, the items that name it.
    private static int[][] Lists(int count, IEnumerable<(int Item, int[] Places)> items)
    {
        List<int>[] lists = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        foreach ((int item, int[] places) in items)
        {
            foreach (int place in places)
                lists[place].Add(item);
        }

        return Array.ConvertAll(lists, list => list.ToArray());
    }
}
