using Mho.Experiments;
using Mho.Experiments.VectorSymbolic;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Experiments;

[Collection(WorkerCountCollection.Name)]
public sealed class MachineCapacityTests : IDisposable
{
    private static readonly MachineCapacity Dense = new()
    {
        Neurons = [200, 400],
        Step = 1.6,
        Walks = 6,
        Edges = 3,
        Map = new() { Neurons = 200, States = [2, 3, 6], Edges = [2, 4, 12] },
    };

    private static readonly MachineCapacity Sparse = new()
    {
        Network = NetworkKind.Sparse,
        Neurons = [500],
        Ones = [40, 60],
        Step = 1.8,
        Walks = 6,
        Edges = 3,
        Balanced = true,
        Map = new() { Neurons = 500, States = [2, 8, 20], Ones = [20, 50] },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-capacity").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Points_and_maps_have_the_same_bytes_on_1_2_and_8_threads_and_after_a_kill(bool dense)
    {
        MachineCapacity experiment = dense ? Dense : Sparse;
        string[][] files = [.. new[] { 1, 2, 8 }.Select(count =>
        {
            using WorkerCount threads = new(count);
            return Files(Experiment.Run(experiment, Path.Combine(_folder, $"threads{count}")));
        })];
        Assert.Equal(files[0], files[1]);
        Assert.Equal(files[0], files[2]);

        // Ended in the middle of the map.
        using CancellationTokenSource source = new();
        string place = Path.Combine(_folder, "killed");
        Assert.Throws<OperationCanceledException>(() => Experiment.Run(experiment, place, new Ending(source), source.Token));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(place + ".part", "checkpoints"), "map-*"));
        Assert.Equal(files[0], Files(Experiment.Run(experiment, place)));
    }

    // A cell's colour is the share of walks that arrive, walked by hand; below the ring's number of edges there is nothing.
    [Fact]
    public void A_map_has_a_cell_for_every_machine_that_can_be()
    {
        string svg = Files(Experiment.Run(Dense, Path.Combine(_folder, "map")))[^1];
        Assert.Contains("states + 2.2 edges = 0.075 N", svg, StringComparison.Ordinal);
        // Nine pairs, of which (3, 2), (6, 2) and (6, 4) are no rings; eight are the legend's.
        string[] cells = [.. svg.Split('\n').Where(line => line.Contains("class=\"mc\"", StringComparison.Ordinal))];
        Assert.Equal(6 + 8, cells.Length);
        int complete = 0;
        for (int walk = 0; walk < 6; walk++)
        {
            Key own = new Key(1)["map"][200][0][12][6][walk];
            StateMachine machine = StateMachine.Ring(6, 12, own["machine"]);
            complete += AttractorWalk.Run(new DenseAttractor(DensePatterns.Draw(machine, 200, own["patterns"]), false), machine.RandomWalk(3, own["walk"]), new(), own["run"]).Complete ? 1 : 0;
        }

        int place = (int)Math.Round(255.0 * complete / 6);
        Assert.Contains($"fill=\"{Mho.Experiments.Plots.ColourMap.Hex((byte)place)}\"", cells[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Grids_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityGrid { States = [1, 2] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityGrid { Edges = [4, 4] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityGrid { Neurons = 1 });
        Assert.Equal(Experiment.Print(Sparse), Experiment.Print(Experiment.Parse(Experiment.Print(Sparse))));
    }

    private static string[] Files(FinishedRun run) => [run.Read("metrics.json"), run.Read("findings.json"), run.Read("report.html"), run.Read("plots/map.svg")];

    private sealed class Ending(CancellationTokenSource source) : IProgressListener
    {
        private string _stage = "";

        public void Begin(string stage, long total) => _stage = stage;

        public void Advance(long done, string? note = null)
        {
            if (_stage == "mapping" && done >= 3)
                source.Cancel();
        }
    }
}
