using Mho.Devices;
using Mho.Numerics;
using Mho.Tests.Architecture;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

public sealed class Wan2022RramTests
{
    // Independent oracle: the table of standard deviations in spec and data/wan2022/sigma.csv, µS, rounded to 0.01.
    [Theory]
    [InlineData(Wan2022Fit.Aihwkit, 1, new[] { 0.72, 1.75, 2.26, 2.02, 1.53, 1.10 })]
    [InlineData(Wan2022Fit.Aihwkit, 86400, new[] { 1.22, 2.76, 3.72, 3.91, 3.37, 2.65 })]
    [InlineData(Wan2022Fit.Aihwkit, 172800, new[] { 1.26, 2.71, 3.66, 3.93, 3.37, 2.68 })]
    [InlineData(Wan2022Fit.CrossSim, 1, new[] { 1.28, 1.97, 2.41, 2.36, 1.82, 1.67 })]
    public void Total_spread_has_the_tabulated_values(Wan2022Fit fit, double seconds, double[] expected)
    {
        Wan2022Rram device = new() { Fit = fit };
        double[] microsiemens = [1, 5, 10, 20, 30, fit == Wan2022Fit.CrossSim ? 39 : 40];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], 1e6 * device.TotalSpread(1e-6 * microsiemens[i], seconds * s), 0.0051);
    }

    [Fact]
    public void Half_an_hour_after_programming_the_mean_spread_is_the_published_2_8_microsiemens()
    {
        Wan2022Rram device = new();
        double mean = Enumerable.Range(1, 40).Average(g => 1e6 * device.TotalSpread(1e-6 * g, 30 * minute));
        Assert.InRange(mean, 2.7, 2.9);
        Assert.InRange(Enumerable.Range(1, 40).Max(g => 1e6 * device.TotalSpread(1e-6 * g, 1 * day)), 3.95, 4.05);
    }

    [Fact]
    public void Spread_grows_continuously_from_0_to_one_day()
    {
        Wan2022Rram device = new();
        double before = 0;
        for (double t = 1e-7; t < 86400; t *= 1.05)
        {
            double now = device.TotalSpread(20e-6, t * s);
            Assert.InRange(now - before, 0, 0.05e-6);
            before = now;
        }

        Assert.Equal(0, device.TotalSpread(20e-6, 0 * s));
    }

    [Fact]
    public void The_deviation_of_one_cell_keeps_its_sign_and_grows()
    {
        Wan2022Rram device = new();
        double[] g = [.. Enumerable.Repeat(20e-6, 1000)], second = new double[1000], later = new double[1000];
        Key key = new Key(1)["relaxation"];
        device.Relax(g, 1 * s, key, second);
        device.Relax(g, 1 * day, key, later);
        double ratio = device.TotalSpread(20e-6, 1 * day) / device.TotalSpread(20e-6, 1 * s);
        for (int i = 0; i < g.Length; i++)
        {
            if (later[i] > 0)
                Assert.Equal((second[i] - g[i]) * ratio, later[i] - g[i], 1e-15);
        }
    }

    [Fact]
    public void Window_and_relaxation_together_give_the_published_total()
    {
        const int n = 200_000;
        Wan2022Rram device = new() { Window = 1 * uS };
        double[] targets = [.. Enumerable.Repeat(20e-6, n)], g = new double[n];
        device.Program(targets, new Key(2)["programming"], g);
        Assert.All(g, x => Assert.InRange(x, 19e-6, 21e-6));
        device.Relax(g, 1 * s, new Key(2)["relaxation"], g);
        double sigma = Math.Sqrt(g.Average(x => (x - 20e-6) * (x - 20e-6)));
        double expected = device.TotalSpread(20e-6, 1 * s);
        // σ varies by less than 1 % within the window; the standard error of σ is σ/√(2n).
        Assert.Equal(expected, sigma, (4 * expected / Math.Sqrt(2 * n)) + (0.002 * expected));
    }

    [Fact]
    public void Three_programming_iterations_leave_71_percent_of_the_spread()
    {
        Wan2022Rram once = new(), thrice = new() { ProgrammingIterations = 3 };
        Assert.Equal(0.71, thrice.TotalSpread(10e-6, 1 * day) / once.TotalSpread(10e-6, 1 * day), 1e-12);
        Assert.Contains("1 to 3", Assert.Throws<ArgumentOutOfRangeException>(() => new Wan2022Rram { ProgrammingIterations = 4 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_full_scale_keeps_microsiemens_and_a_higher_one_is_refused()
    {
        Wan2022Rram forty = new(), thirty = new() { Range = new(1 * uS, 30 * uS) };
        Assert.Equal(forty.TotalSpread(20e-6, 1 * day), thirty.TotalSpread(20e-6, 1 * day));
        Assert.Contains("40 uS", Assert.Throws<ArgumentOutOfRangeException>(() => forty with { Range = new(1 * uS, 50 * uS) }).Message, StringComparison.Ordinal);
        Assert.Contains("50 uS", Assert.Throws<ArgumentOutOfRangeException>(() => new PulsedRram { Range = new(1 * uS, 50 * uS) }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_the_published_data_is_said()
    {
        Wan2022Rram device = new();
        Assert.Null(((IRelaxing)device).Doubt(2 * day));
        Assert.Contains("2 days", device.Doubt(3 * day)!.Message, StringComparison.Ordinal);
        Assert.Equal(device.TotalSpread(20e-6, 2 * day), device.TotalSpread(20e-6, 10 * day));
    }

    [Fact]
    public void The_data_files_refit_to_the_constants()
    {
        string folder = Path.Combine(FloorTests.Root(), "data", "wan2022");
        CsvTable coefficients = CsvTable.Read(Path.Combine(folder, "coefficients.csv")), table = CsvTable.Read(Path.Combine(folder, "sigma.csv"));
        double[] fit = table.Column("fit"), t = table.InSI<Duration>("t"), g = table.InSI<Conductance>("g"), sigma = table.Column("sigma_uS");
        for (int row = 0; row < table.Rows; row++)
            Assert.Equal(sigma[row], 1e6 * new Wan2022Rram { Fit = (Wan2022Fit)(int)fit[row] }.TotalSpread(g[row], t[row] * s), 0.0051);

        for (int row = 0; row < coefficients.Rows; row++)
        {
            Wan2022Rram device = new() { Fit = (Wan2022Fit)(int)coefficients.Column("fit")[row] };
            double scale = coefficients.InSI<Conductance>("g_scale")[row];
            double[] x = [.. Enumerable.Range(0, 39).Select(i => (1 + i) * 1e-6 / scale)], weight = [.. x.Select(_ => 1.0)];
            double[] y = [.. x.Select(at => 1e6 * device.TotalSpread(at * scale, coefficients.InSI<Duration>("t")[row] * s))];
            LinearFit refit = WeightedLeastSquares.FitPolynomial(4, x, y, weight);
            for (int k = 0; k <= 4; k++)
                Assert.Equal(coefficients.Column($"c{k}_uS")[row], refit.Coefficients[k], 1e-7);
        }
    }
}
