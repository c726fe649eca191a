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
        PreparedCrossbar<double> array = new Crossbar(2 * Rows, Columns, tile.Conductances)
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

    public static TheoryData<Sensing, bool, bool> Ways() => new(
        from sensing in Enum.GetValues<Sensing>()
        from sliced in new[] { false, true }
        from later in new[] { false, true }
        select (sensing, sliced, later));

    // The oracle is the whole core with every wire and cell place, unusable ones included: nothing of where a segment lies is taken from the model of wires.
    [Theory]
    [MemberData(nameof(Ways))]
    public void Segments_anywhere_on_a_core_with_defects_are_parts_of_the_whole_core(Sensing sensing, bool sliced, bool later)
    {
        const int Rows = 60, Columns = 40, Vectors = 3;
        Resistance segment = 20 * ohm, driver = 100 * ohm, sense = 50 * ohm;
        InputCode input = new(4, true, 1);
        WeightMatrix[] matrices = [PlacementTests.Matrix("first", 13, 7, input: input), PlacementTests.Matrix("second", 11, 5, input: input)];
        NeuRram chip = new(new Wan2022Rram())
        {
            Cores = 1,
            Rows = Rows,
            Columns = Columns,
            Defects = [new(0, [7, 30], [3, 4, 17])],
            Encoding = sliced ? new BitSlices() : new DifferentialPair(),
            Sensing = sensing,
            Adc = new ExactAdc(),
            Wires = new CoreWires { Segment = segment, Driver = driver, Sense = sense },
        };
        ProgrammedChip programmed = chip.Program(chip.Place(matrices), new Key(3));
        if (later)
            programmed = programmed.After(1 * day, new Key(6));
        bool apart = false;
        for (int m = 0; m < matrices.Length; m++)
        {
            float[] codes = [.. Enumerable.Range(0, 40 * matrices[m].Rows).Select(i => (float)(new Key(4)[m].Integer(i, 15) - 7))], outputs = new float[Vectors * matrices[m].Columns];
            if (later)
                programmed = programmed.Calibrate(m, codes, 40, new Key(7));
            programmed.Multiply(m, codes, Vectors, outputs, new Key(5));
            ProgrammedTile tile = programmed.Tiles[m];
            Segment s = tile.Segment;
            int[] rows = [.. Enumerable.Range(0, 2 * s.Pairs).Select(row => programmed.Placement.PhysicalRow(s, row / 2) + (row % 2))];
            int[] columns = [.. Enumerable.Range(0, s.Lines).Select(line => programmed.Placement.PhysicalColumn(s, line))];
            apart |= rows[^1] - rows[0] >= rows.Length && columns[^1] - columns[0] >= columns.Length;

            // Columns without cells would float: they get one that carries nothing to speak of.
            double[] cells = [.. Enumerable.Range(0, Rows * Columns).Select(k => columns.Contains(k % Columns) ? 0 : 1e-18)];
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < columns.Length; j++)
                    cells[(rows[i] * Columns) + columns[j]] = tile.Conductances[(i * s.Lines) + j];
            }

            PreparedCrossbar<double> core = new Crossbar(Rows, Columns, cells)
            {
                WordLines = new() { Segment = segment, Near = LineEnd.Driven(driver) },
                BitLines = new() { Segment = segment, Far = sensing == Sensing.Current ? LineEnd.Grounded(sense) : LineEnd.Open },
            }.Prepare(1e-12);
            for (int v = 0; v < Vectors; v++)
            {
                double[] volts = new double[Rows];
                for (int p = 0; p < s.Pairs; p++)
                {
                    double drive = chip.ReadVoltage.SI * (p < s.Rows ? codes[(v * s.Rows) + p] : input.MaxCode);
                    (volts[rows[2 * p]], volts[rows[(2 * p) + 1]]) = (drive, -drive);
                }

                double[] sensed = core.Solve(volts).Outputs.ToArray();
                double[] expected = [.. Enumerable.Range(0, s.Columns).Select(j => (Enumerable.Range(0, s.Slices).Sum(slice => sensed[columns[(slice * s.Columns) + j]] * tile.Readout.Units[(slice * s.Columns) + j]) + tile.Plan.BiasRemainder[j] - tile.Readout.Intercepts[j]) / tile.Readout.Slopes[j])];
                for (int j = 0; j < s.Columns; j++)
                    Assert.Equal(expected[j], outputs[(v * s.Columns) + j], 2e-5 * expected.Max(Math.Abs));
            }
        }

        Assert.True(apart, "no segment has a defect inside: the test says less than it should");
    }

    [Theory]
    [InlineData(Sensing.Voltage)]
    [InlineData(Sensing.Current)]
    public void A_compensated_chip_computes_nearly_what_one_with_perfect_wires_does(Sensing sensing)
    {
        // Cells that may be 0 S have room to fall, and all but that of the full weight to grow: its output is not looked at.
        WeightMatrix matrix = PlacementTests.Matrix("wired", 60, 40, bias: false, input: new InputCode(4, true, 1));
        matrix.Values[59 * 40] = 2;
        float[] codes = [.. Enumerable.Range(0, 5 * 60).Select(i => (float)(new Key(4).Integer(i, 15) - 7))];
        NeuRram chip = new(new PerfectCell(new ConductanceRange(0 * uS, 40 * uS))) { Sensing = sensing, Adc = new ExactAdc(), WeightPercentile = 1 };
        CoreWires wires = new() { Segment = 2 * ohm, Driver = 20 * ohm };
        float[] perfect = Outputs(null);
        double plain = Error(wires), compensated = Error(wires with { Compensate = true });
        Assert.True(plain > 0.005, $"wires change outputs by {plain} only: nothing to compensate");
        Assert.True(compensated < 0.2 * plain, $"outputs are off by {plain} without and {compensated} with compensation");

        float[] Outputs(CoreWires? metal)
        {
            NeuRram wired = chip with { Wires = metal };
            float[] outputs = new float[5 * 40];
            wired.Program(wired.Place([matrix]), new Key(3)).Multiply(0, codes, 5, outputs, new Key(5));
            return outputs;
        }

        double Error(CoreWires metal) => Math.Sqrt(Outputs(metal).Zip(perfect).Where((_, i) => i % 40 > 0).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / perfect.Where((_, i) => i % 40 > 0).Sum(output => (double)output * output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_floating_line_of_open_cells_reads_its_bias_and_disturbs_no_other(bool wires)
    {
        // Cells down to 0 S: weights of 0 leave the line of an output without any conductance.
        WeightMatrix matrix = PlacementTests.Matrix("dead", 6, 4, input: new InputCode(4, true, 1));
        for (int i = 0; i < 6; i++)
            matrix.Values[(i * 4) + 1] = 0;
        matrix.Bias[1] = 0;
        NeuRram chip = new(new PerfectCell(new ConductanceRange(0 * uS, 40 * uS), 0.01)) { WeightPercentile = 1, Wires = wires ? new CoreWires { Compensate = true } : null };
        float[] codes = [.. Enumerable.Range(0, 600).Select(i => (float)(new Key(4).Integer(i, 15) - 7))], outputs = new float[400], ideal = new float[400];
        chip.Program(chip.Place([matrix]), new Key(1)).Calibrate(0, codes, 100, new Key(2)).Multiply(0, codes, 100, outputs, new Key(3));
        new Mho.Networks.Ideal([matrix]).Multiply(0, codes, 100, ideal, default, new ReadStatistics(1));
        Assert.All(outputs.Where((_, i) => i % 4 == 1), output => Assert.Equal(0, output));
        Assert.All(outputs.Zip(ideal), pair => Assert.Equal(pair.Second, pair.First, 0.1 * ideal.Max(Math.Abs)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e-300)]
    [InlineData(1e13)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Resistances_beyond_all_metal_are_refused(double ohms)
    {
        foreach (Func<CoreWires> of in new Func<CoreWires>[] { () => new() { Segment = ohms * ohm }, () => new() { Driver = ohms * ohm }, () => new() { Sense = ohms * ohm } })
            Assert.Contains("give 0 ohm, or 1 pohm to 1 Tohm", Assert.Throws<ArgumentOutOfRangeException>(of).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void The_least_and_the_greatest_resistance_are_solved(double ohms)
    {
        WeightMatrix matrix = PlacementTests.Matrix("wired", 12, 8, input: new InputCode(4, true, 1));
        foreach (Sensing sensing in Enum.GetValues<Sensing>())
        {
            NeuRram chip = Chip(sensing, new CoreWires { Segment = ohms * ohm, Driver = ohms * ohm, Sense = ohms * ohm });
            Assert.All(chip.Program(chip.Place([matrix]), new Key(1)).Tiles[0].Effective!, cell => Assert.True(double.IsFinite(cell) && cell >= 0));
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

    // Solves to 10⁻³ find the wish met to 10⁻¹⁷, because a round's errors are those of the round before: what is reported is what they can vouch for.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    public void The_error_left_by_compensation_is_never_below_the_true_one(double tolerance)
    {
        double[] wished = [.. Enumerable.Range(0, 24 * 16).Select(k => 1e-6 + (20e-6 * new Key(9).Uniform(k)))], matrix = new double[wished.Length];
        Crossbar crossbar = new Crossbar(24, 16, wished).WithSegments(20 * ohm, 20 * ohm);
        CompensationReport report = Compensation.Run(crossbar, 0.1 * uS, 80 * uS, rounds: 20, tolerance);
        Assert.InRange(report.Error, Error(report.Targets), 2 * tolerance);
        Assert.InRange(report.ErrorBefore, Error(wished), Error(wished) + (3 * tolerance));

        double Error(double[] targets)
        {
            new Crossbar(24, 16, targets).WithSegments(20 * ohm, 20 * ohm).Prepare(1e-13).EffectiveMatrix(matrix).OrThrow();
            return Math.Sqrt(matrix.Zip(wished).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / wished.Sum(g => g * g));
        }
    }

    // With wires that hardly resist nothing beats the wish itself; but cells must be able to have it.
    [Fact]
    public void A_wish_beyond_the_range_is_answered_from_within_it()
    {
        double[] wished = [0, 10e-6, 20e-6, 80e-6, 5e-6, 0.05e-6], matrix = new double[wished.Length];
        Crossbar crossbar = new Crossbar(3, 2, wished).WithSegments(0.01 * ohm, 0.01 * ohm);
        CompensationReport report = Compensation.Run(crossbar, 0.1 * uS, 40 * uS);
        Assert.All(report.Targets, target => Assert.InRange(target, 0.1e-6, 40e-6));
        Assert.Equal(3, report.Limited);
        new Crossbar(3, 2, report.Targets).WithSegments(0.01 * ohm, 0.01 * ohm).Prepare(1e-13).EffectiveMatrix(matrix).OrThrow();
        double error = Math.Sqrt(matrix.Zip(wished).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / wished.Sum(g => g * g));
        Assert.InRange(error, 0.4, report.Error);
        Assert.Equal(error, report.Error, 1e-5);
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
