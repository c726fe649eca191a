using Mho.Chips;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

/// <summary>Read noise as a second product against a fresh draw for every cell and sample.</summary>
public sealed class ReadNoiseTests
{
    private const int Trials = 6_000;

    [Theory]
    [InlineData(ReadNoiseTime.EachSample, Sensing.Current, 4, true)]
    [InlineData(ReadNoiseTime.EachSample, Sensing.Current, 3, false)]
    [InlineData(ReadNoiseTime.EachVector, Sensing.Current, 4, true)]
    [InlineData(ReadNoiseTime.EachVector, Sensing.Current, 3, false)]
    [InlineData(ReadNoiseTime.EachSample, Sensing.Voltage, 4, true)]
    [InlineData(ReadNoiseTime.EachVector, Sensing.Voltage, 4, true)]
    [InlineData(ReadNoiseTime.EachSample, Sensing.Current, 2, true)]
    public void The_variance_is_that_of_drawing_every_cell_at_every_sample(ReadNoiseTime time, Sensing sensing, int bits, bool signed)
    {
        // 20 % noise, far above any device, so that the test sees it; voltage sensing draws its denominator too.
        NeuRram chip = new(new PerfectCell(0.2)) { Adc = new ExactAdc(), ReadNoise = time, Sensing = sensing, WeightPercentile = 1 };
        WeightMatrix matrix = PlacementTests.Matrix("noise", 24, 3, input: new InputCode(bits, signed, 1));
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(1));
        float[] one = MultiplyTests.Codes(matrix, 1, new Key(2)), codes = new float[Trials * 24], outputs = new float[Trials * 3];
        for (int v = 0; v < Trials; v++)
            one.CopyTo(codes, v * 24);
        programmed.Multiply(0, codes, Trials, outputs, new Key(3));
        double[] drawn = Draw(programmed, matrix, one, new Key(4));
        for (int j = 0; j < 3; j++)
        {
            (double mean, double variance) = Moments([.. Enumerable.Range(0, Trials).Select(v => (double)outputs[(v * 3) + j])]);
            (double drawnMean, double drawnVariance) = Moments([.. Enumerable.Range(0, Trials).Select(v => drawn[(v * 3) + j])]);
            double error = Math.Sqrt(2 * 2.0 / Trials); // relative standard error of the ratio of two sample variances
            // The noise of the denominator opposes that of the numerator; the model leaves it out and so is a little too noisy, never too quiet.
            double tooNoisy = sensing == Sensing.Voltage ? 0.25 : 0;
            Assert.InRange(variance / drawnVariance, 1 - (4 * error), 1 + tooNoisy + (4 * error));
            Assert.Equal(0, (mean - drawnMean) / Math.Sqrt(drawnVariance), (4 * Math.Sqrt(2.0 / Trials)) + (sensing == Sensing.Voltage ? 0.05 : 0));
        }
    }

    [Fact]
    public void Noise_of_samples_and_comparator_adds_up()
    {
        NeuRram chip = new(new PerfectCell()) { Adc = new ExactAdc(), SampleNoise = 2 * mV, ComparatorNoise = 3 * mV };
        WeightMatrix matrix = PlacementTests.Matrix("neuron", 24, 3, input: new InputCode(4, true, 1));
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(1));
        float[] outputs = new float[Trials * 3];
        programmed.Multiply(0, new float[Trials * 24], Trials, outputs, new Key(3));
        for (int j = 0; j < 3; j++)
        {
            double variance = Moments([.. Enumerable.Range(0, Trials).Select(v => (double)outputs[(v * 3) + j])]).Variance;
            double expected = ((7 * 4e-6) + 9e-6) * Math.Pow(programmed.Tiles[0].Readout.Units[j], 2); // 7 samples of a 4-bit input
            Assert.Equal(1, variance / expected, 4 * Math.Sqrt(2.0 / Trials));
        }
    }

    private static double[] Draw(ProgrammedChip programmed, WeightMatrix matrix, float[] codes, Key key)
    {
        ProgrammedTile tile = programmed.Tiles[0];
        NeuRram chip = programmed.Chip;
        Segment s = tile.Segment;
        int[] x = [.. codes.Select(code => (int)code), matrix.Input.MaxCode], plane = new int[s.Pairs];
        double[] drawn = new double[Trials * 3], g = new double[tile.Conductances.Length], deflections = new double[3];
        long draw = 0;
        for (int v = 0; v < Trials; v++)
        {
            if (chip.ReadNoise == ReadNoiseTime.EachVector)
                Shake();
            for (int b = 0; b < matrix.Input.MagnitudeBits; b++)
            {
                TransposableArray.Plane(x, b, plane);
                for (int sample = 0; sample < 1 << b; sample++)
                {
                    if (chip.ReadNoise == ReadNoiseTime.EachSample)
                        Shake();
                    TransposableArray.Forward(g, plane, chip.ReadVoltage.SI, chip.Sensing, deflections);
                    for (int j = 0; j < 3; j++)
                        drawn[(v * 3) + j] += deflections[j] * tile.Readout.Units[j];
                }
            }

            for (int j = 0; j < 3; j++)
                drawn[(v * 3) + j] += tile.Plan.BiasRemainder[j];
        }

        return drawn;

        void Shake()
        {
            for (int i = 0; i < g.Length; i++)
                g[i] = tile.Conductances[i] * (1 + (0.2 * key.Normal(draw++)));
        }
    }

    private static (double Mean, double Variance) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
