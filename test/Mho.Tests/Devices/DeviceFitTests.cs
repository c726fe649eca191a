using System.Globalization;
using System.Text;
using Mho.Devices;
using Mho.Experiments.DataSets;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

public sealed class DeviceFitTests(ITestOutputHelper output)
{
    private static readonly double[] Times = [0.01, 1, 1000];

    // A known device: μ falls and σ has a hump, both grow with time; 3 % of the cells have five times the spread.
    private static readonly MeasuredRelaxation Known = new()
    {
        Name = "known",
        Range = new(1 * uS, 100 * uS),
        Curves = [.. Times.Select((t, i) => new RelaxationCurve
        {
            Time = t * s,
            From = 1 * uS,
            To = 100 * uS,
            LogSpread = [0.5 + (0.4 * i), 0.3, -0.8],
            Shift = [-0.2 * i, -0.1 * i],
            Outliers = 0.03,
            OutlierScale = 8,
        })],
    };

    [Fact]
    public void A_known_device_is_recovered_within_the_stated_errors()
    {
        RelaxationFit fit = DeviceFit.Fit(RelaxationMeasurement.From(Synthetic(20_000, 1))[0]);
        output.WriteLine(Text(fit));
        // The 16 and 84 % quantiles of the mixture lie a little outside σ: 0.97 Φ(−a) + 0.03 Φ(−a/8) = Φ(−1).
        double widened = 1;
        for (int step = 0; step < 60; step++)
            widened += (0.97 * NormalDistribution.Probability(-widened)) + (0.03 * NormalDistribution.Probability(-widened / 8)) - NormalDistribution.Probability(-1);
        Assert.InRange(widened, 1.03, 1.04);
        Assert.Equal(20_000, fit.Cells);
        Assert.Equal(3, fit.Curves.Count);
        Assert.DoesNotContain(fit.Findings, finding => finding.Severity != Severity.Note);
        for (int i = 0; i < Times.Length; i++)
        {
            RelaxationCurveFit curve = fit.Curves[i];
            Assert.InRange(curve.Curve.Time.SI, 0.9 * Times[i], 1.1 * Times[i]);
            Assert.InRange(curve.LogSpread.Probability, 1e-3, 1);
            Assert.InRange(curve.Shift.Probability, 1e-3, 1);
            for (double g = 5e-6; g < 95e-6; g += 10e-6)
            {
                Assert.Equal(widened * Known.Curves[i].SpreadAt(g), curve.SpreadAt(g).Value, (4 * curve.SpreadAt(g).StandardError) + (0.003 * Known.Curves[i].SpreadAt(g)));
                Assert.Equal(Known.Curves[i].ShiftAt(g), curve.ShiftAt(g).Value, 4 * curve.ShiftAt(g).StandardError);
            }

            // Of the wide cells those beyond four spreads are seen, 60 %.
            double seen = 0.03 * 2 * NormalDistribution.Probability(-4 * widened / 8);
            Assert.Equal(seen, curve.Outliers.Value, (4 * curve.Outliers.StandardError) + 1e-4);
        }
    }

    [Fact]
    public void Drift_of_a_power_law_is_recovered_within_its_error()
    {
        StringBuilder csv = new("cell,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n");
        Key key = new Key(2)["drift"];
        for (int cell = 0; cell < 2000; cell++)
        {
            double g = 10 + (90 * key["g"].Uniform(cell)), nu = 0.05 + (0.01 * key["nu"].Normal(cell));
            foreach (double t in (double[])[1, 10, 100, 1000])
                csv.Append(CultureInfo.InvariantCulture, $"{cell},{g},{t},{t},{g * Math.Pow(t, -nu)}\n");
        }

        RelaxationFit fit = DeviceFit.Fit(RelaxationMeasurement.From(CsvTable.Parse(csv.ToString(), "drift.csv"))[0]);
        Assert.Equal(0.05, fit.Drift!.Value.Value, 4 * fit.Drift.Value.StandardError);
        Assert.InRange(fit.Drift.Value.StandardError, 0.0001, 0.0006);
        Assert.Equal(0.01, fit.DriftSpread!.Value.Value, 4 * fit.DriftSpread.Value.StandardError);
    }

