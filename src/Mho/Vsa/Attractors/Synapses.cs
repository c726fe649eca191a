using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>A network's weights one by one, so that each can be wrong in its own way.</summary>
/// <remarks>Kept by the neuron they leave: what an active neuron sends to all others lies together. Neurons do not feed back to themselves.</remarks>
public sealed class Synapses
{
    private readonly float[] _weights;

    /// <param name="length">N, neurons.</param>
    public Synapses(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if ((long)length * length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(length), $"{length} neurons have {(double)length * length:E1} weights, {4.0 * length * length / (1 << 30):F0} GiB; give at most 46,000, or keep weights as vectors (DenseAttractor, SparseAttractor).");
        (Length, _weights) = (length, new float[length * length]);
    }

    /// <summary>N, neurons.</summary>
    public int Length { get; }

    /// <summary>All weights [from × to].</summary>
    public Span<float> Weights => _weights;

    /// <summary>W_·j: what neuron j sends to each [N].</summary>
    public Span<float> From(int neuron) => _weights.AsSpan(neuron * Length, Length);

    /// <summary>N W of a dense network; whole numbers.</summary>
    public static Synapses Of(DensePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Synapses synapses = new(patterns.Length);
        Workers.Run(patterns.Length, new DenseRows(synapses, patterns, [.. DenseTurn.Of(patterns)]));
        return synapses;
    }

    /// <summary>W of a sparse network.</summary>
    public static Synapses Of(SparsePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Synapses synapses = new(patterns.Length);
        Workers.Run(patterns.Length, new SparseRows(synapses, patterns));
        return synapses;
    }

    /// <summary>The root of the mean square of all weights.</summary>
    public double Rms()
    {
        double sum = 0;
        for (int j = 0; j < Length; j++)
        {
            float row = 0;
            foreach (float weight in From(j))
                row += weight * weight;
            sum += row;
        }

        return Math.Sqrt(sum / ((double)Length * Length));
    }

    /// <summary>A copy.</summary>
    public Synapses Copy()
    {
        Synapses copy = new(Length);
        _weights.CopyTo(copy._weights, 0);
        return copy;
    }

    private sealed class DenseRows(Synapses synapses, DensePatterns patterns, DenseTurn[] turns) : IChunkedWork
    {
        private readonly PerWorker<int[]> _rows = new(() => new int[patterns.Length]);

        public void Do(int chunk, int worker)
        {
            int[] row = _rows[worker];
            row.AsSpan().Clear();
            foreach (Bipolar x in patterns.States)
                BitSums.Add(row, x.Words, x[chunk]);
            for (int e = 0; e < patterns.Between.Count; e++)
                BitSums.Add(row, patterns.Spoken[e].Words, patterns.Between[e][chunk]);
            foreach (DenseTurn turn in turns)
            {
                BitSums.AddSet(row, turn.On, 2 * turn.Sees(chunk));
                BitSums.AddSet(row, turn.Off, -2 * turn.Sees(chunk));
            }

            row[chunk] = 0;
            Span<float> weights = synapses.From(chunk);
            for (int i = 0; i < row.Length; i++)
                weights[i] = row[i];
        }
    }

    // Row by row: (x − f)ⱼ (x − f) is −f (x − f)ⱼ everywhere and (x − f)ⱼ more at the ones.
    private sealed class SparseRows(Synapses synapses, SparsePatterns patterns) : IChunkedWork
    {
        private readonly ulong[][] _bits = [.. patterns.States.Concat(patterns.Between).Select(Bits)];

        public void Do(int chunk, int worker)
        {
            Span<float> weights = synapses.From(chunk);
            double f = patterns.Level, everywhere = 0;
            int states = patterns.States.Count;
            for (int v = 0; v < _bits.Length; v++)
            {
                double own = One(v, chunk) - f;
                everywhere -= f * own;
                Add(weights, v, own);
            }

            foreach (AttractorEdge edge in patterns.Edges)
            {
                int middle = edge.Between < 0 ? edge.To : states + edge.Between;
                Turn(weights, edge.From, middle, (One(edge.From, chunk) - f) * patterns.Component(edge.Stimulus, 0, chunk));
                if (edge.Between >= 0)
                    Turn(weights, middle, edge.To, (One(middle, chunk) - f) * patterns.Component(edge.Stimulus, 1, chunk));
            }

            foreach (ref float weight in weights)
                weight += (float)everywhere;
            weights[chunk] = 0;
        }

        private double One(int v, int neuron) => _bits[v][neuron >> 6] >> (neuron & 63) & 1;

        private void Turn(Span<float> weights, int from, int to, double seen)
        {
            Add(weights, to, seen);
            Add(weights, from, -seen);
        }

        private void Add(Span<float> weights, int v, double factor)
        {
            SparseBinary vector = v < patterns.States.Count ? patterns.States[v] : patterns.Between[v - patterns.States.Count];
            foreach (int one in vector.Ones)
                weights[one] += (float)factor;
        }

        private static ulong[] Bits(SparseBinary vector)
        {
            ulong[] bits = new ulong[Bipolar.WordsOf(vector.Length)];
            foreach (int one in vector.Ones)
                bits[one >> 6] |= 1ul << (one & 63);
            return bits;
        }
    }
}
