using System.Text;

namespace Mho.Numerics;

/// <summary>An address of random numbers. The same key and index give the same number in every order, on every thread, on every machine.</summary>
/// <remarks>
/// A key has named and numbered children: <c>run["chip"]["tile"][3]["programming"]</c>. A method that draws takes a key; a key is spent on one
/// purpose, further purposes take children, so that a new noise source changes no other number. Counters: Philox4x32-10 with the
/// high counter word telling what is drawn (floats, doubles, integers, children, bits), so that no two purposes share a block.
/// </remarks>
/// <param name="Bits">The 64 bits of the Philox key.</param>
public readonly partial record struct Key(ulong Bits)
{
    // High counter words; the low word is the block index (or the hash of a child's name).
    internal const ulong Floats = 0, Doubles = 1, Integers = 2, Named = 3, Numbered = 4, Bitwise = 5;

    /// <summary>The child of that name.</summary>
    public Key this[string name] => Child(Hash(name), Named);

    /// <summary>The child of that number.</summary>
    public Key this[long index] => Child((ulong)index, Numbered);

    /// <summary>Uniform double in [0, 1), 53 bits, number <paramref name="index"/> of this key.</summary>
    public double Uniform(long index)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)index >> 1, Doubles, Bits);
        return (index & 1) == 0 ? ToUniform(x0, x1) : ToUniform(x2, x3);
    }

    /// <summary>Standard normal double, number <paramref name="index"/> of this key (Box–Muller on one block for each pair).</summary>
    public double Normal(long index)
    {
        (double cosine, double sine) = NormalPair(index);
        return (index & 1) == 0 ? cosine : sine;
    }

    /// <summary>Uniform integer in [0, <paramref name="below"/>), number <paramref name="index"/> of this key; bias below 2⁻³².</summary>
    public int Integer(long index, int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)index >> 1, Integers, Bits);
        ulong word = (index & 1) == 0 ? ((ulong)x1 << 32) | x0 : ((ulong)x3 << 32) | x2;
        return (int)Math.BigMul(word, (ulong)below, out _);
    }

    /// <summary>A random order of 0 … <c>order.Length − 1</c> (Fisher–Yates).</summary>
    public void Permutation(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            int j = Integer(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    // Numbers index and index + 1 for even index.
    private (double Cosine, double Sine) NormalPair(long index)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)index >> 1, Doubles, Bits);
        double radius = Math.Sqrt(-2 * Math.Log(1 - ToUniform(x0, x1))); // 1 − u lies in (0, 1]: the logarithm is finite
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * ToUniform(x2, x3));
        return (radius * cosine, radius * sine);
    }

    private static double ToUniform(uint low, uint high) => ((((ulong)high << 32) | low) >> 11) * (1.0 / (1L << 53));

    private Key Child(ulong address, ulong purpose)
    {
        (uint x0, uint x1, _, _) = Philox.Block(address, purpose, Bits);
        return new Key(((ulong)x1 << 32) | x0);
    }

    // FNV-1a, 64 bit: stable over processes and platforms, unlike string.GetHashCode.
    private static ulong Hash(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte octet in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ octet) * 1099511628211;
        return hash;
    }
}
