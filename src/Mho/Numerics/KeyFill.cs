using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Mho.Numerics;

/// <summary>Single-precision numbers of a key, 64 at a time, in the widest registers of the machine; every width gives the same bytes.</summary>
/// <remarks>
/// Number i belongs to block 16·(i / 64) + i mod 16 and is its number (i mod 64) / 16: so a register of 16 blocks is written as it stands.
/// Numbers 0 and 1 of a block come from the words x0, x1, numbers 2 and 3 from x2, x3.
/// </remarks>
internal static unsafe class KeyFill
{
    private const int Group = 64;

    /// <summary>Numbers <paramref name="start"/>, <paramref name="start"/> + 1, …</summary>
    public static void Fill<TKind>(Key key, Span<float> numbers, long start)
        where TKind : struct, INumberKind
    {
        if (Avx512F.IsSupported)
            Fill<TKind, Words16, Lanes16>(key, numbers, start);
        else if (Avx2.IsSupported && Fma.IsSupported)
            Fill<TKind, Words8, Lanes8>(key, numbers, start);
        else
            Fill<TKind, Word, Lane>(key, numbers, start);
    }

    /// <summary>The same at a chosen width.</summary>
    public static void Fill<TKind, W, V>(Key key, Span<float> numbers, long start)
        where TKind : struct, INumberKind
        where W : struct, IWords<W, V>
        where V : struct, ILanes<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        float* group = stackalloc float[Group];
        while (numbers.Length > 0)
        {
            int skip = (int)(start % Group), whole = skip == 0 ? numbers.Length / Group : 0, taken = whole * Group;
            if (whole > 0)
            {
                fixed (float* to = numbers)
                    Groups<TKind, W, V>(key.Bits, start / Group, whole, to);
            }
            else
            {
                Groups<TKind, W, V>(key.Bits, start / Group, 1, group);
                taken = Math.Min(Group - skip, numbers.Length);
                new ReadOnlySpan<float>(group + skip, taken).CopyTo(numbers);
            }

            numbers = numbers[taken..];
            start += taken;
        }
    }

    /// <summary>Number <paramref name="index"/> alone.</summary>
    public static float One<TKind>(Key key, long index)
        where TKind : struct, INumberKind
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)((index / Group * 16) + (index % 16)), Key.Floats, key.Bits);
        long number = index % Group / 16;
        Lane first, second;
        if (number < 2)
            TKind.Numbers(new Word(x0), new Word(x1), out first, out second);
        else
            TKind.Numbers(new Word(x2), new Word(x3), out first, out second);
        return (number & 1) == 0 ? first : second;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Groups<TKind, W, V>(ulong key, long group, long count, float* to)
        where TKind : struct, INumberKind
        where W : struct, IWords<W, V>
        where V : struct, ILanes<V>
    {
        for (long end = group + count; group < end; group++, to += Group)
        {
            for (uint part = 0; part < 16; part += (uint)V.Width)
            {
                W x0 = W.All(((uint)group * 16) + part) + W.Indices, x1 = W.All((uint)(group >> 28)), x2 = W.All((uint)Key.Floats), x3 = x2;
                uint k0 = (uint)key, k1 = (uint)(key >> 32);
                for (int round = 0; round < 10; round++)
                {
                    W high0 = W.Multiply(x0, Philox.Multiplier0, out W low0), high1 = W.Multiply(x2, Philox.Multiplier1, out W low1);
                    x0 = high1 ^ x1 ^ W.All(k0);
                    x2 = high0 ^ x3 ^ W.All(k1);
                    x1 = low1;
                    x3 = low0;
                    k0 += Philox.Weyl0;
                    k1 += Philox.Weyl1;
                }

                TKind.Numbers(x0, x1, out V first, out V second);
                TKind.Numbers(x2, x3, out V third, out V fourth);
                first.Store(to + part);
                second.Store(to + part + 16);
                third.Store(to + part + 32);
                fourth.Store(to + part + 48);
            }
        }
    }
}
