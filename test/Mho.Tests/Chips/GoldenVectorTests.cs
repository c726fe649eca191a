using Mho.Chips;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Chips;

/// <summary>The worked example of the voltage-mode equation: 4 inputs of 4 bit, 2 outputs, gmin 1 µS, gmax 40 µS, Vread 0.5 V.</summary>
public sealed class GoldenVectorTests
{
    private static readonly float[] Weights = [1, -.5f, -.25f, .75f, .5f, 0, -1, .25f];
    private static readonly float[] Codes = [3, -2, 7, -5];

    private static NeuRram Chip => new(new PerfectCell()) { WeightPercentile = 1, Adc = new ExactAdc() };

    private static ProgrammedChip Programmed(NeuRram chip, double fullScale = 7) =>
        chip.Program(chip.Place([new WeightMatrix("golden", 4, 2, Weights, [], new InputCode(4, true, fullScale), 1)]), new Key(1));

    [Fact]
    public void Conductances_are_those_of_the_differential_pair()
    {
        double[] microsiemens = [.. Programmed(Chip).Tiles[0].Conductances.Select(g => Math.Round(g * 1e6, 9))];
        Assert.Equal([40, 1, 1, 20, 1, 30, 10, 1, 20, 1, 1, 1, 1, 10, 40, 1], microsiemens);
    }

    [Fact]
    public void The_product_decodes_to_the_published_example_with_the_shrink_of_the_lowest_conductance()
    {
        float[] outputs = new float[2];
        Programmed(Chip).Multiply(0, Codes, 1, outputs, new Key(2));
        Assert.Equal(11.575, outputs[0], 1e-5);
        Assert.Equal(-4.000, outputs[1], 1e-5);
    }
}
