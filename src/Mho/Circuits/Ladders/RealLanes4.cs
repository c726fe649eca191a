using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Circuits.Ladders;

/// <summary>Four real numbers in one AVX2 register.</summary>
internal readonly unsafe struct RealLanes4(Vector256<double> lanes) : IFieldLanes<RealLanes4, double>
{
    private readonly Vector256<double> _lanes = lanes;

    public static int Width => 4;

    public static int Parts => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 operator +(RealLanes4 a, RealLanes4 b) => new(a._lanes + b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 operator -(RealLanes4 a, RealLanes4 b) => new(a._lanes - b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 operator *(RealLanes4 a, RealLanes4 b) => new(a._lanes * b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 operator /(RealLanes4 a, RealLanes4 b) => new(a._lanes / b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 MultiplyAdd(RealLanes4 a, RealLanes4 b, RealLanes4 c) => new(Fma.MultiplyAdd(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 MultiplyMinus(RealLanes4 a, RealLanes4 b, RealLanes4 c) => new(Fma.MultiplySubtract(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 MultiplySubtract(RealLanes4 a, RealLanes4 b, RealLanes4 c) => new(Fma.MultiplyAddNegated(a._lanes, b._lanes, c._lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 Negate(RealLanes4 a) => new(-a._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(RealLanes4 x) => Vector256.Sum(x._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealLanes4 Larger(RealLanes4 greatest, RealLanes4 x) => new(Vector256.MaxNative(greatest._lanes, Vector256.Abs(x._lanes)));

    public static double Greatest(RealLanes4 greatest)
    {
        double largest = 0;
        for (int lane = 0; lane < 4; lane++)
            largest = Math.Max(largest, greatest._lanes[lane]);
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(double* source, nint stride, double* target, nint targetStride)
    {
        Vector256<double> r0 = Vector256.Load(source), r1 = Vector256.Load(source + stride), r2 = Vector256.Load(source + (2 * stride)), r3 = Vector256.Load(source + (3 * stride));
        Vector256<double> t0 = Avx.UnpackLow(r0, r1), t1 = Avx.UnpackHigh(r0, r1), t2 = Avx.UnpackLow(r2, r3), t3 = Avx.UnpackHigh(r2, r3);
        Avx.Permute2x128(t0, t2, 0x20).Store(target);
        Avx.Permute2x128(t1, t3, 0x20).Store(target + targetStride);
        Avx.Permute2x128(t0, t2, 0x31).Store(target + (2 * targetStride));
        Avx.Permute2x128(t1, t3, 0x31).Store(target + (3 * targetStride));
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
