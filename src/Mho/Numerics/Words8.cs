using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Numerics;

/// <summary>Eight words: one AVX2 register.</summary>
internal readonly struct Words8(Vector256<uint> words) : IWords<Words8, Lanes8>
{
    private readonly Vector256<uint> _words = words;

    public static Words8 Indices => new(Vector256<uint>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator +(Words8 a, Words8 b) => new(a._words + b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator -(Words8 a, Words8 b) => new(a._words - b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator ^(Words8 a, Words8 b) => new(a._words ^ b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator &(Words8 a, Words8 b) => new(a._words & b._words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator <<(Words8 a, int by) => new(a._words << by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 operator >>>(Words8 a, int by) => new(a._words >>> by);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 All(uint value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words8 Multiply(Words8 a, uint by, out Words8 low)
    {
        // The machine multiplies even words to 64 bits; odd words take a second product.
        Vector256<uint> factor = Vector256.Create((ulong)by).AsUInt32(), upper = Vector256.Create(0xFFFFFFFF_00000000).AsUInt32();
        Vector256<ulong> even = Avx2.Multiply(a._words, factor), odd = Avx2.Multiply((a._words.AsUInt64() >>> 32).AsUInt32(), factor);
        low = new(Vector256.ConditionalSelect(upper, (odd << 32).AsUInt32(), even.AsUInt32()));
        return new(Vector256.ConditionalSelect(upper, odd.AsUInt32(), (even >>> 32).AsUInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ToSigned(Words8 a) => new(Vector256.ConvertToSingle(a._words.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Negate(Lanes8 x, Words8 signs) => new((x.Lanes.AsUInt32() ^ signs._words).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 IfOdd(Words8 a, Lanes8 odd, Lanes8 even) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan((a._words << 31).AsInt32(), Vector256<int>.Zero).AsSingle(), odd.Lanes, even.Lanes));
}
