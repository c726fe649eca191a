using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Circuits.Ladders;

/// <summary>A register of real parts and one of imaginary parts.</summary>
/// <typeparam name="TReal">The real register.</typeparam>
internal readonly unsafe struct ComplexLanes<TReal>(TReal real, TReal imaginary) : IFieldLanes<ComplexLanes<TReal>, Complex>
    where TReal : struct, IFieldLanes<TReal, double>
{
    private readonly TReal _real = real, _imaginary = imaginary;

    public static int Width => TReal.Width;

    public static int Parts => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> operator +(ComplexLanes<TReal> a, ComplexLanes<TReal> b) => new(a._real + b._real, a._imaginary + b._imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> operator -(ComplexLanes<TReal> a, ComplexLanes<TReal> b) => new(a._real - b._real, a._imaginary - b._imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> operator *(ComplexLanes<TReal> a, ComplexLanes<TReal> b) => new(
        TReal.MultiplySubtract(a._imaginary, b._imaginary, a._real * b._real),
        TReal.MultiplyAdd(a._imaginary, b._real, a._real * b._imaginary));

    /// <summary>a b* / |b|²; the squares stay in range because a short is 10³⁰ S, not infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> operator /(ComplexLanes<TReal> a, ComplexLanes<TReal> b)
    {
        TReal scale = TReal.All(1) / TReal.MultiplyAdd(b._real, b._real, b._imaginary * b._imaginary);
        return new(
            TReal.MultiplyAdd(a._real, b._real, a._imaginary * b._imaginary) * scale,
            TReal.MultiplySubtract(a._real, b._imaginary, a._imaginary * b._real) * scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> MultiplyAdd(ComplexLanes<TReal> a, ComplexLanes<TReal> b, ComplexLanes<TReal> c) => new(
        TReal.MultiplySubtract(a._imaginary, b._imaginary, TReal.MultiplyAdd(a._real, b._real, c._real)),
        TReal.MultiplyAdd(a._imaginary, b._real, TReal.MultiplyAdd(a._real, b._imaginary, c._imaginary)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> MultiplyMinus(ComplexLanes<TReal> a, ComplexLanes<TReal> b, ComplexLanes<TReal> c) => new(
        TReal.MultiplySubtract(a._imaginary, b._imaginary, TReal.MultiplyMinus(a._real, b._real, c._real)),
        TReal.MultiplyAdd(a._imaginary, b._real, TReal.MultiplyMinus(a._real, b._imaginary, c._imaginary)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> MultiplySubtract(ComplexLanes<TReal> a, ComplexLanes<TReal> b, ComplexLanes<TReal> c) => new(
        TReal.MultiplyAdd(a._imaginary, b._imaginary, TReal.MultiplySubtract(a._real, b._real, c._real)),
        TReal.MultiplySubtract(a._imaginary, b._real, TReal.MultiplySubtract(a._real, b._imaginary, c._imaginary)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> Negate(ComplexLanes<TReal> a) => new(TReal.Negate(a._real), TReal.Negate(a._imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> All(Complex value) => new(TReal.All(value.Real), TReal.All(value.Imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> Load(double* source) => new(TReal.Load(source), TReal.Load(source + TReal.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target)
    {
        _real.Store(target);
        _imaginary.Store(target + TReal.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex Sum(ComplexLanes<TReal> x) => new(TReal.Sum(x._real), TReal.Sum(x._imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TReal> Larger(ComplexLanes<TReal> greatest, ComplexLanes<TReal> x) =>
        new(TReal.Larger(greatest._real, x._real), TReal.Larger(greatest._imaginary, x._imaginary));

    public static double Greatest(ComplexLanes<TReal> greatest) => Math.Max(TReal.Greatest(greatest._real), TReal.Greatest(greatest._imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(double* source, nint stride, double* target, nint targetStride)
    {
        TReal.Transpose(source, stride, target, targetStride);
        TReal.Transpose(source + TReal.Width, stride, target + TReal.Width, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex Read(double* row, int index)
    {
        double* real = row + (2 * index) - (index & (TReal.Width - 1));
        return new(*real, real[TReal.Width]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(double* row, int index, Complex value)
    {
        double* real = row + (2 * index) - (index & (TReal.Width - 1));
        *real = value.Real;
        real[TReal.Width] = value.Imaginary;
    }

    // Four numbers at a time where registers hold as many: pairs (real, imaginary) apart, and together again.
    public static void Spread(ReadOnlySpan<Complex> numbers, double* row)
    {
        int index = 0;
        fixed (Complex* start = numbers)
        {
            for (; Avx2.IsSupported && TReal.Width >= 4 && index + 4 <= numbers.Length; index += 4)
            {
                double* pairs = (double*)(start + index), real = row + (2 * index) - (index & (TReal.Width - 1));
                Vector256<double> first = Vector256.Load(pairs), second = Vector256.Load(pairs + 4);
                Avx2.Permute4x64(Avx.UnpackLow(first, second), 0b11_01_10_00).Store(real);
                Avx2.Permute4x64(Avx.UnpackHigh(first, second), 0b11_01_10_00).Store(real + TReal.Width);
            }
        }

        for (; index < numbers.Length; index++)
            Write(row, index, numbers[index]);
    }

    public static void Gather(double* row, Span<Complex> numbers)
    {
        int index = 0;
        fixed (Complex* start = numbers)
        {
            for (; Avx2.IsSupported && TReal.Width >= 4 && index + 4 <= numbers.Length; index += 4)
            {
                double* pairs = (double*)(start + index), real = row + (2 * index) - (index & (TReal.Width - 1));
                Vector256<double> reals = Avx2.Permute4x64(Vector256.Load(real), 0b11_01_10_00), imaginaries = Avx2.Permute4x64(Vector256.Load(real + TReal.Width), 0b11_01_10_00);
                Avx.UnpackLow(reals, imaginaries).Store(pairs);
                Avx.UnpackHigh(reals, imaginaries).Store(pairs + 4);
            }
        }

        for (; index < numbers.Length; index++)
            numbers[index] = Read(row, index);
    }

    public static double Magnitude(Complex value) => Complex.Abs(value);

    public static (double Least, double Greatest) Extent(ReadOnlySpan<Complex> values)
    {
        double least = double.PositiveInfinity, greatest = 0;
        foreach (Complex value in values)
        {
            double size = Math.Max(Math.Abs(value.Real), Math.Abs(value.Imaginary));
            greatest = Math.Max(greatest, size);
            least = size > 0 ? Math.Min(least, size) : least;
        }

        return (least, greatest);
    }
}
