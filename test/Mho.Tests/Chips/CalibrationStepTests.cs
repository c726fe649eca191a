using Mho.Chips;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Chips;

/// <summary>The converter's step against an exhaustive search over line voltages worked out from the cells.</summary>
public sealed class CalibrationStepTests
{
    private const int Vectors = 400;

    [Theory]
    [InlineData(InputPhases.One, CodeOrigin.StepEdge)]
    [InlineData(InputPhases.One, CodeOrigin.StepCentre)]
    [InlineData(InputPhases.Two, CodeOrigin.StepEdge)]
    [InlineData(InputPhases.Two, CodeOrigin.StepCentre)]
    public void The_step_of_each_phase_leaves_hardly_more_residue_than_the_best_of_all_steps(InputPhases phases, CodeOrigin origin)
    {
        NeuRram chip = new(new PerfectCell()) { Phases = phases, Adc = new BinarySearchAdc(6) { Origin = origin }, GainSpread = 0.05, OffsetSpread = 0.5 };
        WeightMatrix matrix = Uneven();
        float[] codes = MultiplyTests.Codes(matrix, Vectors, new Key(2));
        ProgrammedTile raw = chip.Program(chip.Place([matrix]), new Key(1)).Tiles[0];
        ProgrammedTile tile = chip.Program(chip.Place([matrix]), new Key(1)).Calibrate(0, codes, Vectors, new Key(3)).Tiles[0];
        InputPhase[] parts = InputPhase.Split(matrix.Input.MagnitudeBits, phases);
        IAdc[] converters = InputPhase.Converters(parts, chip.Adc);
        Assert.Equal(parts.Length, tile.Readout.Steps.Length);
        for (int p = 0; p < parts.Length; p++)
        {
            double[] volts = Volts(chip, matrix, raw, codes, parts[p], raw.Readout.Steps[p]);
            double widest = volts.Max(Math.Abs) / converters[p].MaxCode;
            double best = Enumerable.Range(0, 600).Min(i => Residue(converters[p], origin, volts, raw.Readout.Units, widest * Math.Pow(0.99, i)));
            // Candidates lie 10 % apart; with the few levels of a second phase the nearest one costs up to 11 % more mean square than the best.
            Assert.InRange(Residue(converters[p], origin, volts, raw.Readout.Units, tile.Readout.Steps[p]) / best, 1 - 1e-9, 1.15);
        }
    }

    // One column in eight has large weights: its voltages, and the worth of a volt, are many times those of the others.
    private static WeightMatrix Uneven()
    {
        Key key = new(5);
        float[] values = [.. Enumerable.Range(0, 48 * 16).Select(i => (float)(key.Normal(i) * (i % 8 == 0 ? 0.5 : 0.02)))];
        return new WeightMatrix("uneven", 48, 16, values, [.. Enumerable.Range(0, 16).Select(j => (float)(0.1 * key["bias"].Normal(j)))], new InputCode(6, true, 1), 1);
    }

    // Bias rows carry the greatest code of the phase; gains multiply, offsets are in steps as they were when the voltages were taken.
    private static double[] Volts(NeuRram chip, WeightMatrix matrix, ProgrammedTile tile, float[] codes, InputPhase part, double step)
    {
        int lines = tile.Segment.Lines, pairs = tile.Segment.Pairs;
        double[] g = tile.Conductances, volts = new double[Vectors * lines];
        double Digits(double code) => Math.CopySign(Math.Truncate(Math.Abs(code) / Math.Pow(2, part.Shift)) % Math.Pow(2, part.Bits), code);
        for (int j = 0; j < lines; j++)
        {
            double sum = Enumerable.Range(0, 2 * pairs).Sum(row => g[(row * lines) + j]);
            for (int v = 0; v < Vectors; v++)
            {
                double line = 0;
                for (int p = 0; p < pairs; p++)
                    line += Digits(p < matrix.Rows ? codes[(v * matrix.Rows) + p] : matrix.Input.MaxCode) * (g[(2 * p * lines) + j] - g[(((2 * p) + 1) * lines) + j]);
                volts[(v * lines) + j] = (tile.Gains[j] * chip.ReadVoltage.SI * line / sum) + (tile.Offsets[j] * step);
            }
        }

        return volts;
    }

    private static double Residue(IAdc converter, CodeOrigin origin, double[] volts, double[] units, double step)
    {
        double error = 0;
        int most = (int)Math.Floor(converter.MaxCode);
        for (int i = 0; i < volts.Length; i++)
        {
            double magnitude = Math.Min(Math.Floor(Math.Abs(volts[i]) / step), most) + (origin == CodeOrigin.StepCentre ? 0.5 : 0);
            error += Math.Pow(((Math.CopySign(magnitude, volts[i]) * step) - volts[i]) * units[i % units.Length], 2);
        }

        return error;
    }
}