    [Theory]
    [InlineData("techC_relaxation.csv", 16292, 5)]
    [InlineData("techB_relaxation_after_10k_cycles.csv", 15961, 6)]
    public void Measured_technologies_are_reproduced_within_the_error_bars(string file, int cells, int times)
    {
        RelaxationFit fit = DeviceFit.Fit(RelaxationMeasurement.Read(Measured(file))[0]);
        output.WriteLine(Text(fit));
        Assert.Equal(cells, fit.Cells);
        Assert.Equal(times, fit.Curves.Count);
        foreach (RelaxationCurveFit curve in fit.Curves)
        {
            // Two in three points lie within one error bar of a true curve; ask for half within one and nine in ten within three.
            Assert.InRange(Inside(curve, 1), 0.45, 1);
            Assert.InRange(Inside(curve, 3), 0.90, 1);
            // Between its points a curve stays near them.
            double highest = curve.Bins.Max(bin => bin.Spread.Value);
            for (double g = curve.Curve.From.SI; g <= curve.Curve.To.SI; g += 0.1e-6)
                Assert.InRange(curve.SpreadAt(g).Value, 0, 2 * highest);
        }
    }

    [Theory]
    [InlineData("techA_bake.csv")]
    [InlineData("techB_bake.csv")]
    public void A_bake_gives_one_device_for_each_temperature_and_hotter_spreads_more(string file)
    {
        IReadOnlyList<RelaxationMeasurement> bakes = RelaxationMeasurement.Read(Measured(file));
        RelaxationFit[] fits = [.. bakes.Select(DeviceFit.Fit)];
        Assert.Equal(5, fits.Length);
        double Middle(RelaxationFit fit) => fit.Curves[0].SpreadAt(0.5 * (fit.Device.Range.Min.SI + fit.Device.Range.Max.SI)).Value;
        output.WriteLine(string.Join("\n", fits.Select(fit => $"{fit.Name}: {1e6 * Middle(fit):F2} uS")));
        Assert.True(Middle(fits[4]) > Middle(fits[0]));
    }

    private static double Inside(RelaxationCurveFit curve, double errors) => curve.Bins.Average(bin =>
        Math.Abs(bin.Spread.Value - curve.SpreadAt(bin.Conductance).Value) <= errors * bin.Spread.StandardError ? 1.0 : 0.0);

    private static string Measured(string file)
    {
        string? path = DataFolder.TryFind(Path.Combine("devices", "rram_relaxation"), file);
        Assert.SkipWhen(path is null, $"no devices/rram_relaxation/{file} in the folder that MHO_DATA names; the measured files are not part of the repository.");
        return path!;
    }

    private static CsvTable Synthetic(int cells, ulong seed)
    {
        Key key = new Key(seed)["synthetic"];
        double[] initial = [.. Enumerable.Range(0, cells).Select(i => 1e-6 + (99e-6 * key["g"].Uniform(i)))], now = new double[cells];
        StringBuilder csv = new("cell,range,g_initial_uS,t_nominal_s,t_actual_s,g_uS\n");
        for (int i = 0; i < cells; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{i},0,{1e6 * initial[i]},0,0,{1e6 * initial[i]}\n");
        for (int n = 0; n < Times.Length; n++)
        {
            // Each time its own key: independent errors, as the fit of one time assumes. No clamping at 0 S, as the true law has none.
            Key z = key["z"][n], lot = key["lot"][n];
            for (int i = 0; i < cells; i++)
            {
                double wide = lot.Uniform(i) < 0.03 ? 8 : 1;
                now[i] = initial[i] + Known.Curves[n].ShiftAt(initial[i]) + (wide * Known.Curves[n].SpreadAt(initial[i]) * z.Normal(i));
                csv.Append(CultureInfo.InvariantCulture, $"{i},0,{1e6 * initial[i]},{Times[n]},{Times[n] * (0.9 + (0.2 * lot["t"].Uniform(i)))},{1e6 * now[i]}\n");
            }
        }

        return CsvTable.Parse(csv.ToString(), "synthetic.csv");
    }

    private static string Text(RelaxationFit fit)
    {
        StringBuilder text = new($"{fit.Name}: {fit.Cells} cells, {fit.Device.Range.Min} to {fit.Device.Range.Max}, drift {fit.Drift}, spread {fit.DriftSpread}\n");
        foreach (RelaxationCurveFit c in fit.Curves)
        {
            double mean = c.Bins.Average(bin => 1e6 * bin.Spread.Value);
            text.Append(CultureInfo.InvariantCulture, $"{c.Curve.Time}: mean sigma {mean:F3} uS, degree {c.LogSpread.Coefficients.Length - 1}, chi2 {c.LogSpread.ChiSquare:F1}/{c.LogSpread.DegreesOfFreedom}; shift degree {c.Shift.Coefficients.Length - 1}, chi2 {c.Shift.ChiSquare:F1}/{c.Shift.DegreesOfFreedom}; outliers {c.Outliers} x {c.Curve.OutlierScale:F2}; inside 1: {Inside(c, 1):F2}, 3: {Inside(c, 3):F2}\n");
        }

        return text.Append(string.Join("\n", fit.Findings)).ToString();
    }
}
