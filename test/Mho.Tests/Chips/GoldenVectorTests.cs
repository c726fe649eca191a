using Mho.Chips;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Chips;

/// <summary>The worked example of the voltage-mode equation: 4 inputs of 4 bit, 2 outputs, gmin 1 µS, gmax 40 µS, Vread 0.5 V.</summary>
public sealed class GoldenVectorTests
{
    private static readonly float[] Weights = [1, -.5f, -.25f, .75f, .5f, 0, -1, .25f];
    private static readonly int[] Codes = [3, -2, 7, -5];

    private static NeuRram Chip => new(new PerfectCell()) { WeightPercentile = 1, Adc = new ExactAdc() };

    [Fact]
    public void Conductances_are_those_of_the_differential_pair()
    {
        double[] microsiemens = [.. Program(Chip).Tiles[0].Conductances.Select(g => Math.Round(g * 1e6, 9))];
        Assert.Equal([40, 1, 1, 20, 1, 30, 10, 1, 20, 1, 1, 1, 1, 10, 40, 1], microsiemens);
    }

    [Theory]
    [InlineData(0, 425.4386, -215.3846)]
    [InlineData(1, 293.8596, -369.2308)]
    [InlineData(2, 254.3860, -69.2308)]
    public void Each_plane_settles_at_the_published_millivolts(int bit, double first, double second)
    {
        double[] deflections = Deflections(bit);
        Assert.Equal(first, 1e3 * deflections[0], 5e-5); // the example gives four decimals
        Assert.Equal(second, 1e3 * deflections[1], 5e-5);
    }

    [Fact]
    public void Planes_integrate_to_the_published_volts()
    {
        double[] sums = Integrated();
        Assert.Equal(2.030702, sums[0], 1e-6);
        Assert.Equal(-1.230769, sums[1], 1e-6);
        Assert.Equal(331.94, 1e3 * sums[0] * 17 / 104, 5e-3);
        Assert.Equal(-201.18, 1e3 * sums[1] * 17 / 104, 5e-3);
        Assert.Equal(11.575, sums[0] * 114e-6 / (0.5 * 40e-6), 1e-6);
        Assert.Equal(-4.000, sums[1] * 65e-6 / (0.5 * 40e-6), 1e-6);
    }

    [Fact]
    public void The_chip_decodes_to_the_published_example_with_the_shrink_of_the_lowest_conductance()
    {
        float[] outputs = new float[2];
        Program(Chip).Multiply(0, [.. Codes.Select(code => (float)code)], 1, outputs, new Key(2));
        Assert.Equal(11.575, outputs[0], 2e-6); // single precision: two units in the last place of 11.575
        Assert.Equal(-4.000, outputs[1], 1e-6);
    }

    [Fact]
    public void Converters_give_the_published_codes()
    {
        double[] sums = Integrated();
        IAdc search = new BinarySearchAdc(5), count = new CountingAdc();
        Assert.Equal([20, -12], sums.Select(v => search.Convert(v, 0.1)));
        Assert.Equal([20.5, -12.5, 0.5], [count.Convert(sums[0], 0.1), count.Convert(sums[1], 0.1), count.Convert(0.07, 0.1)]);
    }

    [Theory]
    [InlineData(2.0307)]
    [InlineData(-1.2308)]
    [InlineData(0.07)]
    [InlineData(3.05)]
    [InlineData(-3.9)]
    public void The_binary_search_is_what_halving_decrements_find(double volts)
    {
        // The charge decrements literally: 16, 8, 4, 2, 1 steps towards zero; a bit is set when the residue has kept its first sign.
        double residue = volts, decrement = 1.6, sign = Math.Sign(volts), magnitude = 0;
        for (int bit = 4; bit >= 0; bit--, decrement /= 2)
        {
            residue -= (Math.Sign(residue) == sign ? sign : -sign) * decrement;
            magnitude += Math.Sign(residue) == sign ? 1 << bit : 0;
        }

        Assert.Equal(sign * magnitude, new BinarySearchAdc(5).Convert(volts, 0.1));
    }

    private static ProgrammedChip Program(NeuRram chip) =>
        chip.Program(chip.Place([new WeightMatrix("golden", 4, 2, Weights, [], new InputCode(4, true, 7), 1)]), new Key(1));

    private static double[] Deflections(int bit)
    {
        int[] plane = new int[4];
        double[] deflections = new double[2];
        TransposableArray.Plane(Codes, bit, plane);
        TransposableArray.Forward(Program(Chip).Tiles[0].Conductances, plane, 0.5, Sensing.Voltage, deflections);
        return deflections;
    }

    private static double[] Integrated()
    {
        double[][] planes = [Deflections(0), Deflections(1), Deflections(2)];
        return [.. Enumerable.Range(0, 2).Select(j => planes[0][j] + (2 * planes[1][j]) + (4 * planes[2][j]))];
    }
}
