using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

public sealed class ProgrammingStatisticsTests
{
    private const int Count = 100_000;

    [Fact]
    public void Additive_spread_is_relative_to_the_full_scale() =>
        AssertSpread(Programmed(new Gaussian { Spread = 0.03 }, 20e-6), 20e-6, 0.03 * 40e-6);

    [Fact]
    public void Proportional_spread_is_relative_to_the_target() =>
        AssertSpread(Programmed(new Gaussian { Kind = GaussianKind.Proportional, Spread = 0.1 }, 10e-6), 10e-6, 1e-6);

    [Fact]
    public void Log_normal_spread_is_that_of_the_logarithm() =>
        AssertSpread([.. Programmed(new Gaussian { Kind = GaussianKind.LogNormal, Spread = 0.5 }, 10e-6).Select(x => Math.Log(x))], Math.Log(10e-6), 0.5);

    // Joshi 2020 as tabulated by cross-sim: 1.065 µS at 25 µS, 0.866 µS at 10 µS (hand evaluation of the quadratic).
    [Theory]
    [InlineData(25, 1.06552)]
    [InlineData(10, 0.86619)]
    public void Pcm_programming_has_the_published_spread(double microsiemens, double sigma) =>
        AssertSpread(Programmed(new Joshi2020Pcm(), 1e-6 * microsiemens), 1e-6 * microsiemens, 1e-6 * sigma);

    [Fact]
    public void Pcm_drifts_with_the_published_exponents()
    {
        Joshi2020Pcm device = new();
        double[] g = [.. Enumerable.Repeat(25e-6, Count)], later = new double[Count];
        device.Relax(g, 1 * day, new Key(6), later);
        // At full scale μ = 0.049 (lower clamp of 0.0244), σ = 0.008 (lower clamp): |N| is N here, six standard deviations from 0.
        AssertSpread([.. later.Select(x => -Math.Log(x / 25e-6) / Math.Log(86400 / 27.36))], 0.049, 0.008);
        double[] early = new double[Count];
        device.Relax(g, 10 * s, new Key(6), early);
        Assert.Equal(g, early);
        Assert.NotNull(device.Doubt(10 * s));
    }

    [Fact]
    public void Pcm_read_noise_grows_with_the_logarithm_of_time()
    {
        double[] sigma = new double[1];
        new Joshi2020Pcm().ReadSpread([25e-6], 1 * s, sigma);
        // 25 µS · 0.0088 · √ln(1/5e-7) = 25 · 0.0088 · 3.8090
        Assert.Equal(25e-6 * 0.0088 * 3.8090, sigma[0], 1e-10);
    }

    [Fact]
    public void Pcm_above_25_microsiemens_is_refused_with_the_limit() =>
        Assert.Contains("25 uS", Assert.Throws<ArgumentOutOfRangeException>(() => new Joshi2020Pcm() with { Range = new(0 * uS, 30 * uS) }).Message, StringComparison.Ordinal);

    [Fact]
    public void Stuck_fractions_are_kept_and_stuck_cells_neither_relax_nor_fluctuate()
    {
        Stuck device = new() { Device = new Wan2022Rram { ReadNoise = 0.01 }, AtMin = 0.02, AtMax = 0.03, Open = 0.01 };
        double[] g = Programmed(device, 20e-6), later = new double[Count], sigma = new double[Count];
        AssertFraction(0.02, g.Count(x => Math.Abs(x - 1e-6) < 1e-15));
        AssertFraction(0.03, g.Count(x => Math.Abs(x - 40e-6) < 1e-15));
        AssertFraction(0.01, g.Count(x => x < 1e-20));
        device.Relax(g, 1 * day, new Key(8), later);
        device.ReadSpread(g, 1 * day, sigma);
        for (int i = 0; i < Count; i++)
        {
            bool healthy = Math.Abs(g[i] - 20e-6) < 1e-12;
            Assert.Equal(healthy, later[i] != g[i]);
            Assert.Equal(healthy, sigma[i] > 0);
        }

        double[] again = (double[])g.Clone();
        device.Relax(again, 1 * day, new Key(8), again);
        Assert.Equal(later, again);
    }

    [Fact]
    public void Healthy_cells_of_a_stuck_device_are_those_of_the_device()
    {
        double[] plain = Programmed(new Gaussian(), 20e-6), stuck = Programmed(new Stuck { Device = new Gaussian(), AtMax = 0.1 }, 20e-6);
        Assert.Equal(0.9, plain.Zip(stuck).Count(pair => pair.First == pair.Second) / (double)Count, 4 * Math.Sqrt(0.09 / Count));
        Assert.Throws<ArgumentException>(() => new Stuck { Device = new PulsedRram() });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Stuck { Open = 1.5 });
    }

    private static double[] Programmed(IProgrammable device, double target)
    {
        double[] g = [.. Enumerable.Repeat(target, Count)];
        device.Program(g, new Key(7)["programming"], g);
        return g;
    }

    // Within four standard errors of mean and of standard deviation.
    private static void AssertSpread(double[] values, double mean, double sigma)
    {
        double average = values.Average(), spread = Math.Sqrt(values.Average(x => (x - average) * (x - average)));
        Assert.Equal(mean, average, 4 * sigma / Math.Sqrt(values.Length));
        Assert.Equal(sigma, spread, 4 * sigma / Math.Sqrt(2.0 * values.Length));
    }

    private static void AssertFraction(double expected, int count) =>
        Assert.Equal(expected, count / (double)Count, 4 * Math.Sqrt(expected * (1 - expected) / Count));
}
