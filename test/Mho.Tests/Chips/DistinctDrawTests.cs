using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class DistinctDrawTests
{
    private const int Trials = 6_000;

    [Fact]
    public void Tiles_of_equal_cells_draw_different_read_noise()
    {
        WeightMatrix first = PlacementTests.Matrix("first", 24, 8), second = new("second", first.Rows, first.Columns, first.Values, first.Bias, first.Input, first.Vectors);
        float[] codes = MultiplyTests.Codes(first, 1, new Key(2));
        (float[] One, float[] Other) exact = Read(0), noisy = Read(0.2);
        Assert.Equal(exact.One, exact.Other);
        Assert.All(noisy.One.Zip(noisy.Other), pair => Assert.NotEqual(pair.First, pair.Second));

        (float[] One, float[] Other) Read(double noise)
        {
            NeuRram chip = new(new PerfectCell(noise)) { Adc = new ExactAdc(), Sensing = Sensing.Current };
            ProgrammedChip programmed = chip.Program(chip.Place([first, second]), new Key(1));
            float[] one = new float[8], other = new float[8];
            programmed.Multiply(0, codes, 1, one, new Key(3));
            programmed.Multiply(1, codes, 1, other, new Key(3));
            return (one, other);
        }
    }

    [Theory]
    [InlineData(ReadNoiseTime.EachSample, 7)]
    [InlineData(ReadNoiseTime.EachVector, 49)]
    public void Without_input_the_noise_is_that_of_the_bias_rows_at_the_largest_code(ReadNoiseTime time, double power)
    {
        NeuRram chip = new(new PerfectCell(0.2)) { Adc = new ExactAdc(), Sensing = Sensing.Current, ReadNoise = time };
        ProgrammedChip programmed = chip.Program(chip.Place([PlacementTests.Matrix("bias", 24, 3)]), new Key(1));
        ProgrammedTile tile = programmed.Tiles[0];
        Assert.True(tile.Segment.BiasRows > 0);
        float[] outputs = new float[Trials * 3];
        programmed.Multiply(0, new float[Trials * 24], Trials, outputs, new Key(3));
        for (int j = 0; j < 3; j++)
        {
            double[] seen = [.. Enumerable.Range(0, Trials).Select(v => (double)outputs[(v * 3) + j])];
            double mean = seen.Average(), variance = seen.Sum(value => (value - mean) * (value - mean)) / (Trials - 1);
            double cells = Enumerable.Range(2 * tile.Segment.Rows, 2 * tile.Segment.BiasRows).Sum(row => Math.Pow(0.2 * tile.Conductances[(row * tile.Segment.Lines) + j], 2));
            double expected = power * cells * Math.Pow(chip.ReadVoltage.SI * tile.Readout.Units[j], 2);
            Assert.Equal(1, variance / expected, 5 * Math.Sqrt(2.0 / Trials));
        }
    }

    [Fact]
    public void A_cell_inside_its_window_is_read_twice_before_it_is_accepted()
    {
        CountingCell device = new();
        PulsedCells cells = new(50);
        double[] targets = new double[50];
        Array.Fill(targets, 20e-6);
        Array.Fill(cells.Conductances, 20e-6);
        WriteOutcome[] outcomes = new WriteVerify().Program(device, cells, targets, null, new Key(1));
        Assert.All(outcomes, outcome => Assert.Equal(WriteOutcome.Inside, outcome));
        Assert.Equal(100, device.Reads);
        Assert.All(cells.Pulses, pulses => Assert.Equal(0, pulses));
    }

    private sealed class CountingCell : IPulsed, IReadNoise
    {
        private int _reads;

        public int Reads => _reads;

        public ConductanceRange Range { get; } = new(1 * uS, 40 * uS);

        public PulsedCells Form(int count, Key key) => new(count);

        public void Apply(PulsedCells cells, int first, ReadOnlySpan<double> volts, Key key) => cells.Pulses[first]++;

        public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
        {
            Interlocked.Increment(ref _reads);
            sigma.Fill(1e-9);
        }
    }
}
