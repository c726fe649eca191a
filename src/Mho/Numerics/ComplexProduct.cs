using System.Numerics;

namespace Mho.Numerics;

/// <summary>C = A B for complex matrices kept as two real planes each, row-major without gaps: C[m × n], A[m × k], B[k × n].</summary>
/// <remarks>
/// Three products: T₁ = Aᵣ Bᵣ, T₂ = Aᵢ Bᵢ, T₃ = (Aᵣ + Aᵢ)(Bᵣ + Bᵢ); Cᵣ = T₁ − T₂, Cᵢ = T₃ − T₁ − T₂.
/// N. J. Higham, "Stability of a method for multiplying complex matrices with three real matrix multiplications", SIAM J. Matrix Anal. Appl. 13 (1992):
/// the error of the whole is as small as with four products, that of a small imaginary part alone need not be.
/// </remarks>
public static unsafe class ComplexProduct
{
    [ThreadStatic]
    private static PackBuffer? scratch;

    /// <summary>C = A B.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlySpan<T> aReal, ReadOnlySpan<T> aImaginary, ReadOnlySpan<T> bReal, ReadOnlySpan<T> bImaginary,
        Span<T> cReal, Span<T> cImaginary, ComplexScheme scheme = ComplexScheme.ThreeProducts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(aReal.Length, m, k, nameof(aReal));
        Check(aImaginary.Length, m, k, nameof(aImaginary));
        Check(bReal.Length, k, n, nameof(bReal));
        Check(bImaginary.Length, k, n, nameof(bImaginary));
        Check(cReal.Length, m, n, nameof(cReal));
        Check(cImaginary.Length, m, n, nameof(cImaginary));
        int left = m * k, right = k * n, result = m * n;
        T* memory = (scratch ??= new PackBuffer()).Take<T>(left + (nint)right + result);
        Span<T> sumA = new(memory, left), sumB = new(memory + left, right), product = new(memory + left + right, result);
        fixed (T* ar = aReal, ai = aImaginary, br = bReal, bi = bImaginary, cr = cReal, ci = cImaginary)
        {
            if (scheme == ComplexScheme.FourProducts)
            {
                Negate(aImaginary, sumA);
                MatrixProduct.Multiply(m, n, k, ar, k, 1, br, n, 1, cr, n, false);
                MatrixProduct.Multiply(m, n, k, memory, k, 1, bi, n, 1, cr, n, true);
                MatrixProduct.Multiply(m, n, k, ar, k, 1, bi, n, 1, ci, n, false);
                MatrixProduct.Multiply(m, n, k, ai, k, 1, br, n, 1, ci, n, true);
                return;
            }

            Add(aReal, aImaginary, sumA);
            Add(bReal, bImaginary, sumB);
            MatrixProduct.Multiply(m, n, k, memory, k, 1, memory + left, n, 1, ci, n, false);
            MatrixProduct.Multiply(m, n, k, ar, k, 1, br, n, 1, cr, n, false);
            MatrixProduct.Multiply(m, n, k, ai, k, 1, bi, n, 1, memory + left + right, n, false);
        }

        Combine(cReal, product, cImaginary);
    }

    // Cᵣ = T₁ − T₂, Cᵢ = T₃ − T₁ − T₂ where T₁ lies in Cᵣ and T₃ in Cᵢ.
    private static void Combine<T>(Span<T> real, ReadOnlySpan<T> second, Span<T> imaginary)
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        for (; i <= real.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> x = new(real[i..]), y = new(second[i..]), z = new(imaginary[i..]);
            (z - x - y).CopyTo(imaginary[i..]);
            (x - y).CopyTo(real[i..]);
        }

        for (; i < real.Length; i++)
        {
            imaginary[i] = imaginary[i] - real[i] - second[i];
            real[i] -= second[i];
        }
    }

    private static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> sum)
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(x[i..]) + new Vector<T>(y[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] = x[i] + y[i];
    }

    private static void Negate<T>(ReadOnlySpan<T> x, Span<T> negative)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < negative.Length; i++)
            negative[i] = -x[i];
    }

    private static void Check(int length, int rows, int columns, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (length != rows * (long)columns)
            throw new ArgumentException($"{name} has {length} numbers; a plane of {rows} × {columns} has {rows * (long)columns}. Pass the plane itself, without gaps.", name);
    }
}
