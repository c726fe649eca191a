using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class StudentDistributionTests
{
    // Published tables of two-sided bounds (M. Abramowitz and I. Stegun, table 26.10), and closed forms: tan(π p/2) for ν = 1, p √(2/(1 − p²)) for ν = 2.
    [Theory]
    [InlineData(0.95, 1, 12.706)]
    [InlineData(0.95, 2, 4.303)]
    [InlineData(0.95, 4, 2.776)]
    [InlineData(0.95, 12, 2.179)]
    [InlineData(0.95, 30, 2.042)]
    [InlineData(0.99, 5, 4.032)]
    public void Bounds_are_those_of_the_tables(double probability, int freedom, double expected) =>
        Assert.Equal(expected, StudentDistribution.TwoSided(probability, freedom), 5e-4);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.95)]
    [InlineData(0.999)]
    public void One_and_two_degrees_of_freedom_have_closed_forms_and_many_are_normal(double probability)
    {
        Assert.Equal(1, StudentDistribution.TwoSided(probability, 1) / Math.Tan(Math.PI * probability / 2), 1e-12);
        Assert.Equal(1, StudentDistribution.TwoSided(probability, 2) / (probability * Math.Sqrt(2 / (1 - (probability * probability)))), 1e-12);
        Assert.Equal(1, StudentDistribution.TwoSided(probability, 100_000) / NormalDistribution.Quantile((1 + probability) / 2), 1e-4);
    }

    [Fact]
    public void A_bound_without_freedom_or_of_certainty_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.TwoSided(0.95, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.TwoSided(1, 3));
    }
}
