using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Numerics;

/// <summary>Sixteen words: one AVX-512 register.</summary>
internal readonly struct Words16(Vector512<uint> words) : IWords<Words16, Lanes16>
{
    private readonly Vector512<uint> _words = words;

    public static Words16 Indices => new(Vector512<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator +(Words16 a, Words16 b) => new(a._words + b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator -(Words16 a, Words16 b) => new(a._words - b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator ^(Words16 a, Words16 b) => new(a._words ^ b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator &(Words16 a, Words16 b) => new(a._words & b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator <<(Words16 a, int by) => new(a._words << by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 operator >>>(Words16 a, int by) => new(a._words >>> by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 All(uint value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words16 Multiply(Words16 a, uint by, out Words16 low)
    {
        // The machine multiplies even words to 64 bits; odd words take a second product.
        Vector512<uint> factor = Vector512.Create((ulong)by).AsUInt32(), upper = Vector512.Create(0xFFFFFFFF_00000000).AsUInt32();
        Vector512<ulong> even = Avx512F.Multiply(a._words, factor), odd = Avx512F.Multiply((a._words.AsUInt64() >>> 32).AsUInt32(), factor);
        low = new(Vector512.ConditionalSelect(upper, (odd << 32).AsUInt32(), even.AsUInt32()));
        return new(Vector512.ConditionalSelect(upper, odd.AsUInt32(), (even >>> 32).AsUInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ToSigned(Words16 a) => new(Vector512.ConvertToSingle(a._words.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Negate(Lanes16 x, Words16 signs) => new((x.Lanes.AsUInt32() ^ signs._words).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 IfOdd(Words16 a, Lanes16 odd, Lanes16 even) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan((a._words << 31).AsInt32(), Vector512<int>.Zero).AsSingle(), odd.Lanes, even.Lanes));
}
