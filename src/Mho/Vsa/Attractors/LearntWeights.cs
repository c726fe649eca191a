using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>Weights that are learned one state and one edge at a time, each by products of what its two neurons do: nothing else needs to be known of what is stored already.</summary>
/// <remarks>Cotteret et al. (2024), eqs. 26 and 27 as rank-one updates; in double precision, in which an order of additions makes no difference beyond 10⁻¹².</remarks>
/// <param name="length">N, neurons.</param>
/// <param name="ones">k, active neurons of a state.</param>
/// <param name="silent">s of neurons that a stimulus silences (<see cref="SparsePatterns.Silent"/>).</param>
public sealed class LearntWeights(int length, int ones, double silent = -1)
{
    private readonly double[] _weights = new double[(long)length * length];
    private readonly double[] _target = new double[length], _source = new double[length];

    /// <summary>N, neurons.</summary>
    public int Length => length;

    /// <summary>W [to × from], diagonal included.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>All states, then all edges of a machine.</summary>
    public static LearntWeights Of(SparsePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        LearntWeights learnt = new(patterns.Length, patterns.Ones, patterns.Silent);
        foreach (SparseBinary state in patterns.States)
            learnt.Learn(state);
        foreach (AttractorEdge edge in patterns.Edges)
        {
            learnt.Learn(
                patterns.States[edge.From], edge.Between < 0 ? null : patterns.Between[edge.Between], patterns.States[edge.To], patterns.Stimulus(edge.Stimulus, 0), patterns.Stimulus(edge.Stimulus, 1));
        }

        return learnt;
    }

    /// <summary>Makes a state a fixed point: (x − f)(x − f)ᵀ is added.</summary>
    public void Learn(SparseBinary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Centred(state, _target);
        Centred(state, _source);
        Add();
    }

    /// <summary>Adds an edge from --first--> between --second--> to, with its edge state's own fixed point; without an edge state the first half leads from x to y.</summary>
    /// <param name="from">x.</param>
    /// <param name="between">e; null for none.</param>
    /// <param name="to">y.</param>
    /// <param name="first">s_a.</param>
    /// <param name="second">s_b.</param>
    public void Learn(SparseBinary from, SparseBinary? between, SparseBinary to, Bipolar first, Bipolar second)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (between is null)
        {
            Turn(from, to, first);
            return;
        }

        Learn(between);
        Turn(from, between, first);
        Turn(between, to, second);
    }

    // (v − u) ((u − f) ∘ s)ᵀ.
    private void Turn(SparseBinary u, SparseBinary v, Bipolar s)
    {
        ArgumentNullException.ThrowIfNull(s);
        _target.AsSpan().Clear();
        foreach (int one in v.Ones)
            _target[one] += 1;
        foreach (int one in u.Ones)
            _target[one] -= 1;
        Centred(u, _source);
        for (int j = 0; j < length; j++)
            _source[j] *= s[j] > 0 ? 1 : silent;
        Add();
    }

    private void Centred(SparseBinary vector, double[] into)
    {
        if (vector.Length != length || vector.Count != ones)
            throw new ArgumentException($"a vector of {vector.Count} ones among {vector.Length}; these weights are for {ones} among {length}.", nameof(vector));
        into.AsSpan().Fill(-(double)ones / length);
        foreach (int one in vector.Ones)
            into[one] += 1;
    }

    private void Add()
    {
        for (int i = 0; i < length; i++)
        {
            double target = _target[i];
            if (target == 0)
                continue;
            Span<double> row = _weights.AsSpan(i * length, length);
            for (int j = 0; j < length; j++)
                row[j] += target * _source[j];
        }
    }
}
