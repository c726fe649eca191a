using Mho.Chips;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Chips;

public sealed class TraceTests
{
    [Fact]
    public void The_trace_of_the_worked_example_reads_as_the_example()
    {
        NeuRram chip = new(new PerfectCell()) { WeightPercentile = 1, Adc = new BinarySearchAdc(5) };
        WeightMatrix matrix = new("example", 4, 2, [1, -.5f, -.25f, .75f, .5f, 0, -1, .25f], [], new InputCode(4, true, 7), 1);
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(1));
        string[] expected =
        [
            "one weight on its way: example[2, 0]",
            "Parameter        weight                                      0.5",
            "ConductancePlan  full weight of the segment                    1",
            "                 target G+                                    20 uS",
            "                 target G-                                     1 uS",
            "Placement        core                                          0",
            "                 row of G+                                     4",
            "                 column                                        0",
            "ProgrammedTile   G+ as programmed                             20 uS",
            "                 G- as programmed                              1 uS",
            "After            time since programming                        0 s",
            "                 G+ now                                       20 uS",
            "                 G- now                                        1 uS",
            "Dac              input                                         7",
            "                 code                                          7",
            "Crossbar         sum of the column's conductances            114 uS",
            "Sensing          this weight's share of the line      583.333333 mV",
            "                 line                                2030.701754 mV",
        ];
        string[] lines = Trace.Of(programmed, 0, 2, 0, [3, -2, 7, -5]).Table().Split('\n');
        Assert.Equal(expected, lines[..expected.Length]);
        string[] rest = [.. Trace.Of(programmed, 0, 2, 0, [3, -2, 7, -5]).Stations.Skip(expected.Length - 1).Select(s => s.Station)];
        Assert.Equal<string[]>(["Adc", "Adc", "Readout", "Readout", "ideal"], rest);
    }

    [Fact]
    public void The_partial_sum_of_the_trace_is_what_the_chip_multiplies()
    {
        NeuRram chip = new(new PerfectCell()) { Phases = InputPhases.Two, GainSpread = 0.05, OffsetSpread = 1, MaxWeightRows = 128 };
        WeightMatrix matrix = PlacementTests.Matrix("traced", 30, 7, input: new InputCode(6, true, 2));
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Key(1));
        float[] inputs = [.. Enumerable.Range(0, 30).Select(i => (float)new Key(2).Normal(i))], codes = new float[30], outputs = new float[7];
        matrix.Input.Encode(inputs, codes);
        programmed.Multiply(0, codes, 1, outputs, new Key(3));
        double partial = Trace.Of(programmed, 0, 11, 4, inputs).Stations.Single(s => s.Quantity == "tile's partial sum").Value;
        Assert.Equal(outputs[4], partial, 1e-5 * Math.Abs(partial));
    }

    [Fact]
    public void A_weight_that_does_not_exist_is_refused()
    {
        NeuRram chip = new(new PerfectCell());
        ProgrammedChip programmed = chip.Program(chip.Place([PlacementTests.Matrix("small", 3, 2)]), new Key(1));
        Assert.Contains("no weight [3, 0]", Assert.Throws<ArgumentOutOfRangeException>(() => Trace.Of(programmed, 0, 3, 0, [0, 0, 0])).Message, StringComparison.Ordinal);
    }
}
