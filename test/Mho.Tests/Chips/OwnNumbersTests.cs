using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class OwnNumbersTests
{
    [Fact]
    public void Tiles_of_equal_cells_age_apart()
    {
        // The lower half of the matrix repeats the upper: two row segments with the same targets.
        float[] half = [.. Enumerable.Range(0, 32 * 8).Select(i => (float)new Key(1).Normal(i))];
        WeightMatrix matrix = new("twice", 64, 8, [.. half, .. half], [], new InputCode(4, true, 1), 1);
        NeuRram chip = new(new Wan2022Rram()) { MaxWeightRows = 32 };
        ProgrammedChip fresh = chip.Program(chip.Place([matrix]), new Key(2)), aged = fresh.After(1 * day, new Key(3));
        Assert.Equal(fresh.Tiles[0].Conductances, fresh.Tiles[1].Conductances);
        Assert.NotEqual(aged.Tiles[0].Conductances, aged.Tiles[1].Conductances);
    }

    [Fact]
    public void A_neuron_belongs_to_the_physical_column()
    {
        WeightMatrix matrix = PlacementTests.Matrix("moved", 16, 8);
        NeuRram whole = new(new PerfectCell()) { GainSpread = 0.1 }, defective = whole with { Defects = [new CoreDefects(0, [], [0])] };
        double[] gains = whole.Program(whole.Place([matrix]), new Key(1)).Tiles[0].Gains, moved = defective.Program(defective.Place([matrix]), new Key(1)).Tiles[0].Gains;
        Assert.Equal(gains[1..], moved[..^1]);
    }

    [Fact]
    public void Segments_of_a_matrix_on_one_core_take_turns()
    {
        WeightMatrix matrix = PlacementTests.Matrix("turns", 64, 16);
        NeuRram chip = new(new PerfectCell()) { Cores = 1, MaxWeightRows = 32 };
        Assert.Equal(2, chip.Place([matrix]).Cost().Latency.SI / chip.MvmLatency(matrix.Input).SI / matrix.Vectors, 1e-9);
    }
}
