using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mho.Numerics;

/// <summary>C = A B or C += A B for float and double, any strides (so transposes are free), row-major C.</summary>
/// <remarks>
/// An element of C is a sum in ascending k by fused multiply-adds, added up in blocks of k whose cut depends on k alone. It is therefore the same
/// bytes however C is cut: on any number of threads, with 512-bit or 256-bit registers, and for a part of C computed by itself.
/// A single row or column of C whose operands are contiguous along k is made of dot products instead: the same bytes on any number of threads, yet
/// not those of the same row within a larger product.
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary>C[m × n] (+)= A[m × k] B[k × n]. Strides count elements; C has unit column stride.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static void Multiply<T>(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (IsEmpty(m, n, k, c, cRow, accumulate))
            return;
        if (m == 1 && aColumn == 1 && bRow == 1 && bColumn != 1)
        {
            Dots(n, k, b, bColumn, a, c, 1, accumulate);
            return;
        }

        if (n == 1 && aColumn == 1 && bRow == 1)
        {
            Dots(m, k, a, aRow, b, c, cRow, accumulate);
            return;
        }

        if (n == 1 && m > 1 && aRow == 1 && cRow == 1)
        {
            Multiply(1, m, k, b, bColumn, bRow, a, aColumn, aRow, c, m, accumulate); // a column is a row: the same sums, a full vector at a time
            return;
        }

        Packing packing = Choose(m, n, k, sizeof(T), aColumn, bColumn);
        if (Avx512F.IsSupported)
            ProductCut<Avx512Lanes<T>, Vector512<T>, T>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, packing);
        else if (Fma.IsSupported)
            ProductCut<Avx2Lanes<T>, Vector256<T>, T>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, packing);
        else
            ProductCut<PortableLanes<T>, Vector<T>, T>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, packing);
    }

    private static void Dots<T>(int rows, int k, T* w, nint wRow, T* x, T* y, nint yRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Avx512F.IsSupported)
            VectorProduct<Avx512Lanes<T>, Vector512<T>, T>.Multiply(rows, k, w, wRow, x, y, yRow, accumulate);
        else if (Fma.IsSupported)
            VectorProduct<Avx2Lanes<T>, Vector256<T>, T>.Multiply(rows, k, w, wRow, x, y, yRow, accumulate);
        else
            VectorProduct<PortableLanes<T>, Vector<T>, T>.Multiply(rows, k, w, wRow, x, y, yRow, accumulate);
    }

    // The tiles read A and B where they lie. A copy repays itself when an operand is too large for the inner caches and used often enough,
    // and B must be copied where its rows are not contiguous. Rows of A, each a stream of its own, bear more than columns, of which a tile takes a part
    // of a cache line at a time. Thresholds in bytes, measured on Cascade Lake.
    private static Packing Choose(int m, int n, int k, int size, nint aColumn, nint bColumn)
    {
        long left = (long)m * k * size, right = (long)k * n * size;
        Packing packing = Packing.None;
        if (bColumn != 1 || (m > 64 && right >= 128 * 1024) || (m >= 16 && right >= 2048 * 1024))
            packing |= Packing.Right;
        if (n > 64 && right >= 128 * 1024 && left >= (aColumn == 1 ? 2048 : 128) * 1024)
            packing |= Packing.Left;
        return packing;
    }

    private static bool IsEmpty<T>(int m, int n, int k, T* c, nint cRow, bool accumulate)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (m > 0 && n > 0 && k > 0)
            return false;
        for (int i = 0; i < m && !accumulate; i++)
            new Span<T>(c + (i * cRow), n).Clear(); // a sum of nothing
        return true;
    }
}
