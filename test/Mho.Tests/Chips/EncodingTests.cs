using FsCheck;
using FsCheck.Fluent;
using Mho.Chips;
using Mho.Devices;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class EncodingTests
{
    private static readonly ConductanceRange Range = new(1 * uS, 40 * uS);

    [Fact]
    public void A_differential_pair_is_short_by_no_more_than_the_lowest_conductance() =>
        ForAllWeights(weight => Math.Abs(Decoded(new DifferentialPair(), weight) - weight) <= (1.0 / 40) + 1e-12);

    [Fact]
    public void A_constant_sum_pair_is_exact_where_neither_cell_is_clipped()
    {
        ConstantSumPair encoding = new();
        ForAllWeights(weight =>
        {
            (double plus, double minus) = encoding.Pair(weight, 1, 0, Range);
            return Math.Abs(weight) > 0.95 || (Math.Abs(Decoded(encoding, weight) - weight) < 1e-12 && Math.Abs(plus + minus - 40e-6) < 1e-18);
        });
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Bit_slices_are_within_half_a_level(int slices, int bits) =>
        ForAllWeights(weight => Math.Abs(Decoded(new BitSlices { Slices = slices, BitsPerSlice = bits }, weight) - weight) <= (0.5 / (Math.Pow(2, slices * bits) - 1)) + 1e-12);

    [Fact]
    public void The_full_weight_is_the_percentile_and_larger_weights_are_clipped()
    {
        float[] values = [.. Enumerable.Range(1, 101).Select(i => i % 2 == 0 ? i : -(float)i)];
        NeuRram chip = new(new PerfectCell());
        WeightMatrix matrix = new("quantile", 101, 1, values, [], new InputCode(4, true, 1), 1);
        ConductancePlan plan = ConductancePlan.Make(chip, matrix, chip.Place([matrix]).Segments[0]);
        Assert.Equal(96, plan.FullWeight, 1e-9); // numpy.percentile(arange(1, 102), 95)
        Assert.Equal(40e-6, plan.Targets[2 * 99], 1e-18);
        Assert.Equal(40e-6, plan.Targets[(2 * 100) + 1], 1e-18);
    }

    [Fact]
    public void A_bias_too_large_for_its_rows_is_completed_digitally_and_reported()
    {
        WeightMatrix matrix = new("bias", 2, 2, [0.1f, -0.2f, 0.3f, 0.4f], [5, 0.1f], new InputCode(4, true, 1), 1);
        NeuRram chip = new(new PerfectCell()) { Adc = new ExactAdc(), WeightPercentile = 1 };
        ProgrammedChip programmed = chip.Program(chip.Place([matrix]), new Mho.Numerics.Key(1));
        float[] outputs = new float[2];
        programmed.Multiply(0, new float[2], 1, outputs, new Mho.Numerics.Key(2));
        Assert.Equal(5, outputs[0], 0.4 / 40 * 1.01); // the shrink of the lowest conductance on the bias row
        Assert.Equal(0.1, outputs[1], 0.4 / 40 * 1.01);
        Assert.Contains(programmed.Findings, finding => finding.Message.Contains("1 of 2 biases", StringComparison.Ordinal));
    }

    private static void ForAllWeights(Func<double, bool> holds) =>
        Prop.ForAll<NormalFloat>(x => holds(Math.Tanh((double)x))).QuickCheckThrowOnFailure();

    private static double Decoded(IWeightEncoding encoding, double weight) => Enumerable.Range(0, encoding.Slices).Sum(slice =>
    {
        (double plus, double minus) = encoding.Pair(weight, 1, slice, Range);
        Assert.InRange(plus, 1e-6, 40e-6);
        Assert.InRange(minus, 1e-6, 40e-6);
        return (plus - minus) * encoding.WeightPerSiemens(1, slice, Range);
    });
}
