using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>Threads divide C, never a sum.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed unsafe class SharedProductTests
{
    [Theory]
    [InlineData(130, 120, 110)]
    [InlineData(7, 3001, 301)]
    [InlineData(2003, 5, 270)]
    [InlineData(257, 97, 600)]
    [InlineData(1, 9001, 130)]
    [InlineData(9001, 1, 130)]
    [InlineData(301, 1030, 40)]
    public void A_product_is_the_same_bytes_on_one_two_and_eight_threads(int m, int n, int k)
    {
        foreach ((bool aTransposed, bool bTransposed) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            float[] one = Product<float>(m, n, k, aTransposed, bTransposed, 1);
            Assert.True(one.AsSpan().SequenceEqual(Product<float>(m, n, k, aTransposed, bTransposed, 2)));
            Assert.True(one.AsSpan().SequenceEqual(Product<float>(m, n, k, aTransposed, bTransposed, 8)));
            double[] pair = Product<double>(m, n, k, aTransposed, bTransposed, 1);
            Assert.True(pair.AsSpan().SequenceEqual(Product<double>(m, n, k, aTransposed, bTransposed, 8)));
            Assert.True(one.Zip(pair).All(both => Math.Abs(both.First - both.Second) < 1e-4));
        }
    }

    [Fact]
    public void A_warm_product_allocates_nothing()
    {
        using WorkerCount _ = new(2);
        float[] a = new float[200 * 200], b = new float[200 * 200], c = new float[200 * 200];
        fixed (float* x = a, y = b, z = c)
        {
            MatrixProduct.Multiply(200, 200, 200, x, 200, 1, y, 1, 200, z, 200, accumulate: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < 10; round++)
                MatrixProduct.Multiply(200, 200, 200, x, 200, 1, y, 1, 200, z, 200, accumulate: false);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static T[] Product<T>(int m, int n, int k, bool aTransposed, bool bTransposed, int threads)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        using WorkerCount _ = new(threads);
        Key left = new Key(3)["a"], right = new Key(3)["b"];
        T[] a = new T[m * k], b = new T[k * n], c = new T[m * n];
        for (int i = 0; i < a.Length; i++)
            a[i] = T.CreateTruncating((float)((2 * left.Uniform(i % 4001)) - 1));
        for (int i = 0; i < b.Length; i++)
            b[i] = T.CreateTruncating((float)((2 * right.Uniform(i % 5003)) - 1));
        fixed (T* x = a, y = b, z = c)
        {
            (nint aRow, nint aColumn, nint bRow, nint bColumn) = (aTransposed ? 1 : k, aTransposed ? m : 1, bTransposed ? 1 : n, bTransposed ? k : 1);
            if (typeof(T) == typeof(float))
                MatrixProduct.Multiply(m, n, k, (float*)x, aRow, aColumn, (float*)y, bRow, bColumn, (float*)z, n, accumulate: false);
            else
                MatrixProduct.Multiply(m, n, k, (double*)x, aRow, aColumn, (double*)y, bRow, bColumn, (double*)z, n, accumulate: false);
        }

        return c;
    }
}
