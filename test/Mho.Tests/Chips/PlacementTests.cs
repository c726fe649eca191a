using Mho.Chips;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class PlacementTests
{
    [Fact]
    public void The_mnist_network_takes_the_published_segments_cells_and_utilisation()
    {
        NeuRram chip = new(new PerfectCell()) { MaxWeightRows = 100 };
        Placement placement = chip.Place(
        [
            Matrix("conv1", 9, 8), Matrix("conv2", 72, 8), Matrix("conv3", 72, 16), Matrix("conv4", 144, 16),
            Matrix("conv5", 144, 32), Matrix("conv6", 288, 32), Matrix("dense", 512, 10),
        ]);
        Assert.Equal([1, 1, 1, 2, 2, 3, 6], Enumerable.Range(0, 7).Select(m => placement.SegmentsOf(m).Count()));
        Assert.Equal(46_664, placement.Cells);
        Assert.Equal(16, placement.CoresUsed);
        Assert.Equal(0.0445, placement.Utilisation, 5e-5);
    }

    [Fact]
    public void The_resnet_is_cut_into_the_published_66_segments()
    {
        // Two bias rows everywhere give 553,672 cells; the deployed table has 553,524, 148 fewer (0.03 %): some small layers carry fewer bias rows.
        List<WeightMatrix> matrices = [Matrix("conv0", 27, 16)];
        for (int i = 0; i < 6; i++)
            matrices.Add(Matrix($"stage1.{i}", 144, 16));
        matrices.Add(Matrix("stage2.0", 144, 32));
        for (int i = 1; i < 6; i++)
            matrices.Add(Matrix($"stage2.{i}", 288, 32));
        matrices.Add(Matrix("project2", 16, 32));
        matrices.Add(Matrix("stage3.0", 288, 64));
        for (int i = 1; i < 6; i++)
            matrices.Add(Matrix($"stage3.{i}", 576, 64));
        matrices.Add(Matrix("project3", 32, 64));
        matrices.Add(Matrix("dense", 64, 10));
        NeuRram chip = new(new PerfectCell()) { MaxWeightRows = 100, BiasRows = 2 };
        Placement placement = chip.Place(matrices);
        Assert.Equal(66, placement.Segments.Count);
        Assert.Equal([96, 96, 96, 96, 96, 96], placement.SegmentsOf(15).Select(s => placement.Segments[s].Rows));
        Assert.Equal(553_672, placement.Cells);
        Assert.Equal(553_524 / (48 * 65536.0), placement.Cells / (48 * 65536.0), 1e-4);
        NoOverlap(placement);
    }

    [Fact]
    public void The_lstm_takes_36_cores_and_24_percent_of_them()
    {
        WeightMatrix[] matrices = [.. Enumerable.Range(0, 16).Select(i => Matrix($"input{i}", 40, 112)),
            .. Enumerable.Range(0, 16).Select(i => Matrix($"recurrent{i}", 112, 112)), .. Enumerable.Range(0, 4).Select(i => Matrix($"dense{i}", 112, 12))];
        Placement placement = (new NeuRram(new PerfectCell()) { BiasRows = 2 }).Place(matrices);
        Assert.Equal(570_048, placement.Cells);
        Assert.Equal(36, placement.CoresUsed);
        Assert.Equal(0.2416, placement.Utilisation, 5e-5);
    }

    [Fact]
    public void Bad_rows_and_columns_are_stepped_over()
    {
        NeuRram chip = new(new PerfectCell()) { Cores = 1, Defects = [new CoreDefects(0, [1, 6], [0, 3])] };
        Placement placement = chip.Place([Matrix("fc", 5, 4, bias: false)]);
        Segment segment = placement.Segments[0];
        Assert.Equal([2, 4, 8, 10, 12], Enumerable.Range(0, 5).Select(pair => placement.PhysicalRow(segment, pair)));
        Assert.Equal([1, 2, 4, 5], Enumerable.Range(0, 4).Select(line => placement.PhysicalColumn(segment, line)));
    }

    [Fact]
    public void A_network_that_does_not_fit_is_refused_in_one_line_with_a_way_out()
    {
        NeuRram chip = new(new PerfectCell()) { Cores = 2 };
        string message = Assert.Throws<InvalidOperationException>(() => chip.Place([Matrix("wide", 400, 256)])).Message;
        Assert.Contains("does not", message.Replace("do not", "does not", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("2 cores of 256 x 256", message, StringComparison.Ordinal);
        Assert.Contains("more cores", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Small_matrices_share_a_core_when_there_are_more_than_cores()
    {
        NeuRram chip = new(new PerfectCell()) { Cores = 2 };
        Placement placement = chip.Place([.. Enumerable.Range(0, 20).Select(i => Matrix($"m{i}", 10 + i, 40 + i))]);
        Assert.Equal(20, placement.Segments.Count);
        NoOverlap(placement);
    }

    [Fact]
    public void Spare_cores_go_to_the_slowest_layers()
    {
        NeuRram chip = new(new PerfectCell()) { Cores = 8, ReplicateOnSpareCores = true };
        Placement once = (chip with { ReplicateOnSpareCores = false }).Place([Matrix("early", 9, 8, 784), Matrix("late", 128, 10, 1)]);
        Placement placement = chip.Place([Matrix("early", 9, 8, 784), Matrix("late", 128, 10, 1)]);
        Assert.Equal([6, 1], placement.ReplicaCounts);
        Assert.Equal(once.Cost().Matrices[0].Latency.SI * 131 / 784, placement.Cost().Matrices[0].Latency.SI, 1e-12); // ceil(784 / 6) = 131
        NoOverlap(placement);
    }

    [Fact]
    public void A_chip_larger_than_any_is_refused_and_the_largest_is_laid_out_at_once()
    {
        Assert.Contains("give an even number of 2 to 65,536", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { Rows = 1_000_000_000 }).Message, StringComparison.Ordinal);
        Assert.Contains("give 1 to 65,536", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { Columns = int.MaxValue }).Message, StringComparison.Ordinal);
        Assert.Contains("give 1 to 100,000", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { Cores = int.MaxValue }).Message, StringComparison.Ordinal);
        NeuRram largest = new(new PerfectCell()) { Rows = 65_536, Columns = 65_536, Cores = 100_000, MaxWeightRows = int.MaxValue, Defects = [new(3, [0], [])] };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Single(largest.Place([Matrix("one", 300, 300)]).Segments);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-320)]
    [InlineData(double.NaN)]
    public void Voltages_that_single_precision_cannot_square_are_refused(double volts)
    {
        Assert.Contains("give 1 uV to 1 kV", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { ReadVoltage = volts * V }).Message, StringComparison.Ordinal);
        if (volts < 1)
            return;
        Assert.Contains("give 0 V to 1 kV", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { SampleNoise = volts * V }).Message, StringComparison.Ordinal);
        Assert.Contains("give 0 V to 1 kV", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuRram(new PerfectCell()) { ComparatorNoise = volts * V }).Message, StringComparison.Ordinal);
    }

    internal static WeightMatrix Matrix(string name, int rows, int columns, int vectors = 1, bool bias = true, InputCode? input = null)
    {
        Key key = new Key(7)[name];
        float[] values = [.. Enumerable.Range(0, rows * columns).Select(i => (float)(0.2 * key.Normal(i)))];
        float[] biases = bias ? [.. Enumerable.Range(0, columns).Select(i => (float)(0.1 * key["bias"].Normal(i)))] : [];
        return new WeightMatrix(name, rows, columns, values, biases, input ?? new InputCode(3, false, 1), vectors);
    }

    private static void NoOverlap(Placement placement)
    {
        HashSet<(int, int, int)> taken = [];
        foreach (Segment segment in placement.Segments)
        {
            for (int pair = 0; pair < segment.Pairs; pair++)
            {
                for (int line = 0; line < segment.Lines; line++)
                    Assert.True(taken.Add((segment.Core, placement.PhysicalRow(segment, pair), placement.PhysicalColumn(segment, line))), $"{segment.Name} overlaps");
            }
        }

        Assert.All(taken, cell => Assert.True(cell.Item2 < placement.Chip.Rows && cell.Item3 < placement.Chip.Columns));
    }
}
