using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>A factor laid out once against the same product without.</summary>
public sealed unsafe class PackedFactorTests
{
    [Theory]
    [InlineData(9, 16)]
    [InlineData(72, 8)]
    [InlineData(144, 24)]
    [InlineData(7, 41)]
    [InlineData(600, 200)]
    public void Gives_the_bytes_of_the_matrix_product_for_any_number_of_rows(int k, int n)
    {
        const int Rows = 29;
        float[] a = new float[Rows * k], b = new float[k * n], expected = new float[Rows * n], whole = new float[Rows * n], parts = new float[Rows * n];
        new Key(1).FillNormal(a);
        new Key(2).FillNormal(b);
        PackedFactor factor = new(k, n, b);
        fixed (float* left = a, right = b, c = expected, all = whole, some = parts)
        {
            MatrixProduct.Multiply(Rows, n, k, left, k, 1, right, n, 1, c, n, false);
            factor.Multiply(Rows, left, k, all, n);
            for (int row = 0, rows = 1; row < Rows; row += rows, rows = Math.Min(rows + 1, Rows - row))
                factor.Multiply(rows, left + (row * k), k, some + (row * n), n);
        }

        Assert.Equal(expected, whole);
        Assert.Equal(expected, parts);
    }
}
