using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;
using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>A network with a weight for every pair of neurons, dense (signs) or sparse (the k largest): for weights that are not what they should be.</summary>
public sealed class SynapticAttractor : IAttractor
{
    private readonly Synapses _synapses;
    private readonly DensePatterns? _dense;
    private readonly SparsePatterns? _sparse;
    private readonly float[] _field, _work;
    private readonly ulong[] _active, _before, _mask;
    private readonly int[] _winners = [];

    /// <summary>A dense network.</summary>
    /// <param name="patterns">The machine's vectors.</param>
    /// <param name="synapses">Its weights, as they came out; any scale.</param>
    public SynapticAttractor(DensePatterns patterns, Synapses synapses)
        : this(synapses, patterns?.Length ?? throw new ArgumentNullException(nameof(patterns))) => _dense = patterns;

    /// <summary>A sparse network.</summary>
    /// <param name="patterns">The machine's vectors.</param>
    /// <param name="synapses">Its weights, as they came out; any scale and offset.</param>
    public SynapticAttractor(SparsePatterns patterns, Synapses synapses)
        : this(synapses, patterns?.Length ?? throw new ArgumentNullException(nameof(patterns))) => (_sparse, _winners) = (patterns, new int[patterns.Ones]);

    private SynapticAttractor(Synapses synapses, int length)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        if (synapses.Length != length)
            throw new ArgumentException($"weights of {synapses.Length} neurons and patterns of {length}; give both for one network.", nameof(synapses));
        (_synapses, _field, _work) = (synapses, new float[length], new float[length]);
        int words = Bipolar.WordsOf(length);
        (_active, _before, _mask) = (new ulong[words], new ulong[words], new ulong[words]);
    }

    /// <inheritdoc/>
    public int Length => _synapses.Length;

    /// <inheritdoc/>
    public int States => _dense?.States.Count ?? _sparse!.States.Count;

    /// <inheritdoc/>
    public double Threshold => _dense is not null ? 0.5 : (1 + _sparse!.Level) / 2;

    /// <summary>W (z ∘ H(s)) of the last step [N].</summary>
    public ReadOnlySpan<float> Field => _field;

    /// <inheritdoc/>
    public void Begin(int state)
    {
        _active.AsSpan().Clear();
        if (_dense is not null)
            _dense.States[state].Words.CopyTo(_active);
        else
            Set(_sparse!.States[state].Ones);
    }

    /// <inheritdoc/>
    public bool Step(ReadOnlySpan<ulong> mask, ReadOnlySpan<ulong> updated)
    {
        Bipolar.MatchMask(mask, Length);
        Bipolar.MatchMask(updated, Length);
        if (mask.IsEmpty)
            _mask.AsSpan().Fill(ulong.MaxValue);
        else
            mask.CopyTo(_mask);
        Workers.Run((Length + Fields.Width - 1) / Fields.Width, new Fields(_synapses, _active, _mask, _dense is not null, _field));
        _active.CopyTo(_before, 0);
        _active.AsSpan().Clear();
        if (_dense is null)
        {
            Largest.Of(_field, _work, _winners);
            Set(_winners);
        }
        else
        {
            for (int i = 0; i < Length; i++)
                _active[i >> 6] |= (_field[i] >= 0 ? 1ul : 0) << (i & 63);
        }

        for (int w = 0; w < updated.Length; w++)
            _active[w] = (_active[w] & updated[w]) | (_before[w] & ~updated[w]);
        return !_before.AsSpan().SequenceEqual(_active);
    }

    /// <inheritdoc/>
    public double Overlap(int state)
    {
        if (_dense is not null)
            return Bipolar.From(_active, Length).Similarity(_dense.States[state]);
        int common = 0;
        foreach (int one in _sparse!.States[state].Ones)
            common += (int)(_active[one >> 6] >> (one & 63) & 1);
        return (double)common / _sparse.Ones;
    }

    /// <inheritdoc/>
    public double Readout(int output) => _dense is null ? 0 : _dense.Outputs[output].Readout(Bipolar.From(_active, Length));

    /// <inheritdoc/>
    public double Passing => _sparse?.Passing ?? 0.5;

    /// <inheritdoc/>
    public Bipolar Stimulus(int stimulus, int half) => _dense is not null ? _dense.Stimulus(stimulus, half) : _sparse!.Stimulus(stimulus, half);

    private void Set(ReadOnlySpan<int> ones)
    {
        foreach (int one in ones)
            _active[one >> 6] |= 1ul << (one & 63);
    }

    // Each chunk sums its own neurons' fields over all that send: in one order, whatever the threads.
    private readonly struct Fields(Synapses synapses, ulong[] active, ulong[] mask, bool signs, float[] field) : IChunkedWork
    {
        public const int Width = 2048;

        public void Do(int chunk, int worker)
        {
            int from = chunk * Width, count = Math.Min(Width, field.Length - from);
            Span<float> sums = field.AsSpan(from, count);
            sums.Clear();
            for (int w = 0; w < active.Length; w++)
            {
                ulong sending = (signs ? ulong.MaxValue : active[w]) & mask[w];
                for (; sending != 0; sending &= sending - 1)
                {
                    int j = (w << 6) + BitOperations.TrailingZeroCount(sending);
                    if (j >= synapses.Length)
                        break;
                    Add(sums, synapses.From(j).Slice(from, count), (active[w] >> (j & 63) & 1) != 0 ? 1 : -1);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(Span<float> sums, ReadOnlySpan<float> row, float sign)
        {
            ref float to = ref MemoryMarshal.GetReference(sums), from = ref MemoryMarshal.GetReference(row);
            Vector256<float> signs = Vector256.Create(sign);
            int i = 0;
            for (; i <= sums.Length - 8; i += 8)
                (Vector256.LoadUnsafe(ref to, (nuint)i) + (signs * Vector256.LoadUnsafe(ref from, (nuint)i))).StoreUnsafe(ref to, (nuint)i);
            for (; i < sums.Length; i++)
                sums[i] += sign * row[i];
        }
    }
}
