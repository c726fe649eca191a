using Mho.Autograd;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.Physical;
using Mho.Networks;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Mho.Tests.Networks;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Experiments;

public sealed class PhysicalDevicesTests : IDisposable
{
    private static readonly PhysicalDevices Tiny = new()
    {
        Name = "tiny-devices",
        Network = new PhysicalMlp([16], Reversal: 4, Discretisation: new(3, GridOffset.Random, 10), Readout: new SpikeReadout(Reference: 0.8)),
        Training = new Training { Epochs = 6, Batch = 50, Schedule = new ConstantRate(3e-3), CheckpointSteps = 5 },
        Errors = [0, 0.5],
        Devices = [new Wan2022Rram(), new PulsedRram()],
        Times = [1 * s, 1 * day],
        Programmings = 2,
        TestImages = 150,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mho-physical").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Threads_and_interruptions_change_no_byte()
    {
        int threads = Workers.Count;
        try
        {
            string[] whole = [.. new[] { 1, 2 }.Select(count =>
            {
                Workers.Count = count;
                return Experiment.Run(Tiny, Path.Combine(_folder, $"threads{count}")).Read("metrics.json");
            })];
            Assert.Equal(whole[0], whole[1]);
            FinishedRun? run = null;
            for (int life = 0; run is null; life++)
            {
                using CancellationTokenSource source = new();
                try
                {
                    run = Experiment.Run(Tiny, Path.Combine(_folder, "killed"), new Dying(3 + new Key(6).Integer(life, 50), life % 2 == 0 ? null : source), source.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
                {
                    Assert.True(life < 60, "it never comes to an end");
                }
            }

            Assert.Equal(whole[0], run.Read("metrics.json"));
        }
        finally
        {
            Workers.Count = threads;
        }
    }

    [Fact]
    public void Exact_cells_keep_the_accuracy_and_errors_cost_some_the_more_the_larger_what_they_are_relative_to()
    {
        FinishedRun run = Experiment.Run(Tiny with { WeightPercentile = 1, Devices = [new Mho.Devices.Ideal { Range = new(0 * uS, 40 * uS) }] }, Path.Combine(_folder, "errors"));
        double software = Number(run, "accuracy.software");
        // One image: the weights differ in the last bit of a float.
        Assert.Equal(software, Number(run, "accuracy.error.proportional.0"), 1.01 / 150);
        Assert.Equal(software, Number(run, "accuracy.device.ideal.1day"), 1.01 / 150);
        Assert.True(Number(run, "accuracy.error.additive.50") < Number(run, "accuracy.error.proportional.50") - 0.1);
        Assert.True(Number(run, "accuracy.error.additive.50") < software - 0.3);
    }

    [Fact]
    public void A_network_of_a_sweep_is_deployed_without_training_and_must_agree()
    {
        ReversalSweep sweep = new() { Name = "sweep", Network = (PhysicalMlp)Tiny.Network, Training = Tiny.Training, Reversals = [4], Runs = 1, Baselines = false, TestImages = 150 };
        FinishedRun trained = Experiment.Run(sweep, Path.Combine(_folder, "sweep"));
        PhysicalDevices taken = new() { Network = new Trained(trained.Folder), Errors = [], Devices = [new Wan2022Rram()], Times = [1 * day], Programmings = 1, TestImages = 150 };
        FinishedRun run = Experiment.Run(taken, Path.Combine(_folder, "taken"));
        Assert.Equal(Number(trained, "accuracy.pnn.e4"), Number(run, "accuracy.software"));
        Assert.True(Number(run, "accuracy.device.wan2022-rram.1day") < Number(run, "accuracy.software"));
        Assert.DoesNotContain("\"stage\": \"train", run.Read("timings.json"), StringComparison.Ordinal);
        string message = Assert.Throws<InputException>(() => Experiment.Run(Experiment.With(taken, "training.epochs", "3"), Path.Combine(_folder, "other"))).Message;
        Assert.Contains("differs from how the network of", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubts_of_devices_and_large_membranes_are_told()
    {
        FinishedRun run = Experiment.Run(Tiny with { Errors = [], Devices = [new MeasuredRelaxation(), new Wan2022Rram()], Times = [10 * day], Programmings = 1 }, Path.Combine(_folder, "doubts"));
        string findings = run.Read("findings.json");
        Assert.Contains("cells start exactly on their targets", findings, StringComparison.Ordinal);
        Assert.Contains("the published curves end at 2 days", findings, StringComparison.Ordinal);
        Assert.Contains("on every membrane to charge it in 1 us", findings, StringComparison.Ordinal);
        Assert.True(Number(run, "capacitance.measured.spiking-dense1") > 1e-11);
    }

    [Theory]
    [InlineData("network", "{\"model\": \"mlp\", \"hidden\": [8]}", "network: dense1: has weights and is no spiking layer")]
    [InlineData("network", "{\"model\": \"sequential\", \"layers\": [\"flatten\", { \"model\": \"spiking-dense\", \"units\": 10, \"neuron\": { \"model\": \"rc-spike\", \"membrane\": { \"leak\": 1 } } }]}", "has no leak")]
    [InlineData("errors", "[0.1, 0.05]", "give shares in rising order")]
    [InlineData("errors", "[-0.1]", "is not between 0 and 10")]
    [InlineData("times", "[\"1 day\", \"1 s\"]", "give ages above 0 s in rising order")]
    [InlineData("programmings", "0", "give 1 to 1000")]
    [InlineData("weightPercentile", "0", "it is the share of weights that the cells reach")]
    [InlineData("testImages", "400", "digits test has 359")]
    [InlineData("window", "\"-1 us\"", "the membrane's equation divides by it")]
    public void What_cannot_become_cells_is_refused_before_training(string path, string value, string expected)
    {
        string message = Assert.Throws<InputException>(() => Experiment.Run(Experiment.With(Tiny, path, value), Path.Combine(_folder, "refused"))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static double Number(FinishedRun run, string name) => System.Text.Json.Nodes.JsonNode.Parse(run.Read("metrics.json"))![name]!.GetValue<double>();
}
