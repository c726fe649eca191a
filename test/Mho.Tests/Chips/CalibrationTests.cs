using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    [Fact]
    public void Gains_and_offsets_are_calibrated_away()
    {
        // 8-bit digits, so that what remains is conversion; the differential pair would leave its shrink of small weights (6 % here).
        NeuRram chip = new(new PerfectCell()) { GainSpread = 0.1, OffsetSpread = 3, WeightPercentile = 1, Encoding = new BitSlices { Slices = 1, BitsPerSlice = 8 } };
        WeightMatrix matrix = PlacementTests.Matrix("calibrated", 64, 32, input: new InputCode(4, true, 1));
        ProgrammedChip raw = chip.Program(chip.Place([matrix]), new Key(1));
        ProgrammedChip calibrated = raw.Calibrate(0, MultiplyTests.Codes(matrix, 1000, new Key(2)), 1000, new Key(3));
        float[] test = MultiplyTests.Codes(matrix, 500, new Key(4));
        double before = RelativeError(raw, matrix, test, 500), after = RelativeError(calibrated, matrix, test, 500);
        output.WriteLine($"relative r.m.s. error {before:F4} before, {after:F4} after");
        Assert.True(after < 0.03 && before > 3 * after);
    }

    [Fact]
    public void Calibrating_again_on_the_same_data_changes_nothing()
    {
        // Without offsets, which are given in steps and so move with the step.
        NeuRram chip = new(new PerfectCell()) { GainSpread = 0.1, WeightPercentile = 1 };
        WeightMatrix matrix = PlacementTests.Matrix("again", 64, 16, input: new InputCode(4, true, 1));
        float[] codes = MultiplyTests.Codes(matrix, 1000, new Key(2));
        ProgrammedChip once = chip.Program(chip.Place([matrix]), new Key(1)).Calibrate(0, codes, 1000, new Key(3)), again = once.Calibrate(0, codes, 1000, new Key(3));
        Readout first = once.Tiles[0].Readout, second = again.Tiles[0].Readout;
        Assert.Contains(first.Slopes, slope => Math.Abs(slope - 1) > 0.05);
        for (int j = 0; j < first.Slopes.Length; j++)
        {
            Assert.Equal(first.Slopes[j], second.Slopes[j], 1e-4);
            Assert.Equal(first.Intercepts[j], second.Intercepts[j], 1e-4);
        }
    }

    [Fact]
    public void Aged_cells_err_as_their_spread_says()
    {
        // Independent errors of the two cells, σ as the device gives it, mapped through the read-out; converter error is far below.
        Wan2022Rram device = new();
        NeuRram chip = new(device) { WeightPercentile = 1 };
        WeightMatrix matrix = PlacementTests.Matrix("aged", 100, 64, bias: false, input: new InputCode(4, true, 1));
        ProgrammedChip aged = chip.Program(chip.Place([matrix]), new Key(1)).After(1 * day, new Key(2)).Calibrate(0, MultiplyTests.Codes(matrix, 1000, new Key(3)), 1000, new Key(4));
        ProgrammedTile tile = aged.Tiles[0];
        double weightVariance = tile.Programmed.Average(g => Math.Pow(device.RelaxationSpread(g, 1 * day), 2)) * 2 * Math.Pow(tile.Plan.FullWeight / 40e-6, 2);
        double expected = Math.Sqrt(weightVariance / matrix.Values.Average(w => (double)w * w));
        double error = RelativeError(aged, matrix, MultiplyTests.Codes(matrix, 500, new Key(5)), 500);
        output.WriteLine($"relative r.m.s. error {error:F4}, expected {expected:F4}");
        Assert.Equal(1, error / expected, 0.1);
    }

    [Fact]
    public void Two_phases_of_6_bit_err_less_than_one_which_gains_nothing_over_4_bit()
    {
        // The stated noise: a fixed comparator noise, while the read voltage is set so that each mode fills the same swing of the integrator
        // (7 samples of 4 bit and of the first phase, 31 of one-phase 6 bit). Published r.m.s. errors 0.582, 0.581, 0.519 [recalled].
        double four = Rms(4, InputPhases.One, 5, 0.5), one = Rms(6, InputPhases.One, 7, 0.5 * 7 / 31), two = Rms(6, InputPhases.Two, 7, 0.5);
        output.WriteLine($"r.m.s. error relative to the output: 4 bit {four:F4}, 6 bit one phase {one:F4}, 6 bit two phases {two:F4}; two/one {two / one:F3} (published 0.893), one/four {one / four:F3} (published 0.998)");
        Assert.InRange(one / four, 0.9, 1.02);
        Assert.InRange(two / one, 0.85, 0.97);

        static double Rms(int bits, InputPhases phases, int magnitudeBits, double volts)
        {
            NeuRram chip = new(new PerfectCell()) { Phases = phases, Adc = new BinarySearchAdc(magnitudeBits) { Origin = CodeOrigin.StepCentre }, ReadVoltage = volts * V, ComparatorNoise = 40 * mV, WeightPercentile = 1 };
            WeightMatrix matrix = PlacementTests.Matrix("rms", 64, 64, bias: false, input: new InputCode(bits, true, 1));
            float[] inputs = [.. Enumerable.Range(0, 1000 * 64).Select(i => (float)((2 * new Key(9).Uniform(i)) - 1))], codes = new float[inputs.Length], outputs = new float[inputs.Length];
            matrix.Input.Encode(inputs, codes);
            chip.Program(chip.Place([matrix]), new Key(1)).Calibrate(0, codes, 1000, new Key(2)).Multiply(0, codes, 1000, outputs, new Key(3));
            return Relative(matrix, inputs, 1, outputs, 1000);
        }
    }

    private static double RelativeError(ProgrammedChip chip, WeightMatrix matrix, float[] codes, int vectors)
    {
        float[] outputs = new float[vectors * matrix.Columns];
        chip.Multiply(0, codes, vectors, outputs, new Key(11));
        return Relative(matrix, codes, matrix.Input.Step, outputs, vectors);
    }

    private static double Relative(WeightMatrix matrix, float[] inputs, double step, float[] outputs, int vectors)
    {
        double difference = 0, size = 0;
        for (int v = 0; v < vectors; v++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                double ideal = matrix.Bias.Length == 0 ? 0 : matrix.Bias[j];
                for (int i = 0; i < matrix.Rows; i++)
                    ideal += inputs[(v * matrix.Rows) + i] * step * matrix.Values[(i * matrix.Columns) + j];
                difference += Math.Pow(outputs[(v * matrix.Columns) + j] - ideal, 2);
                size += ideal * ideal;
            }
        }

        return Math.Sqrt(difference / size);
    }
}
