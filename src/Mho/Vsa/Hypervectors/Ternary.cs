using Mho.Numerics;

namespace Mho.Vsa.Hypervectors;

/// <summary>A sparse vector of −1, 0 and +1: what a state says to the outside.</summary>
public sealed class Ternary
{
    private readonly bool[] _positive;

    private Ternary(SparseBinary support, bool[] positive) => (Support, _positive) = (support, positive);

    /// <summary>The components that are not 0.</summary>
    public SparseBinary Support { get; }

    /// <summary>N, components.</summary>
    public int Length => Support.Length;

    /// <summary>From the components that are not 0 and their signs.</summary>
    public static Ternary From(SparseBinary support, ReadOnlySpan<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(support);
        if (positive.Length != support.Count)
            throw new ArgumentException($"{positive.Length} signs for {support.Count} components; give one each.", nameof(positive));
        return new(support, positive.ToArray());
    }

    /// <summary>Whether each of the components that are not 0 is +1.</summary>
    public ReadOnlySpan<bool> Positive => _positive;

    /// <summary>Components not 0 drawn among all, signs alike.</summary>
    public static Ternary Draw(Key key, int length, int count)
    {
        SparseBinary support = SparseBinary.Draw(key["support"], length, count);
        Key signs = key["signs"];
        return new(support, [.. Enumerable.Range(0, count).Select(i => signs.Integer(i, 2) == 1)]);
    }

    /// <summary>v ∘ (1 − H(r ∘ r)) + r: the vector with these components in place of its own.</summary>
    public Bipolar Over(Bipolar vector)
    {
        Match(vector);
        ulong[] words = vector.Words.ToArray();
        for (int i = 0; i < _positive.Length; i++)
        {
            int at = Support.Ones[i];
            words[at >> 6] = (words[at >> 6] & ~(1ul << (at & 63))) | (_positive[i] ? 1ul << (at & 63) : 0);
        }

        return Bipolar.From(words, vector.Length);
    }

    /// <summary>r·v / (N f_r): 1 where v says r, 0 ± 1/√(N f_r) where it is unrelated.</summary>
    public double Readout(Bipolar vector)
    {
        Match(vector);
        int sum = 0;
        for (int i = 0; i < _positive.Length; i++)
            sum += vector[Support.Ones[i]] * (_positive[i] ? 1 : -1);
        return (double)sum / _positive.Length;
    }

    private void Match(Bipolar vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (vector.Length != Length)
            throw new ArgumentException($"vectors of {Length} and of {vector.Length} components; give two of one length.", nameof(vector));
    }
}
