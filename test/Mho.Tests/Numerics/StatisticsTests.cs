using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class StatisticsTests
{
    // Abramowitz and Stegun, table 26.1, and the known tail at 6.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1.96, 0.024997895148220)]
    [InlineData(2.99, 0.9986051127645077)]
    [InlineData(3.01, 0.9986937615512306)]
    [InlineData(-6, 9.865876450376981e-10)]
    public void Probability_has_the_tabulated_values(double z, double expected) =>
        Assert.Equal(1, NormalDistribution.Probability(z) / expected, 1e-10);

    [Fact]
    public void Probability_is_the_integral_of_the_density_across_the_seam_of_its_two_formulas()
    {
        foreach (double z in (double[])[-3.001, -3, -2.999, 0, 2.999, 3, 3.001])
            Assert.Equal(NormalDistribution.Density(z), (NormalDistribution.Probability(z + 1e-4) - NormalDistribution.Probability(z - 1e-4)) / 2e-4, 1e-9);
    }

    [Fact]
    public void Quantile_undoes_probability_far_into_the_tail()
    {
        for (double z = -8; z <= 5; z += 0.1)
            Assert.Equal(z, NormalDistribution.Quantile(NormalDistribution.Probability(z)), 1e-9);
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1.1));
    }

    [Fact]
    public void Quantiles_of_few_values_are_linear_between_neighbours()
    {
        double[] sorted = [1, 2, 4, 8];
        Assert.Equal(1, Quantiles.At(sorted, 0));
        Assert.Equal(3, Quantiles.At(sorted, 0.5));
        Assert.Equal(8, Quantiles.At(sorted, 1));
        Assert.Throws<ArgumentException>(() => Quantiles.At([], 0.5));
    }

    [Fact]
    public void Median_and_spread_scatter_as_their_standard_errors_say()
    {
        const int repetitions = 2000, n = 400;
        Key key = new Key(2)["quantiles"];
        double median = 0, spread = 0, medianError = 0, spreadError = 0;
        double[] values = new double[n];
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            Key draw = key[repetition];
            for (int i = 0; i < n; i++)
                values[i] = draw.Normal(i);
            Array.Sort(values);
            Estimate centre = Quantiles.Median(values), width = Quantiles.Spread(values);
            median += centre.Value * centre.Value / repetitions;
            spread += (width.Value - 1) * (width.Value - 1) / repetitions;
            medianError += centre.StandardError / repetitions;
            spreadError += width.StandardError / repetitions;
        }

        // Asymptotic: 1.2533/√n for the median, 0.962/√n for the spread.
        Assert.Equal(1.2533 / Math.Sqrt(n), Math.Sqrt(median), 0.06 * 1.2533 / Math.Sqrt(n));
        Assert.Equal(0.962 / Math.Sqrt(n), Math.Sqrt(spread), 0.06 * 0.962 / Math.Sqrt(n));
        Assert.Equal(1, medianError / Math.Sqrt(median), 0.1);
        Assert.Equal(1, spreadError / Math.Sqrt(spread), 0.1);
    }

    [Fact]
    public void Horner_agrees_with_powers()
    {
        double[] ascending = [1, -2, 0.5, 3], powers = new double[4];
        Polynomial.Powers(1.7, powers);
        Assert.Equal(ascending.Zip(powers).Sum(pair => pair.First * pair.Second), Polynomial.Evaluate<double>(ascending, 1.7), 1e-12);
        Assert.Equal(0, Polynomial.Evaluate<double>([], 3));
    }
}
