using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Networks;
using Mho.Numerics;
using Mho.Tests.Architecture;
using Xunit;

namespace Mho.Tests.Networks;

public sealed class ClassificationTests : IDisposable
{
    private static readonly Classification Tiny = new()
    {
        Name = "tiny",
        Network = new Mlp([12], Bits: 3),
        Training = new Training { Epochs = 3, Batch = 50, Schedule = new ConstantRate(0.01), WeightNoise = 0.1, CheckpointSteps = 5 },
        Chip = new NeuRram(new Wan2022Rram { ReadNoise = 0.01 }) { GainSpread = 0.02, OffsetSpread = 0.5 },
        Programmings = 2,
        CalibrationSamples = 200,
        TestImages = 150,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-classification").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Shipped() => [.. Directory.EnumerateFiles(Path.Combine(FloorTests.Root(), "experiments"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_experiment_is_read_and_printed_the_same_again(string file)
    {
        IExperiment experiment = Experiment.Load(Path.Combine(FloorTests.Root(), "experiments", file));
        string printed = Experiment.Print(experiment);
        Assert.Equal(printed, Experiment.Print(Experiment.Parse(printed)));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), experiment.Name);
    }

    [Fact]
    public void One_2_and_8_threads_give_the_same_bytes_of_metrics()
    {
        int threads = Workers.Count;
        try
        {
            string[] found = [.. new[] { 1, 2, 8 }.Select(count =>
            {
                Workers.Count = count;
                return Experiment.Run(Tiny, Path.Combine(_folder, $"threads{count}")).Read("metrics.json");
            })];
            Assert.Equal(found[0], found[1]);
            Assert.Equal(found[0], found[2]);
        }
        finally
        {
            Workers.Count = threads;
        }
    }

    [Fact]
    public void Killed_or_cancelled_anywhere_it_resumes_to_the_same_bytes()
    {
        Classification experiment = Tiny with { Ablation = false };
        string whole = Experiment.Run(experiment, Path.Combine(_folder, "whole")).Read("metrics.json");
        for (int trial = 0; trial < 2; trial++)
        {
            string place = Path.Combine(_folder, $"killed{trial}");
            FinishedRun? run = null;
            for (int life = 0; run is null; life++)
            {
                using CancellationTokenSource source = new();
                try
                {
                    run = Experiment.Run(experiment, place, new Dying(2 + new Key(5)[trial].Integer(life, 60), life % 2 == 0 ? null : source), source.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
                {
                    Assert.True(life < 60, "it never comes to an end");
                }
            }

            Assert.Equal(whole, run.Read("metrics.json"));
        }
    }

    [Fact]
    public void A_perfect_chip_answers_as_exact_arithmetic_does()
    {
        Classification experiment = Tiny with
        {
            Chip = new NeuRram(new Mho.Devices.Ideal()) { Adc = new ExactAdc(), WeightPercentile = 1 },
            Ablation = false,
            Times = [],
            Programmings = 1,
        };
        Outcome outcome = Procedure.Run(experiment, Path.Combine(_folder, "checkpoint"), new SilentListener(), default);
        Assert.Equal(outcome.Ideal.Confusion, outcome.OnChip[0][0].Confusion);
        Assert.True(outcome.Ideal.Accuracy > 0.5, $"{outcome.Ideal.Accuracy}");
    }

    [Fact]
    public void A_network_too_large_for_the_chip_is_refused_before_training()
    {
        Classification experiment = Tiny with { Chip = Tiny.Chip with { Cores = 1 }, Network = new Mlp([400, 300], Bits: 3) };
        Assert.Contains("do not fit", Assert.Throws<InputException>(() => Experiment.Run(experiment, Path.Combine(_folder, "large"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measured_device_is_told_to_program_exactly_and_is_named_as_the_source()
    {
        MeasuredRelaxation technologyC = new(), own = new() { Name = "lab7", Curves = [new RelaxationCurve { From = new(1e-6), To = new(39e-6) }] };
        foreach ((MeasuredRelaxation device, string source) in new[] { (technologyC, "technology C of akashlevy"), (own, "lab7, fitted by \"mho devices fit\"") })
        {
            FinishedRun run = Experiment.Run(Tiny with { Chip = Tiny.Chip with { Device = device }, Programmings = 1, Ablation = false }, Path.Combine(_folder, device.Name));
            Assert.Contains($"cells start exactly on their targets: {device.Name}", run.Read("findings.json"), StringComparison.Ordinal);
            Assert.Contains(source, run.Read("references.txt"), StringComparison.Ordinal);
            Assert.Equal(device == technologyC, run.Read("references.txt").Contains("technology C", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("exactly on their targets", Experiment.Run(Tiny with { Ablation = false, Programmings = 1 }, Path.Combine(_folder, "wan")).Read("findings.json"), StringComparison.Ordinal);
        Assert.NotNull(((IProgrammable)new Stuck { Device = own }).ProgrammingDoubt);
    }

    [Theory]
    [InlineData("network", "{\"model\": \"digits-cnn\", \"channels\": 1000000}", "network: a tensor of [9000000 x 2000000] numbers is larger than the 2,147,483,647 that one can hold; make a layer or a batch smaller")]
    [InlineData("network", "{\"model\": \"digits-cnn\", \"channels\": 0}", "network: Filters = 0 must be at least 1")]
    [InlineData("network", "{\"model\": \"sequential\", \"layers\": []}", "network: a network needs at least one layer")]
    [InlineData("testImages", "360", "testImages: asks for 360 images, and digits test has 359")]
    [InlineData("training.batch", "1295", "Batch = 1,295 is more than the 1,294 images of digits train to learn from (1,438 less the 144 set aside for validation)")]
    [InlineData("training.schedule.rate", "1e20", "training: the loss became NaN")]
    [InlineData("training.schedule.rate", "20", "the training diverged, so lower the learning rate (training.schedule)")]
    public void What_the_data_or_the_training_cannot_give_is_said_and_not_cut(string path, string value, string expected)
    {
        string message = Assert.Throws<InputException>(() => Experiment.Run(Experiment.With(Tiny, path, value), Path.Combine(_folder, "cut"))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_test_images_and_the_largest_batch_are_taken()
    {
        Classification whole = Tiny with { TestImages = 359, Training = Tiny.Training with { Batch = 1294 }, Ablation = false, Programmings = 1 };
        Assert.Contains("359 test images", Experiment.Run(whole, Path.Combine(_folder, "whole")).Read("summary.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_only_guesses_is_a_finding_of_severity_error()
    {
        Classification guessing = Tiny with { Training = Tiny.Training with { Epochs = 1, Schedule = new ConstantRate(1e-9) }, Ablation = false, Programmings = 1 };
        FinishedRun run = Experiment.Run(guessing, Path.Combine(_folder, "guessing"));
        Assert.True(run.Failed);
        Assert.Contains("no better than always naming the commonest class", run.Read("findings.json"), StringComparison.Ordinal);
        Assert.False(Experiment.Run(Tiny with { Ablation = false, Programmings = 1 }, Path.Combine(_folder, "learned")).Failed);
    }

    [Fact]
    public void An_evaluation_and_the_mean_of_several_chips_have_the_bounds_of_their_counts()
    {
        int[] labels = new int[263], answers = [.. Enumerable.Range(0, 263).Select(i => i < 81 ? 0 : 1)];
        (double low, double high) = new Evaluation(labels, answers, 2).Interval;
        Assert.Equal((0.2553, 0.3662), (Math.Round(low, 4), Math.Round(high, 4)));
        (double lowest, double highest) = new AccuracySeries("", "", [80 / 263.0, 82 / 263.0], 263).Interval;
        Assert.Equal((0.2553, 0.3662), (Math.Round(lowest, 4), Math.Round(highest, 4)));
        // Half the width by hand, p = 1/2 and n = 100: z/2 · √(1/n + z²/n²) / (1 + z²/n).
        Assert.Equal(0.4038, new AccuracySeries("", "", [0.5], 100).Interval.Low, 5e-5);
    }

    [Fact]
    public void Wilson_bounds_are_the_published_ones_of_a_worked_example()
    {
        // 81 of 263: R. G. Newcombe, Stat. Med. 17, 857 (1998), Table I, method 3.
        (double low, double high) = Evaluation.Wilson(81, 263);
        Assert.Equal(0.2553, low, 5e-5);
        Assert.Equal(0.3662, high, 5e-5);
    }
}
