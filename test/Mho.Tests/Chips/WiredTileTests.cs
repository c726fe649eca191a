using Mho.Chips;
using Mho.Circuits;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

/// <summary>Chips whose wires have resistance, against the circuit solved for each input by itself.</summary>
public sealed class WiredTileTests
{
    [Theory]
    [InlineData(Sensing.Voltage)]
    [InlineData(Sensing.Current)]
    public void A_product_is_what_the_circuit_gives_for_that_input(Sensing sensing)
    {
        const int Rows = 19, Columns = 7, Vectors = 3;
        NeuRram chip = Chip(sensing, new CoreWires { Segment = 20 * ohm, Driver = 100 * ohm, Sense = 50 * ohm });
        WeightMatrix matrix = PlacementTests.Matrix("wired", Rows, Columns, input: new InputCode(4, true, 1));
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(3));
        float[] codes = [.. Enumerable.Range(0, Vectors * Rows).Select(i => (float)(new Key(4).Integer(i, 15) - 7))], outputs = new float[Vectors * Columns];
        programmed.Multiply(0, codes, Vectors, outputs, new Key(5));

        ProgrammedTile tile = Assert.Single(programmed.Tiles);
        int row = programmed.Placement.PhysicalRow(tile.Segment, 0), column = programmed.Placement.PhysicalColumn(tile.Segment, 0);
        PreparedCrossbar array = new Crossbar(2 * Rows, Columns, tile.Conductances)
        {
            WordLines = new() { Segment = 20 * ohm, Near = LineEnd.Driven((100 + (20 * column)) * ohm) },
            BitLines = new() { Segment = 20 * ohm, Far = sensing == Sensing.Current ? LineEnd.Grounded((50 + (20 * (chip.Rows - row - (2 * Rows)))) * ohm) : LineEnd.Open },
        }.Prepare(1e-12);
        for (int v = 0; v < Vectors; v++)
        {
            double[] volts = new double[2 * Rows];
            for (int p = 0; p < Rows; p++)
                (volts[2 * p], volts[(2 * p) + 1]) = (codes[(v * Rows) + p] * chip.ReadVoltage.SI, -codes[(v * Rows) + p] * chip.ReadVoltage.SI);
            double[] sensed = array.Solve(volts).Outputs.ToArray();
            for (int j = 0; j < Columns; j++)
            {
                double expected = (sensed[j] * tile.Readout.Units[j]) + tile.Plan.BiasRemainder[j];
                Assert.Equal(expected, outputs[(v * Columns) + j], 1e-5 * sensed.Max(Math.Abs) * tile.Readout.Units.Max());
            }
        }
    }

    [Fact]
    public void Perfect_wires_change_no_output_beyond_rounding()
    {
        WeightMatrix matrix = PlacementTests.Matrix("wired", 40, 9, input: new InputCode(4, true, 1));
        float[] codes = [.. Enumerable.Range(0, 80).Select(i => (float)(new Key(4).Integer(i, 15) - 7))], ideal = new float[18], wired = new float[18];
        foreach (Sensing sensing in Enum.GetValues<Sensing>())
        {
            NeuRram plain = Chip(sensing, null), perfect = Chip(sensing, new CoreWires { Segment = 0 * ohm });
            plain.Program(plain.Place([matrix]), new Key(3)).Multiply(0, codes, 2, ideal, new Key(5));
            perfect.Program(perfect.Place([matrix]), new Key(3)).Multiply(0, codes, 2, wired, new Key(5));
            Assert.All(ideal.Zip(wired), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * ideal.Max(Math.Abs)));
        }
    }

    [Fact]
    public void Compensation_brings_the_effective_matrix_to_the_wish()
    {
        double[] wished = [.. Enumerable.Range(0, 64 * 48).Select(k => 1e-6 + (20e-6 * new Key(9).Uniform(k)))];
        Crossbar crossbar = new Crossbar(64, 48, wished).WithSegments(2 * ohm, 2 * ohm);
        CompensationReport report = Compensation.Run(crossbar, 0.1 * uS, 40 * uS);
        Assert.InRange(report.ErrorBefore, 0.02, 0.2);
        Assert.InRange(report.Error, 0, 1e-4);

        double[] matrix = new double[wished.Length];
        new Crossbar(64, 48, report.Targets).WithSegments(2 * ohm, 2 * ohm).Prepare(1e-10).EffectiveMatrix(matrix).OrThrow();
        Assert.All(matrix.Zip(wished), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Wires_with_idle_rows_at_the_reference_are_refused_with_the_way_out()
    {
        NeuRram chip = Chip(Sensing.Voltage, new CoreWires()) with { IdleRows = IdleRows.AtReference };
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => chip.Place([PlacementTests.Matrix("wired", 8, 4, input: new InputCode(4, true, 1))]));
        Assert.Contains("IdleRows", refusal.Message, StringComparison.Ordinal);
    }

    private static NeuRram Chip(Sensing sensing, CoreWires? wires) =>
        new(new Gaussian { Spread = 0.1 }) { Sensing = sensing, Adc = new ExactAdc(), BiasRows = 0, Wires = wires };
}
