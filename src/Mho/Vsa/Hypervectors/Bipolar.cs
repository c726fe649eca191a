using System.Numerics;
using Mho.Numerics;

namespace Mho.Vsa.Hypervectors;

/// <summary>A dense hypervector of components −1 and +1, a bit each (set for +1).</summary>
/// <remarks>
/// The multiply–add–permute model: binding is the product of components, its own inverse; bundling the sign of the sum; similarity the mean product, of unrelated vectors
/// 0 ± 1/√N. R. W. Gayler, "Vector symbolic architectures answer Jackendoff's challenges", ICCS/ASCS (2003).
/// </remarks>
public sealed class Bipolar
{
    private readonly ulong[] _words;

    private Bipolar(int length, ulong[] words)
    {
        (Length, _words) = (length, words);
        if (length % 64 != 0)
            words[^1] &= (1ul << (length % 64)) - 1;
    }

    /// <summary>N, components.</summary>
    public int Length { get; }

    /// <summary>The components' bits, 64 in a word, lowest first; bits beyond the last are 0. As a mask H(b): neurons with a 0 are silent.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>A component, −1 or +1.</summary>
    public int this[int component] => (_words[component >> 6] >> (component & 63) & 1) == 0 ? -1 : 1;

    /// <summary>Components drawn one by one, ±1 alike.</summary>
    public static Bipolar Draw(Key key, int length)
    {
        ulong[] words = new ulong[WordsOf(length)];
        key.FillBits(words);
        return new(length, words);
    }

    /// <summary>Components drawn one by one, +1 with a probability.</summary>
    /// <param name="key">Draws them.</param>
    /// <param name="length">N, components.</param>
    /// <param name="positive">Probability of +1; at ½ the same vector as without it.</param>
    public static Bipolar Draw(Key key, int length, double positive)
    {
        if (!(positive is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(positive), $"a probability of {positive}; give 0 to 1.");
        if (positive == 0.5)
            return Draw(key, length);
        ulong[] words = new ulong[WordsOf(length)];
        for (int i = 0; i < length; i++)
            words[i >> 6] |= (key.Uniform(i) < positive ? 1ul : 0) << (i & 63);
        return new(length, words);
    }

    /// <summary>From components; all of them −1 or +1.</summary>
    public static Bipolar From(ReadOnlySpan<sbyte> components)
    {
        ulong[] words = new ulong[WordsOf(components.Length)];
        for (int i = 0; i < components.Length; i++)
        {
            if (components[i] is not (1 or -1))
                throw new ArgumentOutOfRangeException(nameof(components), $"component {i} is {components[i]}; give -1 or 1.");
            if (components[i] > 0)
                words[i >> 6] |= 1ul << (i & 63);
        }

        return new(components.Length, words);
    }

    /// <summary>From bits, set for +1.</summary>
    public static Bipolar From(ReadOnlySpan<ulong> words, int length)
    {
        if (words.Length != WordsOf(length))
            throw new ArgumentException($"{words.Length} words for {length} components; give {WordsOf(length)}.", nameof(words));
        return new(length, words.ToArray());
    }

    /// <summary>The sign of the sum of components; ties fall as <paramref name="ties"/> draws them.</summary>
    public static Bipolar Bundle(IReadOnlyList<Bipolar> vectors, Key ties)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Count == 0)
            throw new ArgumentException("nothing to bundle; give at least one vector.", nameof(vectors));
        int[] sums = new int[vectors[0].Length];
        foreach (Bipolar vector in vectors)
        {
            vectors[0].Match(vector);
            BitSums.Add(sums, vector.Words, 1);
        }

        ulong[] words = Draw(ties, sums.Length)._words;
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] != 0)
                words[i >> 6] = (words[i >> 6] & ~(1ul << (i & 63))) | (sums[i] > 0 ? 1ul << (i & 63) : 0);
        }

        return new(sums.Length, words);
    }

    /// <summary>a ∘ b, the product of components. Binding twice with the same vector gives back what was bound.</summary>
    public Bipolar Bind(Bipolar other)
    {
        Match(other);
        ulong[] words = new ulong[_words.Length];
        for (int w = 0; w < words.Length; w++)
            words[w] = ~(_words[w] ^ other._words[w]);
        return new(Length, words);
    }

    /// <summary>Components moved <paramref name="shift"/> places on, around the end.</summary>
    public Bipolar Permute(int shift)
    {
        ulong[] words = new ulong[_words.Length];
        shift = (int)((uint)((shift % Length) + Length) % (uint)Length);
        for (int i = 0, to = shift; i < Length; i++, to = to + 1 == Length ? 0 : to + 1)
            words[to >> 6] |= (_words[i >> 6] >> (i & 63) & 1) << (to & 63);
        return new(Length, words);
    }

    /// <summary>d(a, b) = a·b / N, in [−1, 1].</summary>
    public double Similarity(Bipolar other)
    {
        Match(other);
        int unequal = 0;
        for (int w = 0; w < _words.Length; w++)
            unequal += BitOperations.PopCount(_words[w] ^ other._words[w]);
        return (Length - (2.0 * unequal)) / Length;
    }

    /// <summary>d(a, b ∘ H(mask)): what a has in common with b where the mask lets b through.</summary>
    public double Similarity(Bipolar other, Bipolar mask)
    {
        Match(other);
        Match(mask);
        return (double)BitSums.Product(_words, other._words, mask._words) / Length;
    }

    internal static int WordsOf(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return (length + 63) >> 6;
    }

    /// <summary>Refuses a mask that is neither empty nor of as many words as the neurons take.</summary>
    internal static void MatchMask(ReadOnlySpan<ulong> mask, int neurons)
    {
        if (!mask.IsEmpty && mask.Length != WordsOf(neurons))
            throw new ArgumentException($"a mask of {mask.Length} words for {neurons} neurons; give {WordsOf(neurons)}.", nameof(mask));
    }

    private void Match(Bipolar other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != Length)
            throw new ArgumentException($"vectors of {Length} and of {other.Length} components; give two of one length.", nameof(other));
    }
}
