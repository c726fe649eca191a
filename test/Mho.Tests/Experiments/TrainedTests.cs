using FsCheck;
using FsCheck.Fluent;
using Mho.Autograd;
using Mho.Chips;
using Mho.Cli;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Numerics;
using Mho.Tests.Networks;
using Xunit;

namespace Mho.Tests.Experiments;

/// <summary>Train once, deploy often: a finished run keeps its network, another experiment names it.</summary>
public sealed class TrainedTests : IClassFixture<TrainedTests.Learned>, IDisposable
{
    // Batch norm, because its statistics are no parameters that an optimiser changes and would be the first to get lost.
    private static readonly Classification Learning = new()
    {
        Name = "learning",
        Network = new Sequential([new InputQuantiser(3), new Conv2d(3), new Mho.Networks.BatchNorm(), new Mho.Networks.QuantisedRelu(3), new Flatten(), new Mho.Networks.Dense(10)]),
        Training = new Training { Epochs = 2, Batch = 50, Schedule = new ConstantRate(0.01), WeightNoise = 0.1, Keep = Keep.Best },
        Chip = new NeuRram(new Wan2022Rram { ReadNoise = 0.01 }) { GainSpread = 0.02, OffsetSpread = 0.5 },
        Programmings = 2,
        CalibrationSamples = 200,
        TestImages = 150,
        Ablation = false,
    };

    private readonly string _root = Directory.CreateTempSubdirectory("mho-trained-").FullName;
    private readonly string _run;

    public TrainedTests(Learned learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        _run = Path.Combine(_root, "learned");
        Directory.CreateDirectory(_run);
        foreach (string file in Directory.GetFiles(learned.Folder))
            File.Copy(file, Path.Combine(_run, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_run_that_reuses_a_network_gives_the_bytes_of_the_run_that_trained_it()
    {
        Stages stages = new();
        FinishedRun reused = Experiment.Run(Learning with { Network = new Trained(_run), Training = null }, Path.Combine(_root, "reused"), stages);
        foreach (string file in new[] { "metrics.json", "findings.json", "summary.txt", "references.txt" })
            Assert.Equal(File.ReadAllText(Path.Combine(_run, file)), reused.Read(file));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_run, Trained.FileName)), File.ReadAllBytes(Path.Combine(reused.Folder, Trained.FileName)));
        Assert.DoesNotContain("train", stages.Names, StringComparer.Ordinal);
        // The network of a network: a run that reused keeps it too.
        Assert.Equal(new Trained(_run).Sha256, new Trained(reused.Folder).Sha256);
        Assert.Equal(new Trained(_run).Architecture.ToString(), new Trained(reused.Folder).Architecture.ToString());
    }

    [Fact]
    public void The_kept_numbers_are_those_of_the_training_to_the_last_bit()
    {
        DataSplit data = new Digits().Load();
        TrainingResult trained = Learning.Training.Fit(Learning.Network.For(new(8, 8, 1), 10), data.Train, new Key(Learning.Seed)["training"]), kept = new Trained(_run).Load();
        Assert.Equal(trained.KeptEpoch, kept.KeptEpoch);
        Assert.Equal(trained.History, kept.History);
        Assert.Contains(kept.Trained.Parameters.All, parameter => parameter.Name.EndsWith(".variance", StringComparison.Ordinal));
        foreach (Parameter parameter in trained.Trained.Parameters.All)
            Assert.Equal(parameter.Values.ToArray(), kept.Trained.Parameters[parameter.Name].Values.ToArray());
    }

