using System.Text.Json;
using Mho.Devices;
using Mho.Experiments.Binding;
using Mho.Experiments.DeviceSheets;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Experiments;

public sealed class DeviceSheetTests
{
    // The relative standard error of a standard deviation of n normal numbers is 1/√(2n).
    private static readonly double Relative = 1 / Math.Sqrt(2.0 * DeviceSheet.CellsAtEach);

    public static TheoryData<string> Names() => [.. Models.Of(typeof(IDevice)).Where(model => model.Type.Assembly == typeof(IDevice).Assembly).Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_device_has_a_sheet_with_source_range_parameters_and_findings(string name)
    {
        DeviceSheet sheet = DeviceSheet.Show(RecordJson.Read<IDevice>($"\"{name}\"", name), 1 * s, 1 * day);
        string text = DeviceSheetText.Of(sheet);
        Assert.All([name, sheet.Source, $"{sheet.Device.Range.Max}", "range.max"], part => Assert.Contains(part, text.Replace("device.range", "range", StringComparison.Ordinal), StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse(DeviceSheetJson.Of(sheet).ToJsonString());
        JsonElement errors = json.RootElement.GetProperty("errors");
        Assert.Equal(sheet.Device is IRelaxing ? 3 : 1, errors.GetArrayLength());
        Assert.Equal(sheet.Device, RecordJson.Read<IDevice>(json.RootElement.GetProperty("device").GetRawText(), name));
        Assert.Contains("<svg", DeviceSheetPlots.OverTargets(sheet).ToSvg(), StringComparison.Ordinal);
        Assert.Equal(sheet.Device is IRelaxing, DeviceSheetPlots.OverTime(sheet) is not null);
    }

    [Fact]
    public void The_spread_is_the_published_curve_of_the_device()
    {
        Wan2022Rram device = new();
        foreach (DeviceErrors at in DeviceSheet.Show(device, 1 * s, 1 * hour, 1 * day).Errors.Skip(1))
        {
            // Away from 0 S no cell is cut off: the distribution is normal.
            for (int i = 12; i < at.Targets.Count; i++)
            {
                double expected = device.TotalSpread(at.Targets[i], at.Time);
                Assert.Equal(expected, at.Sigma[i], 4.5 * Relative * expected);
                Assert.Equal(0, at.Shift[i], 4.5 * expected / Math.Sqrt(DeviceSheet.CellsAtEach));
                Assert.Equal(expected, at.MiddleSpread[i], 7 * Relative * expected);
            }
        }
    }

    [Fact]
    public void Programming_error_and_read_noise_are_those_of_the_device()
    {
        DeviceErrors at = Assert.Single(DeviceSheet.Show(new Gaussian { Range = new(10 * uS, 40 * uS), Spread = 0.01, ReadNoise = 0.02 }).Errors);
        Assert.All(at.Sigma, sigma => Assert.Equal(0.4e-6, sigma, 4.5 * Relative * 0.4e-6));
        Assert.All(at.ReadNoise.Zip(at.Targets), pair => Assert.Equal(0.02 * pair.Second, pair.First, 1e-18));
        // 30 µS of range, neighbours 6 σ = 2.4 µS apart: 12.5 gaps.
        Assert.Equal(13, at.Levels);
        Assert.Equal(double.PositiveInfinity, DeviceSheet.Show(new Ideal()).Errors[0].Levels);
    }

    [Fact]
    public void Write_verify_leaves_pulsed_cells_inside_its_window()
    {
        DeviceErrors at = DeviceSheet.Show(new PulsedRram { Weak = 0, StuckLow = 0 }, 1 * s).Errors[0];
        Assert.All(at.MiddleSpread.Skip(1), spread => Assert.InRange(spread, 0.4e-6, 1e-6));
    }

    [Fact]
    public void Valid_times_end_where_the_data_do()
    {
        Assert.Equal("up to 2 days after programming", ValidTimes.Of(new Wan2022Rram()).ToString());
        Assert.Equal("from 27.36 s after programming", ValidTimes.Of(new Joshi2020Pcm()).ToString());
        Assert.Equal("up to 100000 s after programming", ValidTimes.Of(new MeasuredRelaxation()).ToString());
        Assert.Equal("at all times", ValidTimes.Of(new Stuck()).ToString());
        Assert.False(ValidTimes.Of(new MeasuredRelaxation { Range = new(1 * uS, 80 * uS) }).Any);
    }

    [Fact]
    public void The_paths_of_the_parameters_are_those_that_set_takes()
    {
        IDevice device = new PulsedRram();
        foreach ((string path, string value) in RecordValues.Of(device))
            device = RecordJson.With(device, path, value);
        Assert.Equal(new PulsedRram(), device);
    }
}
