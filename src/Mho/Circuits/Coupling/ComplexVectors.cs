using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mho.Circuits.Coupling;

/// <summary>Long vectors of complex numbers, two in a register, summed in one order on every machine.</summary>
internal static class ComplexVectors
{
    /// <summary>Σ a* b.</summary>
    public static Complex Dot(ReadOnlySpan<Complex> a, ReadOnlySpan<Complex> b)
    {
        ReadOnlySpan<Vector256<double>> x = Registers(a), y = Registers(b);
        Vector256<double> along = default, across = default;
        for (int k = 0; k < x.Length; k++)
        {
            along += x[k] * y[k];
            across += x[k] * Swapped(y[k]);
        }

        Complex last = a.Length % 2 == 0 ? Complex.Zero : Complex.Conjugate(a[^1]) * b[^1];
        return new(Vector256.Sum(along) + last.Real, across[0] - across[1] + (across[2] - across[3]) + last.Imaginary);
    }

    /// <summary>Σ |a|².</summary>
    public static double Square(ReadOnlySpan<Complex> a)
    {
        Vector256<double> sum = default;
        foreach (Vector256<double> x in Registers(a))
            sum += x * x;
        Complex last = a.Length % 2 == 0 ? Complex.Zero : a[^1];
        return Vector256.Sum(sum) + Size(last);
    }

    /// <summary>sum += share · a.</summary>
    public static void Add(Complex share, ReadOnlySpan<Complex> a, Span<Complex> sum)
    {
        ReadOnlySpan<Vector256<double>> x = Registers(a);
        Span<Vector256<double>> y = MemoryMarshal.Cast<Complex, Vector256<double>>(sum);
        Vector256<double> real = Vector256.Create(share.Real), imaginary = Vector256.Create(-share.Imaginary, share.Imaginary, -share.Imaginary, share.Imaginary);
        for (int k = 0; k < x.Length; k++)
            y[k] += (real * x[k]) + (imaginary * Swapped(x[k]));
        if (a.Length % 2 == 1)
            sum[^1] += share * a[^1];
    }

    /// <summary>product = scale · a.</summary>
    public static void Scale(double scale, ReadOnlySpan<Complex> a, Span<Complex> product)
    {
        ReadOnlySpan<double> x = MemoryMarshal.Cast<Complex, double>(a);
        Span<double> y = MemoryMarshal.Cast<Complex, double>(product);
        for (int k = 0; k < x.Length; k++)
            y[k] = scale * x[k];
    }

    /// <summary>currents = j · susceptance · (a + b).</summary>
    public static void Couple(double susceptance, ReadOnlySpan<Complex> a, ReadOnlySpan<Complex> b, Span<Complex> currents)
    {
        ReadOnlySpan<Vector256<double>> x = Registers(a), y = Registers(b);
        Span<Vector256<double>> z = MemoryMarshal.Cast<Complex, Vector256<double>>(currents);
        Vector256<double> turn = Vector256.Create(-susceptance, susceptance, -susceptance, susceptance);
        for (int k = 0; k < x.Length; k++)
            z[k] = turn * Swapped(x[k] + y[k]);
        if (a.Length % 2 == 1)
            currents[a.Length - 1] = Complex.ImaginaryOne * susceptance * (a[^1] + b[^1]);
    }

    /// <summary>a −= b. Returns the largest |a|² before and after.</summary>
    public static (double Before, double After) Subtract(Span<Complex> a, ReadOnlySpan<Complex> b)
    {
        Span<Vector256<double>> x = MemoryMarshal.Cast<Complex, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> y = Registers(b);
        Vector256<double> before = default, after = default;
        for (int k = 0; k < x.Length; k++)
        {
            Vector256<double> left = x[k] - y[k], own = x[k] * x[k], lefts = left * left;
            before = Vector256.Max(before, own + Swapped(own));
            after = Vector256.Max(after, lefts + Swapped(lefts));
            x[k] = left;
        }

        (double Before, double After) largest = (Math.Max(before[0], before[2]), Math.Max(after[0], after[2]));
        if (a.Length % 2 == 0)
            return largest;
        Complex last = a[^1];
        a[^1] -= b[^1];
        return (Math.Max(largest.Before, Size(last)), Math.Max(largest.After, Size(a[^1])));
    }

    private static double Size(Complex a) => (a.Real * a.Real) + (a.Imaginary * a.Imaginary);

    private static ReadOnlySpan<Vector256<double>> Registers(ReadOnlySpan<Complex> a) => MemoryMarshal.Cast<Complex, Vector256<double>>(a);

    private static Vector256<double> Swapped(Vector256<double> a) => Vector256.Shuffle(a, Vector256.Create(1L, 0, 3, 2));
}
