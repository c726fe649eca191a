using System.Numerics;
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
        float[] a = Filled("a", m * k), b = Filled("b", k * n);
        double[] wideA = Array.ConvertAll(a, x => (double)x), wideB = Array.ConvertAll(b, x => (double)x);
        foreach ((bool aTransposed, bool bTransposed) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            float[] one = Product(m, n, k, a, b, aTransposed, bTransposed, 1);
            Assert.True(one.AsSpan().SequenceEqual(Product(m, n, k, a, b, aTransposed, bTransposed, 2)));
            Assert.True(one.AsSpan().SequenceEqual(Product(m, n, k, a, b, aTransposed, bTransposed, 8)));
            double[] pair = Product(m, n, k, wideA, wideB, aTransposed, bTransposed, 1);
            Assert.True(pair.AsSpan().SequenceEqual(Product(m, n, k, wideA, wideB, aTransposed, bTransposed, 8)));
            double worst = 0;
            for (int i = 0; i < one.Length; i++)
                worst = Math.Max(worst, Math.Abs(one[i] - pair[i]));
            Assert.InRange(worst, 0, 1e-4);
        }
    }

    [Fact]
    public void A_warm_product_allocates_nothing()
    {
        float[] a = new float[200 * 200], b = new float[200 * 200], c = new float[200 * 200];
        fixed (float* x = a, y = b, z = c)
        {
            // Alone first: among others this thread may find no chunk left, and would then take its buffers later.
            foreach (int threads in (int[])[1, 2])
            {
                using WorkerCount _ = new(threads);
                Multiply(x, y, z, 20);
            }

            // Whatever the runtime itself allocates now and then on this thread, it does not do so each time; a product that allocates does.
            using WorkerCount __ = new(2);
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5 && least > 0; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Multiply(x, y, z, 10);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.Equal(0, least);
        }
    }

    private static void Multiply(float* a, float* b, float* c, int times)
    {
        for (int round = 0; round < times; round++)
            MatrixProduct.Multiply(200, 200, 200, a, 200, 1, b, 1, 200, c, 200, accumulate: false);
    }

    private static float[] Filled(string name, int count)
    {
        Key key = new Key(3)[name];
        float[] period = [.. Enumerable.Range(0, Math.Min(count, 4001)).Select(i => (float)((2 * key.Uniform(i)) - 1))];
        return [.. Enumerable.Range(0, count).Select(i => period[i % period.Length])];
    }

    private static T[] Product<T>(int m, int n, int k, T[] a, T[] b, bool aTransposed, bool bTransposed, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using WorkerCount _ = new(threads);
        T[] c = new T[m * n];
        fixed (T* x = a, y = b, z = c)
        {
            (nint aRow, nint aColumn, nint bRow, nint bColumn) = (aTransposed ? 1 : k, aTransposed ? m : 1, bTransposed ? 1 : n, bTransposed ? k : 1);
            MatrixProduct.Multiply(m, n, k, x, aRow, aColumn, y, bRow, bColumn, z, n, accumulate: false);
        }

        return c;
    }
}
