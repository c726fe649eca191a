using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Circuits.Ladders;

/// <summary>Eight real numbers in one AVX-512 register.</summary>
internal readonly unsafe struct RealLanes8(Vector512<double> lanes) : IFieldLanes<RealLanes8, double>
{
    private readonly Vector512<double> _lanes = lanes;

    public static int Width => 8;

    public static int Parts => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 operator +(RealLanes8 a, RealLanes8 b) => new(a._lanes + b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 operator -(RealLanes8 a, RealLanes8 b) => new(a._lanes - b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 operator *(RealLanes8 a, RealLanes8 b) => new(a._lanes * b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 operator /(RealLanes8 a, RealLanes8 b) => new(a._lanes / b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 MultiplyAdd(RealLanes8 a, RealLanes8 b, RealLanes8 c) => new(Avx512F.FusedMultiplyAdd(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 MultiplyMinus(RealLanes8 a, RealLanes8 b, RealLanes8 c) => new(Avx512F.FusedMultiplySubtract(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 MultiplySubtract(RealLanes8 a, RealLanes8 b, RealLanes8 c) => new(Avx512F.FusedMultiplyAddNegated(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 Negate(RealLanes8 a) => new(-a._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(RealLanes8 x) => Vector512.Sum(x._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes8 Larger(RealLanes8 greatest, RealLanes8 x) => new(Vector512.MaxNative(greatest._lanes, Vector512.Abs(x._lanes)));

    public static double Greatest(RealLanes8 greatest)
    {
        double largest = 0;
        for (int lane = 0; lane < 8; lane++)
            largest = Math.Max(largest, greatest._lanes[lane]);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(double* source, nint stride, double* target, nint targetStride)
    {
        Vector512<double> r0 = Vector512.Load(source), r1 = Vector512.Load(source + stride), r2 = Vector512.Load(source + (2 * stride)), r3 = Vector512.Load(source + (3 * stride));
        source += 4 * stride;
        Vector512<double> r4 = Vector512.Load(source), r5 = Vector512.Load(source + stride), r6 = Vector512.Load(source + (2 * stride)), r7 = Vector512.Load(source + (3 * stride));

        // Pairs of doubles within 128-bit lanes, then the lanes themselves in two rounds.
        Vector512<double> t0 = Avx512F.UnpackLow(r0, r1), t1 = Avx512F.UnpackHigh(r0, r1), t2 = Avx512F.UnpackLow(r2, r3), t3 = Avx512F.UnpackHigh(r2, r3);
        Vector512<double> t4 = Avx512F.UnpackLow(r4, r5), t5 = Avx512F.UnpackHigh(r4, r5), t6 = Avx512F.UnpackLow(r6, r7), t7 = Avx512F.UnpackHigh(r6, r7);
        Vector512<double> s0 = Avx512F.Shuffle4x128(t0, t2, 0x88), s1 = Avx512F.Shuffle4x128(t0, t2, 0xDD), s4 = Avx512F.Shuffle4x128(t4, t6, 0x88), s5 = Avx512F.Shuffle4x128(t4, t6, 0xDD);
        Vector512<double> u0 = Avx512F.Shuffle4x128(t1, t3, 0x88), u1 = Avx512F.Shuffle4x128(t1, t3, 0xDD), u4 = Avx512F.Shuffle4x128(t5, t7, 0x88), u5 = Avx512F.Shuffle4x128(t5, t7, 0xDD);
        Avx512F.Shuffle4x128(s0, s4, 0x88).Store(target);
        Avx512F.Shuffle4x128(u0, u4, 0x88).Store(target + targetStride);
        Avx512F.Shuffle4x128(s1, s5, 0x88).Store(target + (2 * targetStride));
        Avx512F.Shuffle4x128(u1, u5, 0x88).Store(target + (3 * targetStride));
        target += 4 * targetStride;
        Avx512F.Shuffle4x128(s0, s4, 0xDD).Store(target);
        Avx512F.Shuffle4x128(u0, u4, 0xDD).Store(target + targetStride);
        Avx512F.Shuffle4x128(s1, s5, 0xDD).Store(target + (2 * targetStride));
        Avx512F.Shuffle4x128(u1, u5, 0xDD).Store(target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(double* row, int index) => row[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(double* row, int index, double value) => row[index] = value;

    public static void Spread(ReadOnlySpan<double> numbers, double* row) => numbers.CopyTo(new Span<double>(row, numbers.Length));

    public static void Gather(double* row, Span<double> numbers) => new ReadOnlySpan<double>(row, numbers.Length).CopyTo(numbers);

    public static double Magnitude(double value) => Math.Abs(value);

    public static (double Least, double Greatest) Extent(ReadOnlySpan<double> values) => RealExtent.Of(values);
}