    [Fact]
    public void Another_device_needs_no_training_and_the_run_folder_names_source_and_checksum()
    {
        File.WriteAllText(Path.Combine(_root, "deploy.json"), """{ "model": "classification", "network": { "from": "learned" }, "chip": { "device": "joshi2020-pcm" }, "programmings": 1, "calibrationSamples": 100, "ablation": false }""");
        Classification read = (Classification)Experiment.Load(Path.Combine(_root, "deploy.json"));
        Assert.Equal((Learning.Data, Learning.Training), (read.Data, read.Training));
        Stages stages = new();
        FinishedRun run = Experiment.Run(read, Path.Combine(_root, "deployed"), stages);
        Assert.DoesNotContain("train", stages.Names, StringComparer.Ordinal);
        string experiment = run.Read("experiment.json");
        Assert.Contains($"\"from\": \"{_run}\"", experiment, StringComparison.Ordinal);
        Assert.Contains($"\"sha256\": \"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_run, Trained.FileName))))}\"", experiment, StringComparison.Ordinal);
        Assert.Contains("\"epochs\": 2,", experiment, StringComparison.Ordinal);
        Assert.Equal(experiment, Experiment.Print(Experiment.Parse(experiment)));
        Assert.Contains("Not trained in this run", run.Read("report.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("network", "PATH")]
    [InlineData("network", "{\"from\": \"PATH\"}")]
    [InlineData("network", "{\"model\": \"trained\", \"from\": \"PATH\"}")]
    [InlineData("network", "PATH/network.bin")]
    public void Every_way_to_say_it_means_the_same(string path, string value)
    {
        Classification said = (Classification)Experiment.With(Learning, path, value.Replace("PATH", _run, StringComparison.Ordinal));
        Assert.Equal(new Trained(_run).Sha256, Assert.IsType<Trained>(said.Network).Sha256);
        Assert.Equal(Learning.Training, ((Classification)Experiment.With(said, "training", "null")).Training);
    }

    [Theory]
    [InlineData("{\"from\": \"ROOT/absent\"}", "there is no such run folder")]
    [InlineData("{\"from\": \"ROOT/stopped\"}", "the run is not finished; repeat its command")]
    [InlineData("{\"from\": \"ROOT/stopped.part\"}", "the run is not finished; repeat its command")]
    [InlineData("{\"from\": \"ROOT/old\"}", "keeps no network.bin: an older Mho finished it, or it trained no network; run it again with --again")]
    [InlineData("{\"from\": \"ROOT/empty\"}", "is not the folder of a finished run")]
    [InlineData("{\"from\": \"ROOT/learned/experiment.json\"}", "is not a Mho checkpoint")]
    [InlineData("{\"from\": \"ROOT/under-way.bin\"}", "is the checkpoint of a training under way")]
    [InlineData("{\"from\": \"ROOT/silent.bin\"}", "does not say its network")]
    [InlineData("{\"from\": \"ROOT/learned\", \"sha256\": \"0123456789\"}", "the experiment means the network 01234567…")]
    [InlineData("{\"from\": \"\"}", "network")]
    [InlineData("{\"frm\": \"ROOT/learned\"}", "does not say which model it is")]
    public void What_cannot_be_taken_is_one_line_with_a_way_out_and_exit_code_2(string network, string expected)
    {
        foreach (string folder in new[] { "stopped.part", "old", "empty" })
            Directory.CreateDirectory(Path.Combine(_root, folder));
        File.Copy(Path.Combine(_run, "experiment.json"), Path.Combine(_root, "old", "experiment.json"));
        Checkpoint.Take(new Optimiser(new Adam()), new Dictionary<string, string>(StringComparer.Ordinal)).Write(Path.Combine(_root, "under-way.bin"));
        TrainingFile.Write(Path.Combine(_root, "silent.bin"), new Trained(_run).Load(), new Dictionary<string, string>(StringComparer.Ordinal));
        Refused(expected, "network=" + network.Replace("ROOT", _root, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data: is { \"model\": \"iris\"", "data=iris")]
    [InlineData("leave training out (--set training=null)", "training.epochs=7")]
    public void Other_data_or_training_than_those_of_the_network_are_refused(string expected, string change) => Refused(expected, $"network={_run}", change);

    [Fact]
    public void A_folder_without_a_slash_is_told_how_to_name_it() =>
        Assert.Contains("write \"./.\"", Assert.Throws<InputException>(() => Experiment.With(Learning, "network", ".")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cut_or_a_changed_byte_anywhere_is_refused_when_the_experiment_is_read()
    {
        string good = Path.Combine(_run, Trained.FileName), copy = Path.Combine(_root, "copy.bin");
        byte[] bytes = File.ReadAllBytes(good);
        Prop.ForAll<int, byte, bool>((at, flip, cut) =>
        {
            int position = (int)((uint)at * 2654435761u % (uint)bytes.Length);
            byte[] bad = cut ? bytes[..position] : [.. bytes];
            if (!cut)
                bad[position] ^= (byte)(flip | 1);
            File.WriteAllBytes(copy, bad);
            string message = Assert.Throws<InputException>(() => Experiment.With(Learning, "network", copy)).Message;
            return message.Contains(copy, StringComparison.Ordinal) && message.Contains("network", StringComparison.Ordinal) && !message.Contains('\n');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_file_that_changes_after_it_was_named_is_refused()
    {
        Trained trained = new(_run);
        string file = Path.Combine(_run, Trained.FileName);
        TrainingResult other = trained.Load();
        other.Trained.Parameters.All[0].Values[0] += 1;
        TrainingFile.Write(file, other, TrainingFile.Notes(file));
        Assert.Contains("has changed", Assert.Throws<InputException>(trained.Load).Message, StringComparison.Ordinal);
        Assert.NotEqual(trained.Sha256, new Trained(_run).Sha256, StringComparer.Ordinal);
    }

    [Fact]
    public void Other_layers_than_those_in_the_file_are_refused()
    {
        string file = Path.Combine(_run, Trained.FileName);
        Network wider = new(new Shape(8, 8, 1), [new Conv2d(4)]), fewer = new(new Shape(8, 8, 1), [new Conv2d(3)]);
        Assert.Contains("belongs to another network", Assert.Throws<InputException>(() => TrainingFile.Read(file, wider)).Message, StringComparison.Ordinal);
        Assert.Contains("which the network lacks", Assert.Throws<InputException>(() => TrainingFile.Read(file, fewer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_while_it_reuses_a_network_it_resumes_to_the_same_bytes()
    {
        Classification experiment = Learning with { Network = new Trained(_run) };
        FinishedRun whole = Experiment.Run(experiment, Path.Combine(_root, "whole")), resumed;
        string place = Path.Combine(_root, "killed");
        for (int life = 1; ; life++)
        {
            try
            {
                resumed = Experiment.Run(experiment, place, new Dying(3 * life, null));
                break;
            }
            catch (TimeoutException)
            {
                Assert.True(life < 60, "it never comes to an end");
            }
        }

        foreach (string file in new[] { "experiment.json", "metrics.json", "report.html", Trained.FileName })
            Assert.Equal(whole.Read(file), resumed.Read(file));
    }

    private void Refused(string expected, params string[] changes)
    {
        string place = Path.Combine(_root, "refused"), file = Path.Combine(_root, "learning.json");
        File.WriteAllText(file, Experiment.Print(Learning));
        using StringWriter output = new(), error = new();
        int code = Shell.Run(["run", file, "--out", place, .. changes.SelectMany(change => new[] { "--set", change })], new Terminal(output, error, interactive: false), CancellationToken.None);
        Assert.Equal((2, ""), (code, output.ToString()));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(place) || Directory.Exists(place + ".part"));
    }

    /// <summary>The run that trained, once for all tests; each works on its own copy.</summary>
    public sealed class Learned : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("mho-learned-").FullName;

        public Learned() => Folder = Experiment.Run(Learning, Path.Combine(_root, "learned")).Folder;

        public string Folder { get; }

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }

    private sealed class Stages : IProgressListener
    {
        public List<string> Names { get; } = [];

        public void Begin(string stage, long total) => Names.Add(stage);

        public void Advance(long done, string? note = null)
        {
        }
    }
}
