using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

/// <summary>The one product of a tile against the literal chip: plane after plane, conversion after conversion.</summary>
public sealed class MultiplyTests
{
    public static TheoryData<int, InputPhases, Sensing, bool> Cases()
    {
        TheoryData<int, InputPhases, Sensing, bool> cases = [];
        foreach (int bits in new[] { 1, 3, 4, 6 })
        {
            foreach (InputPhases phases in Enum.GetValues<InputPhases>())
            {
                foreach (Sensing sensing in Enum.GetValues<Sensing>())
                {
                    cases.Add(bits, phases, sensing, true);
                    cases.Add(bits, phases, sensing, false);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_product_of_codes_is_the_sum_over_planes(int bits, InputPhases phases, Sensing sensing, bool signed)
    {
        foreach (IWeightEncoding encoding in new IWeightEncoding[] { new DifferentialPair(), new ConstantSumPair(), new BitSlices { Slices = 3 } })
        {
            NeuRram chip = new(new Gaussian { Spread = 0.1 }) { Phases = phases, Sensing = sensing, Encoding = encoding, Adc = new ExactAdc(), BiasRows = 2, MaxWeightRows = 13 };
            WeightMatrix matrix = PlacementTests.Matrix("oracle", 29, 11, input: new InputCode(bits, signed, 1.5));
            ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(3));
            float[] codes = Codes(matrix, 5, new Key(4)), outputs = new float[5 * 11];
            programmed.Multiply(0, codes, 5, outputs, new Key(5));
            double[] expected = Literal(programmed, matrix, codes, 5);
            double scale = expected.Max(Math.Abs);
            for (int i = 0; i < outputs.Length; i++)
                Assert.Equal(expected[i], outputs[i], 2e-6 * scale);
        }
    }

    [Theory]
    [InlineData(InputPhases.One, CodeOrigin.StepEdge)]
    [InlineData(InputPhases.Two, CodeOrigin.StepEdge)]
    [InlineData(InputPhases.Two, CodeOrigin.StepCentre)]
    public void Conversions_are_those_of_the_literal_converter(InputPhases phases, CodeOrigin origin)
    {
        NeuRram chip = new(new PerfectCell()) { Phases = phases, Adc = new BinarySearchAdc(6) { Origin = origin }, GainSpread = 0.1, OffsetSpread = 2 };
        WeightMatrix matrix = PlacementTests.Matrix("codes", 40, 19, input: new InputCode(6, true, 1));
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(3));
        float[] codes = Codes(matrix, 9, new Key(4)), outputs = new float[9 * 19];
        programmed.Multiply(0, codes, 9, outputs, new Key(5));
        double[] expected = Literal(programmed, matrix, codes, 9);

        // Where single precision falls on the other side of a step the code differs by one: rare, and no more than one step.
        double step = programmed.Tiles[0].Readout.Steps.Select((s, b) => s * Math.Pow(2, phases == InputPhases.Two && b == 0 ? 2 : 0)).Max() * programmed.Tiles[0].Readout.Units.Max();
        Assert.All(outputs.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1.001 * step));
        Assert.True(outputs.Zip(expected).Count(pair => Math.Abs(pair.First - pair.Second) > 1e-4 * step) <= 1);
    }

    [Fact]
    public void A_common_factor_on_a_columns_conductances_changes_no_voltage()
    {
        double[] g = [.. Enumerable.Range(0, 80).Select(i => 1e-6 * (1 + (39 * new Key(1).Uniform(i))))], scaled = [.. g];
        for (int i = 3; i < scaled.Length; i += 4)
            scaled[i] *= 1.75;
        int[] plane = [.. Enumerable.Range(0, 10).Select(i => new Key(2).Integer(i, 3) - 1)];
        double[] a = new double[4], b = new double[4];
        TransposableArray.Forward(g, plane, 0.5, Sensing.Voltage, a);
        TransposableArray.Forward(scaled, plane, 0.5, Sensing.Voltage, b);
        Assert.Equal(a[..3], b[..3]);
        Assert.Equal(a[3], b[3], 1e-15);
        TransposableArray.Forward(scaled, plane, 0.5, Sensing.Current, b);
        TransposableArray.Forward(g, plane, 0.5, Sensing.Current, a);
        Assert.Equal(1.75 * a[3], b[3], 1e-15);
    }

    [Fact]
    public void Every_line_has_one_neuron()
    {
        var corelets = Enumerable.Range(0, 256).Select(n => (I: n / 16, J: n % 16)).ToArray();
        Assert.Equal(Enumerable.Range(0, 256), corelets.Select(c => TransposableArray.BitLine(c.I, c.J)).Order());
        Assert.Equal(Enumerable.Range(0, 256), corelets.Select(c => TransposableArray.SourceLine(c.I, c.J)).Order());
        Assert.All(corelets, c => Assert.Equal((c.I, c.J), (TransposableArray.BitLine(c.I, c.J) / 16, TransposableArray.SourceLine(c.I, c.J) / 16)));
    }

    [Fact]
    public void Read_backward_the_same_cells_hold_the_transposed_matrix()
    {
        NeuRram chip = new(new PerfectCell()) { WeightPercentile = 1, Encoding = new BitSlices { Slices = 1, BitsPerSlice = 8 } };
        WeightMatrix matrix = PlacementTests.Matrix("transposed", 12, 9, bias: false);
        ProgrammedTile tile = chip.Program(chip.Place([matrix]), new Key(1)).Tiles[0];
        int[] plane = [1, -1, 0, 1, 1, -1, 0, 0, 1];
        double[] rows = new double[24];
        TransposableArray.Backward(tile.Conductances, plane, 0.5, rows);
        for (int i = 0; i < 12; i++)
        {
            double difference = 0, expected = 0;
            for (int j = 0; j < 9; j++)
            {
                expected += plane[j] * matrix.Values[(i * 9) + j];
                difference += (rows[2 * i] * tile.Conductances[(2 * i * 9) + j]) - (rows[(2 * i) + 1] * tile.Conductances[(((2 * i) + 1) * 9) + j]);
            }

            // Undo each line's own normalisation; 8-bit weights are within half a level of full scale, over 6 driven columns.
            double weight = difference / 0.5 * chip.Encoding.WeightPerSiemens(tile.Plan.FullWeight, 0, chip.Device.Range);
            Assert.Equal(expected, weight, 6 * tile.Plan.FullWeight / 510);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_batches_and_replicas_take_turns()
    {
        NeuRram chip = new(new Gaussian { Spread = 0.1 }) { Cores = 4, ReplicateOnSpareCores = true, SampleNoise = 1 * mV, Adc = new BinarySearchAdc(7) };
        WeightMatrix matrix = PlacementTests.Matrix("batches", 20, 10, vectors: 50);
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(3));
        Assert.Equal(4, programmed.Placement.ReplicaCounts[0]);
        float[] codes = Codes(matrix, 50, new Key(4)), whole = new float[500], parts = new float[500];
        programmed.Multiply(0, codes, 50, whole, new Key(5), firstVector: 7);
        for (int v = 0, n = 1; v < 50; v += n, n = Math.Min(n + 3, 50 - v))
            programmed.Multiply(0, codes.AsSpan(v * 20, n * 20), n, parts.AsSpan(v * 10, n * 10), new Key(5), firstVector: 7 + v);
        Assert.Equal(whole, parts);
        programmed.Multiply(0, codes, 50, parts, new Key(6), firstVector: 7);
        Assert.NotEqual(whole, parts);
    }

    [Fact]
    public void Idle_rows_at_the_reference_count_in_the_denominator()
    {
        NeuRram off = new(new PerfectCell()) { Adc = new ExactAdc(), WeightPercentile = 1 }, on = off with { IdleRows = IdleRows.AtReference };
        WeightMatrix[] matrices = [PlacementTests.Matrix("one", 10, 6, bias: false), PlacementTests.Matrix("two", 12, 8, bias: false)];
        ProgrammedTile a = off.Program(off.Place(matrices), new Key(1)).Tiles[0], b = on.Program(on.Place(matrices), new Key(1)).Tiles[0];
        for (int j = 0; j < 6; j++)
        {
            double own = Enumerable.Range(0, 20).Sum(row => a.Conductances[(row * 6) + j]);
            Assert.Equal((own + (236 * 1e-6)) / own, b.Readout.Units[j] / a.Readout.Units[j], 1e-12);
        }
    }

    [Fact]
    public void Clipping_is_counted_and_reported()
    {
        NeuRram chip = new(new PerfectCell()) { Adc = new BinarySearchAdc(3) };
        WeightMatrix matrix = PlacementTests.Matrix("clip", 20, 10, bias: false);
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(3)).Calibrate(0, Codes(matrix, 100, new Key(4)), 100, new Key(5));
        float[] loud = new float[20 * 100], outputs = new float[1000];
        for (int i = 0; i < loud.Length; i++)
            loud[i] = matrix.Values[i % 20 * 10] > 0 ? 7 : 0; // drives output 0 to its greatest value
        ReadStatistics statistics = new(1, histograms: true);
        programmed.Multiply(0, loud, 100, outputs, new Key(6), statistics);
        Assert.Equal(1000, statistics.Conversions(0));
        Assert.InRange(statistics.Clipped(0), 100, 1000);
        Assert.Equal(1000, statistics.Histogram(0).ToArray().Sum());
        Assert.Contains("clips", statistics.Findings(programmed.Placement)[0].Message, StringComparison.Ordinal);
    }

    internal static float[] Codes(WeightMatrix matrix, int vectors, Key key)
    {
        int max = matrix.Input.MaxCode;
        return [.. Enumerable.Range(0, vectors * matrix.Rows).Select(i => (float)(matrix.Input.Signed ? key.Integer(i, (2 * max) + 1) - max : key.Integer(i, max + 1)))];
    }

    // Phase by phase, plane by plane, in double: sample 2^b times, integrate, convert, shift and add, decode.
    private static double[] Literal(ProgrammedChip programmed, WeightMatrix matrix, float[] codes, int vectors)
    {
        NeuRram chip = programmed.Chip;
        double[] outputs = new double[vectors * matrix.Columns];
        InputPhase[] phases = InputPhase.Split(matrix.Input.MagnitudeBits, chip.Phases);
        IAdc[] converters = InputPhase.Converters(phases, chip.Adc);
        foreach (ProgrammedTile tile in programmed.Tiles)
        {
            Segment s = tile.Segment;
            for (int v = 0; v < vectors; v++)
            {
                int[] x = [.. Enumerable.Range(0, s.Pairs).Select(p => p < s.Rows ? (int)codes[(v * matrix.Rows) + s.FirstRow + p] : matrix.Input.MaxCode)], plane = new int[s.Pairs];
                double[] deflections = new double[s.Lines];
                for (int p = 0; p < phases.Length; p++)
                {
                    double[] volts = new double[s.Lines];
                    for (int b = 0; b < phases[p].Bits; b++)
                    {
                        TransposableArray.Plane(x, phases[p].Shift + b, plane);
                        TransposableArray.Forward(tile.Conductances, plane, chip.ReadVoltage.SI, chip.Sensing, deflections);
                        for (int sample = 0; sample < 1 << b; sample++)
                        {
                            for (int line = 0; line < s.Lines; line++)
                                volts[line] += deflections[line];
                        }
                    }

                    for (int line = 0; line < s.Lines; line++)
                    {
                        double step = tile.Readout.Steps[(line / s.Columns * phases.Length) + p];
                        double code = converters[p].Convert((tile.Gains[line] * volts[line]) + (tile.Offsets[line] * step), step);
                        outputs[(v * matrix.Columns) + s.FirstColumn + (line % s.Columns)] += code * step * Math.Pow(2, phases[p].Shift) * tile.Readout.Units[line];
                    }
                }

                for (int j = 0; j < s.Columns; j++)
                    outputs[(v * matrix.Columns) + s.FirstColumn + j] += tile.Plan.BiasRemainder[j];
            }
        }

        return outputs;
    }
}
