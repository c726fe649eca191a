using System.Numerics;

namespace Mho.Numerics;

/// <summary>C = A B or C += A B for float and double, any strides (so transposes are free), row-major C.</summary>
public static unsafe class MatrixProduct
{
    /// <summary>C[m × n] (+)= A[m × k] B[k × n], single precision. Strides count elements; C has unit column stride.</summary>
    public static void Multiply(int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, nint bColumn, float* c, nint cRow, bool accumulate) =>
        Portable(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);

    /// <summary>C[m × n] (+)= A[m × k] B[k × n], double precision. Strides count elements; C has unit column stride.</summary>
    public static void Multiply(int m, int n, int k, double* a, nint aRow, nint aColumn, double* b, nint bRow, nint bColumn, double* c, nint cRow, bool accumulate) =>
        Portable(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);

    private static void Portable<T>(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < m; i++)
        {
            T* row = c + (i * cRow);
            if (!accumulate)
                new Span<T>(row, n).Clear();
            for (int p = 0; p < k; p++)
            {
                T x = a[(i * aRow) + (p * aColumn)];
                for (int j = 0; j < n; j++)
                    row[j] += x * b[(p * bRow) + (j * bColumn)];
            }
        }
    }
}
