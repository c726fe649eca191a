using Mho.Numerics;

namespace Mho.Vsa.Hypervectors;

/// <summary>A sparse hypervector: exactly k of N components are 1, the others 0 (N-of-M code).</summary>
public sealed class SparseBinary
{
    private readonly int[] _ones;

    private SparseBinary(int length, int[] ones) => (Length, _ones) = (length, ones);

    /// <summary>N, components.</summary>
    public int Length { get; }

    /// <summary>k, ones.</summary>
    public int Count => _ones.Length;

    /// <summary>The components that are 1, ascending.</summary>
    public ReadOnlySpan<int> Ones => _ones;

    /// <summary>k ones, every choice alike.</summary>
    public static SparseBinary Draw(Key key, int length, int ones)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (ones < 1 || ones > length)
            throw new ArgumentOutOfRangeException(nameof(ones), $"{ones} ones among {length} components; give 1 to {length}.");

        // Floyd: component j or, where that was drawn already, the last one that could not have been.
        HashSet<int> drawn = new(ones);
        for (int last = length - ones, draw = 0; last < length; last++, draw++)
        {
            int one = key.Integer(draw, last + 1);
            if (!drawn.Add(one))
                drawn.Add(last);
        }

        int[] sorted = [.. drawn];
        Array.Sort(sorted);
        return new(length, sorted);
    }

    /// <summary>From the components that are 1: ascending, each once.</summary>
    public static SparseBinary From(ReadOnlySpan<int> ones, int length)
    {
        for (int i = 0; i < ones.Length; i++)
        {
            if (ones[i] < (i == 0 ? 0 : ones[i - 1] + 1) || ones[i] >= length)
                throw new ArgumentOutOfRangeException(nameof(ones), $"one number {i} is component {ones[i]}; give components below {length}, ascending, each once.");
        }

        return new(length, ones.ToArray());
    }

    /// <summary>The k components that most of the vectors have; ties fall as <paramref name="ties"/> draws them.</summary>
    public static SparseBinary Bundle(IReadOnlyList<SparseBinary> vectors, Key ties)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Count == 0)
            throw new ArgumentException("nothing to bundle; give at least one vector.", nameof(vectors));
        int length = vectors[0].Length, ones = vectors[0].Count;
        int[] counts = new int[length], order = new int[length];
        foreach (SparseBinary vector in vectors)
        {
            vectors[0].Match(vector);
            foreach (int one in vector._ones)
                counts[one]++;
        }

        ties.Permutation(order);
        int[] kept = [.. order.OrderByDescending(i => counts[i]).Take(ones)]; // stable: the drawn order decides between equals
        Array.Sort(kept);
        return new(length, kept);
    }

    /// <summary>Ones moved <paramref name="shift"/> places on, around the end.</summary>
    public SparseBinary Permute(int shift)
    {
        int[] moved = Array.ConvertAll(_ones, one => (int)((((long)one + shift) % Length + Length) % Length));
        Array.Sort(moved);
        return new(Length, moved);
    }

    /// <summary>Ones that both have; of unrelated vectors k²/N in the mean.</summary>
    public int Overlap(SparseBinary other)
    {
        Match(other);
        int common = 0;
        for (int a = 0, b = 0; a < _ones.Length && b < other._ones.Length;)
        {
            int apart = _ones[a] - other._ones[b];
            common += apart == 0 ? 1 : 0;
            a += apart <= 0 ? 1 : 0;
            b += apart >= 0 ? 1 : 0;
        }

        return common;
    }

    /// <summary>d(a, b) = a·b / N: f of equal, f² of unrelated vectors.</summary>
    public double Similarity(SparseBinary other) => (double)Overlap(other) / Length;

    /// <summary>Σ over the ones of a dense vector's components: 0 ± √k where they are unrelated.</summary>
    public int Sum(Bipolar dense)
    {
        ArgumentNullException.ThrowIfNull(dense);
        if (dense.Length != Length)
            throw new ArgumentException($"vectors of {Length} and of {dense.Length} components; give two of one length.", nameof(dense));
        int sum = 0;
        foreach (int one in _ones)
            sum += dense[one];
        return sum;
    }

    private void Match(SparseBinary other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length)
            throw new ArgumentException($"vectors of {Length} and of {other.Length} components; give two of one length.", nameof(other));
    }
}
