using System.Runtime.Intrinsics.X86;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class KeyFillTests
{
    private static readonly Key Numbers = new Key(11)["fill"];

    [Fact]
    public void Every_register_width_gives_the_same_bytes()
    {
        Check<NormalNumbers>();
        Check<UniformNumbers>();
    }

    private static void Check<TKind>()
        where TKind : struct, INumberKind
    {
        float[] wide = new float[1000], one = new float[1000];
        KeyFill.Fill<TKind, Word, Lane>(Numbers, one, 37);
        if (Avx512F.IsSupported)
        {
            KeyFill.Fill<TKind, Words16, Lanes16>(Numbers, wide, 37);
            Assert.Equal(one, wide);
        }

        if (Avx2.IsSupported && Fma.IsSupported)
        {
            KeyFill.Fill<TKind, Words8, Lanes8>(Numbers, wide, 37);
            Assert.Equal(one, wide);
        }
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(5, 3)]
    [InlineData(63, 130)]
    [InlineData(64, 64)]
    [InlineData((1L << 40) + 7, 90)]
    public void A_fill_equals_the_numbers_one_by_one(long start, int count)
    {
        float[] normal = new float[count], uniform = new float[count];
        double[] normals = new double[count], uniforms = new double[count];
        Numbers.FillNormal(normal, start);
        Numbers.FillUniform(uniform, start);
        Numbers.FillNormal(normals, start);
        Numbers.FillUniform(uniforms, start);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Numbers.NormalFloat(start + i), normal[i]);
            Assert.Equal(Numbers.UniformFloat(start + i), uniform[i]);
            Assert.Equal(Numbers.Normal(start + i), normals[i]);
            Assert.Equal(Numbers.Uniform(start + i), uniforms[i]);
        }
    }

    [Fact]
    public void Normals_are_Box_Muller_of_the_published_generator_to_4e_7()
    {
        float[] numbers = new float[6400];
        Numbers.FillNormal(numbers);
        double worst = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            (uint x0, uint x1, uint x2, uint x3) = Philox.Block((ulong)((i / 64 * 16) + (i % 16)), 0, Numbers.Bits);
            int lane = i % 64 / 16;
            (uint x, uint y) = lane < 2 ? (x0, x1) : (x2, x3);
            double radius = Math.Sqrt(-2 * Math.Log((float)((x + 0.5) / 4294967296))), angle = 2 * Math.PI * y / 4294967296;
            double expected = radius * ((lane & 1) == 0 ? Math.Cos(angle) : Math.Sin(angle));
            worst = Math.Max(worst, Math.Abs(numbers[i] - expected) / Math.Max(Math.Abs(expected), 1e-3));
        }

        Assert.InRange(worst, 0, 4e-7);
    }

    [Fact]
    public void The_extreme_words_give_finite_numbers()
    {
        foreach (uint x in new[] { 0u, 1u, uint.MaxValue, 0x80000000u })
        {
            foreach (uint y in new[] { 0u, 0x1FFFFFFFu, 0x20000000u, 0x7FFFFFFFu, 0x80000000u, uint.MaxValue })
            {
                NormalNumbers.Numbers(new Word(x), new Word(y), out Lane first, out Lane second);
                double length = Math.Sqrt((first * first) + (second * second));
                Assert.Equal(Math.Sqrt(Math.Max(0, -2 * Math.Log((float)((x + 0.5) / 4294967296)))), length, 5e-6);
            }
        }
    }

    [Fact]
    public void Normals_have_the_moments_and_the_tails_of_the_normal_distribution()
    {
        const int n = 1 << 20;
        float[] z = new float[n];
        Numbers.FillNormal(z);
        double mean = 0, square = 0, third = 0, fourth = 0, neighbours = 0;
        int beyond4 = 0;
        for (int i = 0; i < n; i++)
        {
            double x = z[i];
            mean += x / n;
            square += x * x / n;
            third += x * x * x / n;
            fourth += x * x * x * x / n;
            neighbours += x * z[(i + 16) % n] / n; // cosine and sine of one block
            beyond4 += Math.Abs(x) > 4 ? 1 : 0;
        }

        double error = 4 / Math.Sqrt(n);
        Assert.InRange(mean, -error, error);
        Assert.InRange(square, 1 - (error * Math.Sqrt(2)), 1 + (error * Math.Sqrt(2)));
        Assert.InRange(third, -error * Math.Sqrt(15), error * Math.Sqrt(15));
        Assert.InRange(fourth, 3 - (error * Math.Sqrt(96)), 3 + (error * Math.Sqrt(96)));
        Assert.InRange(neighbours, -error, error);
        Assert.InRange(beyond4, 66.4 - (4 * Math.Sqrt(66.4)), 66.4 + (4 * Math.Sqrt(66.4))); // 2(1 − Φ(4)) = 6.334e-5

        // Kolmogorov–Smirnov: √n·D exceeds 1.95 once in a thousand times; the key is fixed.
        Array.Sort(z);
        double distance = 0;
        for (int i = 0; i < n; i++)
            distance = Math.Max(distance, Math.Abs(Phi(z[i]) - ((i + 0.5) / n)));
        Assert.InRange(distance * Math.Sqrt(n), 0, 1.95);
    }

    [Fact]
    public void Uniforms_fill_sixty_four_equal_bins_evenly()
    {
        const int n = 1 << 20, bins = 64;
        float[] u = new float[n];
        Numbers["uniform"].FillUniform(u);
        int[] counts = new int[bins];
        foreach (float x in u)
            counts[(int)(x * bins)]++;
        double chi = counts.Sum(count => Math.Pow(count - ((double)n / bins), 2) / ((double)n / bins));
        Assert.InRange(chi, 24, 118); // χ² with 63 degrees of freedom, four standard deviations (and a skewed upper side)
    }

    // Abramowitz and Stegun 7.1.26 is too coarse for a million numbers; this is the continued series of erf.
    private static double Phi(double x)
    {
        double term = x, sum = x;
        for (int k = 1; Math.Abs(term) > 1e-17; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
