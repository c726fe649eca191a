using Mho.Autograd;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.DataSets;
using Mho.Experiments.Physical;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Mho.Tests.Networks;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class ReversalSweepTests : IDisposable
{
    private static readonly ReversalSweep Tiny = new()
    {
        Name = "tiny-sweep",
        Network = new PhysicalMlp([16], Discretisation: new(3, GridOffset.Random, 10), Readout: new SpikeReadout(Reference: 0.8)),
        Training = new Training { Epochs = 2, Batch = 50, Schedule = new ConstantRate(3e-3), CheckpointSteps = 5 },
        Reversals = [1, 100],
        Runs = 2,
        Scaling = new ScaleSearch(0.5, 2, 0.5, 100),
        TestImages = 150,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-sweep").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_2_and_8_threads_give_the_same_bytes_and_every_file_is_there()
    {
        int threads = Workers.Count;
        try
        {
            FinishedRun[] runs = [.. new[] { 1, 2, 8 }.Select(count =>
            {
                Workers.Count = count;
                return Experiment.Run(Tiny, Path.Combine(_folder, $"threads{count}"));
            })];
            foreach (string file in new[] { "metrics.json", "report.html", "plots/accuracy.svg", "plots/baselines.svg", "plots/raster-e1.svg", "plots/times-spiking-dense1.svg" })
                Assert.All(runs[1..], run => Assert.Equal(runs[0].Read(file), run.Read(file)));
        }
        finally
        {
            Workers.Count = threads;
        }
    }

    [Fact]
    public void Killed_or_cancelled_anywhere_it_resumes_to_the_same_bytes_and_trains_no_finished_point_again()
    {
        string whole = Experiment.Run(Tiny, Path.Combine(_folder, "whole")).Read("metrics.json");
        string place = Path.Combine(_folder, "killed");
        FinishedRun? run = null;
        int lives = 0;
        for (; run is null; lives++)
        {
            using CancellationTokenSource source = new();
            try
            {
                run = Experiment.Run(Tiny, place, new Dying(15 + new Key(5).Integer(lives, 60), lives % 2 == 0 ? null : source), source.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
            {
                Assert.True(lives < 60, "it never comes to an end");
            }
        }

        Assert.True(lives > 3, "it was hardly killed: the test says nothing");
        Assert.Equal(whole, run.Read("metrics.json"));
        Assert.False(Directory.Exists(Path.Combine(place, "checkpoints")));
    }

    // The sweep is no second trainer: a point is what the trainer makes of that network, and the baseline is that network in another circuit.
    [Fact]
    public void A_point_is_what_the_trainer_gives_and_a_baseline_is_its_ideal_network_in_the_circuit()
    {
        FinishedRun run = Experiment.Run(Tiny, Path.Combine(_folder, "points"));
        DataSplit digits = new Digits().Load();
        LabelledImages test = digits.Test.Take(150);
        Network At(double reversal) => ((PhysicalMlp)Tiny.Network with { Reversal = reversal }).For(new Shape(8, 8, 1), 10);
        TrainedNetwork Trained(double reversal, int of) => Tiny.Training.Fit(At(reversal), digits.Train, new Key(1)["training"][of]).Trained;
        for (int of = 0; of < 2; of++)
        {
            Assert.Equal(Number(run, $"accuracy.pnn.e1.run{of}"), Trained(1, of).Evaluate(test).Accuracy);
            Assert.Equal(Number(run, $"accuracy.ann.e1.run{of}"), (Trained(100, of) with { Network = At(1) }).Evaluate(test).Accuracy);
            Assert.Equal(Number(run, $"accuracy.ann.e100.run{of}"), Number(run, $"accuracy.pnn.e100.run{of}"));
        }

        Assert.Equal((Number(run, "accuracy.pnn.e1.run0") + Number(run, "accuracy.pnn.e1.run1")) / 2, Number(run, "accuracy.pnn.e1"), 1e-12);
    }

    [Fact]
    public void The_network_it_keeps_is_deployed_by_other_experiments()
    {
        FinishedRun run = Experiment.Run(Tiny with { Baselines = false, Runs = 1 }, Path.Combine(_folder, "kept"));
        Trained kept = new(run.Folder);
        double reversal = ((PhysicalMlp)kept.Architecture).Reversal;
        Assert.Equal(Number(run, $"accuracy.pnn.e{reversal}"), kept.Load().Trained.Evaluate(new Digits().Load().Test.Take(150)).Accuracy);
    }

    [Fact]
    public void Curves_are_all_pairs_of_grids_and_noises_and_say_which_they_are()
    {
        ReversalSweep sweep = Tiny with { Discretisations = [new(3), new(15, GridOffset.Fixed)], SpikeNoises = [0, 0.02], Baselines = false, Runs = 1, Reversals = [4] };
        Assert.Equal(["M = 3, random offset, σ = 0", "M = 15, fixed offset, σ = 0", "M = 3, random offset, σ = 0.02", "M = 15, fixed offset, σ = 0.02"], sweep.Curves.Select(curve => curve.Label), StringComparer.Ordinal);
        FinishedRun run = Experiment.Run(sweep, Path.Combine(_folder, "curves"));
        Assert.True(Number(run, "accuracy.pnn.m15-fixed-30.noise0.02.e4") > 0.2);
        Assert.NotEqual(Number(run, "accuracy.pnn.m3-random-30.noise0.e4"), Number(run, "accuracy.pnn.m3-random-30.noise0.02.e4"));
    }

    // A factor that heals is known: inhibition that was made three times as strong is healed by a third.
    [Fact]
    public void The_scale_search_undoes_a_known_scaling()
    {
        TrainedNetwork ideal = (Tiny.Training with { Epochs = 8 }).Fit(new PhysicalMlp([32], 100, SpikeNoise: 0).For(new Shape(8, 8, 1), 10), new Digits().Load().Train, new Key(2)).Trained;
        TrainedNetwork wrong = ScaleSearch.Scaled(ideal, 1, 3);
        LabelledImages images = new Digits().Load().Train.Take(400);
        double right = ideal.Evaluate(images).Accuracy, broken = wrong.Evaluate(images).Accuracy;
        (double positive, double negative) = new ScaleSearch(0.2, 1.8, 0.1, 400).Best(wrong, images);
        double healed = ScaleSearch.Scaled(wrong, positive, negative).Evaluate(images).Accuracy;
        Assert.True(broken < right - 0.1, $"the scaling does no harm: {right} → {broken}");
        Assert.True(healed >= right - 0.005, $"{right} → {broken} → {healed} by {positive}, {negative}");
    }

    [Fact]
    public void Bands_are_Student_intervals_of_pooled_deviations()
    {
        // Two points of three runs, deviations 1 and 2: pooled √2.5, 4 degrees of freedom, t = 2.776.
        Repeats[] curve = [new([9, 10, 11]), new([18, 20, 22])];
        Assert.Equal(2.776 * Math.Sqrt(2.5 / 3), Repeats.HalfWidth(curve), 1e-3);
        Assert.True(double.IsNaN(Repeats.HalfWidth([new([1]), new([2])])));
    }

    [Fact]
    public void An_optimum_is_called_interior_only_beyond_two_standard_errors_of_both_ends()
    {
        Repeats at(double mean) => new([mean - 0.01, mean, mean + 0.01]); // deviation 0.01, error of a difference 0.01·√(2/3) = 0.00816
        Assert.True(Optimum.Of([at(0.9), at(0.92), at(0.9)], 1000).Interior);
        Assert.False(Optimum.Of([at(0.9), at(0.92), at(0.91)], 1000).Interior);
        Assert.False(Optimum.Of([at(0.9), at(0.92), at(0.95)], 1000).Interior);
        Assert.Equal(0.01 * Math.Sqrt(2 / 3.0), Optimum.Of([at(0.9), at(0.92)], 1000).Error, 1e-12);
        Assert.Equal(Math.Sqrt(2 * 0.09 / 1000), Optimum.Of([new([0.9]), new([0.8])], 1000).Error, 1e-12);
    }

    [Theory]
    [InlineData("reversals", "[1, -2]", "reversals")]
    [InlineData("reversals", "[0]", "or the membrane could not move")]
    [InlineData("reversals", "[4, 2]", "give |E| in rising order")]
    [InlineData("reversals", "[]", "give at least one, such as 8")]
    [InlineData("network.reversal", "-3", "excitation needs E⁺ of at least 0.001")]
    [InlineData("network", "{\"model\": \"mlp\"}", "mlp")]
    [InlineData("network", "{\"model\": \"physical-mlp\", \"hidden\": [0]}", "Units = 0 must be at least 1")]
    [InlineData("runs", "0", "give 1 to 100 networks a point")]
    [InlineData("testImages", "360", "digits test has 359")]
    [InlineData("trainingImages", "2000", "digits train has 1,438")]
    [InlineData("scaling.step", "0", "factors and their step are above 0")]
    [InlineData("idealReversal", "0", "or the membrane could not move")]
    [InlineData("discretisations", "[{\"intervals\": 1}]", "the cost grows with their number")]
    [InlineData("network.spikeNoise", "-1", "it is a share of the window")]
    [InlineData("training.batch", "1295", "training: Batch = 1,295 is more than the 1,294 images")]
    public void What_cannot_be_is_refused_in_one_line(string path, string value, string expected)
    {
        string message = Assert.Throws<InputException>(() => Experiment.Run(Experiment.With(Tiny, path, value), Path.Combine(_folder, "refused"))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Inputs_that_would_spike_outside_the_window_are_refused()
    {
        string message = Assert.Throws<InputException>(() => Experiment.Run(Tiny with { Data = new Bright() }, Path.Combine(_folder, "bright"))).Message;
        Assert.Contains("would spike at -1, before the window 0 … 1 begins; scale the data to 0 … 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_that_only_guess_and_layers_that_say_nothing_are_findings()
    {
        FinishedRun run = Experiment.Run(Tiny with { Baselines = false, Runs = 1, Training = Tiny.Training with { Epochs = 0 } }, Path.Combine(_folder, "guessing"));
        Assert.True(run.Failed);
        Assert.Contains("hardly more than a guess", run.Read("findings.json"), StringComparison.Ordinal);
        Assert.Contains("one network a point", run.Read("findings.json"), StringComparison.Ordinal);
    }

    private static double Number(FinishedRun run, string name) => System.Text.Json.Nodes.JsonNode.Parse(run.Read("metrics.json"))![name]!.GetValue<double>();

    /// <summary>Values up to 2.</summary>
    [Model("bright")]
    private sealed record Bright : IDataSet
    {
        public string Description => "";

        public string Licence => "";

        public string Citation => "";

        public IReadOnlyList<Download> Downloads => [];

        public DataSplit Load()
        {
            LabelledImages images = new("bright", 1, 1, 2, 2, 1, [0, 1, 2, 1], [0, 1]);
            return new(images, images);
        }
    }
}
