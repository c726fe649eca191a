using System.Numerics;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

/// <summary>Against <see cref="Complex"/>, the runtime's own.</summary>
public sealed class ComplexProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 7)]
    [InlineData(33, 50, 41)]
    [InlineData(64, 20, 300)]
    [InlineData(3, 4, 0)]
    public void Both_schemes_agree_with_the_definition_within_rounding_of_the_whole(int m, int n, int k)
    {
        foreach (ComplexScheme scheme in Enum.GetValues<ComplexScheme>())
        {
            Assert.InRange(Error<float>(m, n, k, scheme), 0, 3e-7);
            Assert.InRange(Error<double>(m, n, k, scheme), 0, 6e-16);
        }
    }

    [Fact]
    public void Four_products_keep_a_small_imaginary_part_that_three_lose()
    {
        float[] real = [1], imaginary = [1e-9f], cReal = [0], three = [0], four = [0];
        ComplexProduct.Multiply(1, 1, 1, real, imaginary, real, imaginary, cReal, three, ComplexScheme.ThreeProducts);
        ComplexProduct.Multiply(1, 1, 1, real, imaginary, real, imaginary, cReal, four, ComplexScheme.FourProducts);
        Assert.Equal(2e-9f, four[0], 1e-15);
        Assert.InRange(three[0], -1e-12f, 1e-12f);
    }

    [Fact]
    public void A_plane_of_the_wrong_size_is_refused_by_name()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            ComplexProduct.Multiply(2, 2, 2, new float[4], new float[4], new float[4], new float[3], new float[4], new float[4]));
        Assert.Equal("bImaginary", thrown.ParamName);
    }

    // Largest |error| of an element in units of its Σ|a||b|.
    private static double Error<T>(int m, int n, int k, ComplexScheme scheme)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] ar = Plane<T>("ar", m * k), ai = Plane<T>("ai", m * k), br = Plane<T>("br", k * n), bi = Plane<T>("bi", k * n), cr = Plane<T>("cr", m * n), ci = Plane<T>("ci", m * n);
        ComplexProduct.Multiply(m, n, k, ar, ai, br, bi, cr, ci, scheme);
        double worst = 0;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Complex sum = 0;
                double scale = double.Epsilon;
                for (int p = 0; p < k; p++)
                {
                    Complex x = Pair(ar, ai, (i * k) + p), y = Pair(br, bi, (p * n) + j);
                    sum += x * y;
                    scale += Complex.Abs(x) * Complex.Abs(y);
                }

                worst = Math.Max(worst, Complex.Abs(sum - Pair(cr, ci, (i * n) + j)) / scale);
            }
        }

        return worst;
    }

    private static Complex Pair<T>(T[] real, T[] imaginary, int at)
        where T : INumber<T> => new(double.CreateTruncating(real[at]), double.CreateTruncating(imaginary[at]));

    private static T[] Plane<T>(string name, int count)
        where T : INumber<T>
    {
        Key key = new Key(8)[name];
        return [.. Enumerable.Range(0, count).Select(i => T.CreateTruncating(key.Normal(i)))];
    }
}
