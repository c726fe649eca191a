using Mho.Experiments;
using Mho.Experiments.VectorSymbolic;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Experiments;

/// <summary>Experiments with spiking networks, on networks so small that many of them fail: what is tested is that they tell what the networks did.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class SpikingExperimentTests : IDisposable
{
    private static readonly ReferenceNetwork Small = new() { Neurons = 1000, Ones = 90, States = 4, Edges = 6, Stimuli = 4, Steps = 4 };

    private static readonly IExperiment[] All =
    [
        new SpikingWalks { Network = Small, Networks = 5 },
        new SpikingRobustness { Network = Small, Networks = 3, Additive = [2, 8], LogNormal = [1], StuckAtZero = [0.5], StuckAtOne = [], Quantised = [2, 8], Ternary = [0.5], Removed = [0.9] },
        new SpikingTimescales { Network = Small, Networks = 3, Halves = [40 * ms, 150 * ms], Holds = [150 * ms, 1 * s], Rates = [new(1), new(3)], Span = 2 * s },
        new SpikingDevices { Network = Small with { Neurons = 600, Ones = 60 }, Networks = 2, Ages = [3 * day], Bits = [4], Segments = [5 * ohm], Latencies = [5], Arrays = new() { Age = 1 * day, Rows = 64, Columns = 32 } },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-spiking").FullName;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void One_2_and_8_threads_give_the_same_bytes(int number)
    {
        string[][] files = [.. new[] { 1, 2, 8 }.Select(count =>
        {
            using WorkerCount threads = new(count);
            FinishedRun run = Experiment.Run(All[number], Path.Combine(_folder, $"threads{count}"));
            return (string[])[run.Read("metrics.json"), run.Read("findings.json"), run.Read("report.html"), .. Directory.GetFiles(Path.Combine(run.Folder, "plots")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        })];
        Assert.True(files[0].Length >= 4); // a plot at least
        Assert.Equal(files[0], files[1]);
        Assert.Equal(files[0], files[2]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Cancelled_anywhere_it_resumes_to_the_same_bytes_and_walks_no_finished_point_again(int number)
    {
        Steps counted = new(int.MaxValue, null);
        string whole = Experiment.Run(All[number], Path.Combine(_folder, "whole"), counted).Read("metrics.json");
        string place = Path.Combine(_folder, "killed");
        FinishedRun? run = null;
        for (int life = 1; run is null; life++)
        {
            Assert.True(life <= counted.Done + 1, "it never comes to an end");
            using CancellationTokenSource source = new();
            try
            {
                // In its n-th life it gets to hear of n points: all but the last of them from checkpoints.
                run = Experiment.Run(All[number], place, new Steps(life, source), source.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(life, Directory.GetFiles(Path.Combine(place + ".part", "checkpoints")).Length);
            }
        }

        Assert.Equal(whole, run.Read("metrics.json"));
        Assert.False(Directory.Exists(Path.Combine(place, "checkpoints")));
    }

    // It is no second simulation: its numbers are those of walks made by hand.
    [Fact]
    public void Walks_are_those_of_the_network_by_hand()
    {
        SpikingWalks experiment = (SpikingWalks)All[0];
        string[] metrics = Experiment.Run(experiment, Path.Combine(_folder, "walks")).Read("metrics.json").Split('\n');
        SpikingWalk[] walks = [.. Enumerable.Range(0, 5).Select(n =>
        {
            Key key = new Key(1)["network"][n];
            StateMachine machine = StateMachine.Ring(4, 6, key["machine"], labels: 4);
            SparsePatterns patterns = SparsePatterns.Draw(machine, 1000, 90, key["vectors"], balanced: true);
            return SpikingWalk.Run(new SpikingAttractor(new SynapticRecurrence(Synapses.Of(patterns)), 90), patterns, machine.RandomWalk(4, key["walk"]), new(), key["run"]);
        })];
        Assert.Contains(FormattableString.Invariant($"  \"balanced.complete\": {walks.Count(walk => walk.Complete) / 5.0},"), metrics, StringComparer.Ordinal);
        Assert.Contains(FormattableString.Invariant($"  \"balanced.right\": {walks.Sum(walk => walk.Right) / 25.0:R},"), metrics, StringComparer.Ordinal);
        Assert.Contains(FormattableString.Invariant($"  \"balanced.overlap\": {walks.Average(walk => walk.MeanOverlap):R},"), metrics, StringComparer.Ordinal);
    }

    // A condition is what arrays programmed by hand do, and a doubt of the device is told.
    [Fact]
    public void Devices_are_those_of_arrays_by_hand()
    {
        SpikingDevices experiment = (SpikingDevices)All[3];
        FinishedRun run = Experiment.Run(experiment, Path.Combine(_folder, "devices"));
        double overlap = Enumerable.Range(0, 2).Average(n =>
        {
            Key key = new Key(1)["network"][n];
            StateMachine machine = StateMachine.Ring(4, 6, key["machine"], labels: 4);
            SparsePatterns patterns = SparsePatterns.Draw(machine, 600, 60, key["vectors"], balanced: true);
            IRecurrence arrays = (experiment.Arrays with { Wires = new() { Segment = 5 * ohm } }).Program(Synapses.Of(patterns), key["fault"]);
            return SpikingWalk.Run(new SpikingAttractor(arrays, 60), patterns, machine.RandomWalk(4, key["walk"]), new(), key["run"]).MeanOverlap;
        });
        Assert.Contains(FormattableString.Invariant($"  \"wires0.overlap\": {overlap:R},"), run.Read("metrics.json").Split('\n'), StringComparer.Ordinal);
        Assert.Contains("2 days", run.Read("findings.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Experiments_are_their_JSON()
    {
        foreach (IExperiment experiment in All)
            Assert.Equal(Experiment.Print(experiment), Experiment.Print(Experiment.Parse(Experiment.Print(experiment))));
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingRobustness { Quantised = [2.5] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingRobustness { Additive = [2, 1] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikingTimescales { Halves = [50 * ms, 40 * ms] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReferenceNetwork { Neurons = 10 });
        SpikingTimescales fast = new() { Network = Small, Rates = [new(4)] };
        Assert.Contains("leave -50 ms of rest", Assert.Throws<ArgumentOutOfRangeException>(() => Experiment.Run(fast, Path.Combine(_folder, "fast"))).Message, StringComparison.Ordinal);
    }

    // Ends the run after so many points.
    private sealed class Steps(int most, CancellationTokenSource? source) : IProgressListener
    {
        public long Done { get; private set; }

        public void Begin(string stage, long total)
        {
        }

        public void Advance(long done, string? note = null)
        {
            Done = Math.Max(Done, done);
            if (done >= most)
                source?.Cancel();
        }
    }
}
