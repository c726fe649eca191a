using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Experiments.DataSets;
using Mho.Numerics;
using Mho.Tests.Architecture;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

public sealed class MeasuredRelaxationTests
{
    private const int Count = 100_000;

    [Fact]
    public void The_curves_of_technology_C_run_through_its_points()
    {
        CsvTable points = CsvTable.Read(Path.Combine(FloorTests.Root(), "data", "rram-relaxation", "techC_bins.csv"));
        double[] t = points.InSI<Duration>("t"), g = points.InSI<Conductance>("g"), sigma = points.InSI<Conductance>("spread"), error = points.InSI<Conductance>("spread_error");
        double[] shift = points.InSI<Conductance>("shift"), shiftError = points.InSI<Conductance>("shift_error");
        foreach (RelaxationCurve curve in new MeasuredRelaxation().Curves)
        {
            int[] rows = [.. Enumerable.Range(0, points.Rows).Where(row => t[row] == curve.Time.SI)];
            Assert.Equal(32, rows.Length);
            double chi = rows.Sum(row => Math.Pow(Math.Log(sigma[row] / curve.SpreadAt(g[row])) * sigma[row] / error[row], 2));
            double chiShift = rows.Sum(row => Math.Pow((shift[row] - curve.ShiftAt(g[row])) / shiftError[row], 2));
            // 22 to 30 degrees of freedom: mean 22 to 30, standard deviation 6.6 to 7.7.
            Assert.InRange(chi, 5, 45);
            Assert.InRange(chiShift, 5, 45);
        }
    }

    [Fact]
    public void The_readings_of_technology_C_give_its_curves_again()
    {
        string? path = DataFolder.TryFind(Path.Combine("devices", "rram_relaxation"), "techC_relaxation.csv");
        Assert.SkipWhen(path is null, "no devices/rram_relaxation/techC_relaxation.csv in the folder that MHO_DATA names; the measured files are not part of the repository.");
        MeasuredRelaxation refit = DeviceFit.Fit(RelaxationMeasurement.Read(path!)[0]).Device, kept = new();
        Assert.Equal((kept.Name, kept.Range), (refit.Name, refit.Range));
        foreach ((RelaxationCurve a, RelaxationCurve b) in kept.Curves.Zip(refit.Curves))
        {
            Assert.Equal(a.Outliers, b.Outliers, 1e-6);
            for (double g = 1e-6; g < 40e-6; g += 1e-6)
            {
                Assert.Equal(1, a.SpreadAt(g) / b.SpreadAt(g), 1e-4);
                Assert.Equal(a.ShiftAt(g), b.ShiftAt(g), 1e-10);
            }
        }
    }

    [Fact]
    public void Cells_relax_with_the_curve_s_spread_shift_and_outliers()
    {
        MeasuredRelaxation device = new();
        RelaxationCurve curve = device.Curves[2];
        double[] g = [.. Enumerable.Repeat(20e-6, Count)], later = new double[Count];
        device.Relax(g, curve.Time, new Key(1)["relaxation"], later);
        double sigma = curve.SpreadAt(20e-6), mu = curve.ShiftAt(20e-6), wide = curve.OutlierScale * curve.OutlierScale;
        double variance = sigma * sigma * (1 + (curve.Outliers * (wide - 1))), fourth = 3 * Math.Pow(sigma, 4) * (1 + (curve.Outliers * ((wide * wide) - 1)));
        double mean = later.Average(x => x - 20e-6), square = later.Average(x => Math.Pow(x - 20e-6 - mu, 2));
        Assert.Equal(mu, mean, 4 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, square, 4 * Math.Sqrt((fourth - (variance * variance)) / Count));
    }

    [Fact]
    public void Between_curves_the_spread_is_linear_in_the_logarithm_of_time_and_after_the_last_it_is_held()
    {
        MeasuredRelaxation device = new() { Curves = [Flat(1, 0), Flat(100, Math.Log(3))] };
        Assert.Equal(2, Sigma(device, 10), 0.03); // halfway between 1 and 3 µS
        Assert.Equal(3, Sigma(device, 1e5), 0.04);
        Assert.Equal(0.5, Sigma(device, 1e-3), 0.01); // ln(1 + 10³)/ln(1 + 10⁶) = 0.5
        Assert.Contains("100 s", device.Doubt(1e5 * s)!.Message.Replace("1.6666666666666667 min", "100 s", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull((device with { Range = new(0 * uS, 80 * uS) }).Doubt(1 * s));
        Assert.Null((device with { Range = new(0 * uS, 40 * uS) }).Doubt(1 * s));
    }

    [Fact]
    public void A_device_survives_its_file()
    {
        MeasuredRelaxation device = new() { Name = "mine", Range = new(1 * uS, 30 * uS), Curves = [Flat(1, 0.1), Flat(100, 1)] };
        string json = RecordJson.Write<IDevice>(device);
        Assert.Contains("\"model\": \"measured\"", json, StringComparison.Ordinal);
        Assert.Equal(device, RecordJson.Read<IDevice>(json, "mine.json"));
    }

    [Fact]
    public void Curves_out_of_order_or_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MeasuredRelaxation { Curves = [] });
        Assert.Contains("rise", Assert.Throws<ArgumentException>(() => new MeasuredRelaxation { Curves = [Flat(10, 0), Flat(1, 0)] }).Message, StringComparison.Ordinal);
    }

    private static RelaxationCurve Flat(double seconds, double logSpread) => new() { Time = seconds * s, LogSpread = [logSpread] };

    private static double Sigma(MeasuredRelaxation device, double seconds)
    {
        double[] g = [.. Enumerable.Repeat(20e-6, Count)];
        device.Relax(g, seconds * s, new Key(2)["relaxation"], g);
        return 1e6 * Math.Sqrt(g.Average(x => (x - 20e-6) * (x - 20e-6)));
    }
}
