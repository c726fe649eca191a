using Mho.Vsa.Hypervectors;

namespace Mho.Vsa.Attractors;

/// <summary>What half a stimulus adds to a dense network: H(s) ∘ (v − u) (u ∘ s)ᵀ turns u, seen through s, into v.</summary>
internal sealed class DenseTurn
{
    private DenseTurn(Bipolar u, Bipolar v, Bipolar s)
    {
        (Source, Stimulus, On, Off) = (u, s, new ulong[u.Words.Length], new ulong[u.Words.Length]);
        for (int w = 0; w < On.Length; w++)
            (On[w], Off[w]) = (s.Words[w] & v.Words[w] & ~u.Words[w], s.Words[w] & ~v.Words[w] & u.Words[w]);
    }

    /// <summary>u.</summary>
    public Bipolar Source { get; }

    /// <summary>s.</summary>
    public Bipolar Stimulus { get; }

    /// <summary>Neurons that s lets through and that turn to +1, in bits.</summary>
    public ulong[] On { get; }

    /// <summary>Those that turn to −1.</summary>
    public ulong[] Off { get; }

    /// <summary>All turns of a machine, in the order of its edges.</summary>
    public static IEnumerable<DenseTurn> Of(DensePatterns patterns)
    {
        foreach (AttractorEdge edge in patterns.Edges)
        {
            Bipolar from = patterns.States[edge.From], to = patterns.States[edge.To], middle = edge.Between < 0 ? to : patterns.Between[edge.Between];
            yield return new(from, middle, patterns.Stimulus(edge.Stimulus, 0));
            if (edge.Between >= 0)
                yield return new(middle, to, patterns.Stimulus(edge.Stimulus, 1));
        }
    }

    /// <summary>(u ∘ s)ⱼ.</summary>
    public int Sees(int neuron) => Source[neuron] * Stimulus[neuron];
}
