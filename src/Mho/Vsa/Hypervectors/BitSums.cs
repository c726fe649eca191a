using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mho.Vsa.Hypervectors;

/// <summary>Sums over vectors that are kept as bits.</summary>
internal static class BitSums
{
    /// <summary>Σ aᵢ bᵢ over the components that <paramref name="mask"/> lets through; a and b of −1 and +1.</summary>
    public static int Product(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> mask)
    {
        int through = 0, unequal = 0;
        for (int w = 0; w < a.Length; w++)
        {
            through += BitOperations.PopCount(mask[w]);
            unequal += BitOperations.PopCount((a[w] ^ b[w]) & mask[w]);
        }

        return through - (2 * unequal);
    }

    /// <summary>Σ aᵢ bᵢ cᵢ over the components that <paramref name="mask"/> lets through.</summary>
    public static int Product(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> c, ReadOnlySpan<ulong> mask)
    {
        int through = 0, unequal = 0;
        for (int w = 0; w < a.Length; w++)
        {
            through += BitOperations.PopCount(mask[w]);
            unequal += BitOperations.PopCount(~(a[w] ^ b[w] ^ c[w]) & mask[w]); // of three an odd number is +1 where their product is
        }

        return through - (2 * unequal);
    }

    /// <summary>sums[i] += <paramref name="factor"/> · (±1 by the bit).</summary>
    public static void Add(Span<int> sums, ReadOnlySpan<ulong> bits, int factor)
    {
        AddSet(sums, bits, 2 * factor);
        Shift(sums, -factor);
    }

    /// <summary>sums[i] += <paramref name="factor"/> where the bit is set. Eight neurons a step: the bit of each is looked for in a byte that all lanes hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSet(Span<int> sums, ReadOnlySpan<ulong> bits, int factor)
    {
        ReadOnlySpan<byte> octets = MemoryMarshal.AsBytes(bits);
        Vector256<int> places = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128), added = Vector256.Create(factor);
        ref int target = ref MemoryMarshal.GetReference(sums);
        int whole = sums.Length & ~7;
        for (int i = 0; i < whole; i += 8)
        {
            Vector256<int> set = Vector256.Equals(Vector256.Create((int)octets[i >> 3]) & places, places);
            (Vector256.LoadUnsafe(ref target, (nuint)i) + (set & added)).StoreUnsafe(ref target, (nuint)i);
        }

        for (int i = whole; i < sums.Length; i++)
            sums[i] += (octets[i >> 3] >> (i & 7) & 1) * factor;
    }

    /// <summary>sums[i] += <paramref name="by"/>.</summary>
    public static void Shift(Span<int> sums, int by)
    {
        foreach (ref int sum in sums)
            sum += by;
    }
}
