using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Mho.Experiments.Binding;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-runs-").FullName;

    static RunFolderTests() => Models.Add(typeof(RunFolderTests).Assembly);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_finished_run_holds_everything_and_is_not_run_again()
    {
        SampleExperiment experiment = new(Cells: 10);
        string place = Path.Combine(_root, "a");
        FinishedRun run = Experiment.Run(experiment, place);
        string[] files = [.. Directory.EnumerateFiles(run.Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal("experiment.json findings.json metrics.json references.txt report.html summary.txt timings.json", string.Join(' ', files));
        Assert.Equal(7, Directory.GetFiles(Path.Combine(run.Folder, "plots")).Length);
        Assert.Equal(place, Assert.Single(Directory.EnumerateFileSystemEntries(_root)));
        Assert.False(run.WasFinished);
        Assert.True(Experiment.Run(experiment, place).WasFinished);
    }

    [Fact]
    public void A_cancelled_run_resumes_where_it_was_and_ends_with_the_same_bytes()
    {
        SampleExperiment experiment = new(Cells: 10);
        using CancellationTokenSource cancel = new();
        string place = Path.Combine(_root, "resumed");
        Assert.Throws<OperationCanceledException>(() => Experiment.Run(experiment, place, new CancelAt(5, cancel), cancel.Token));
        Assert.True(Directory.Exists(place + ".part"));
        Assert.False(Directory.Exists(place));
        FinishedRun resumed = Experiment.Run(experiment, place), whole = Experiment.Run(experiment, Path.Combine(_root, "whole"));
        Assert.Contains("\"seen\": 5", resumed.Read("metrics.json"), StringComparison.Ordinal);
        Assert.Equal(whole.Read("metrics.json").Replace("\"seen\": 0", "", StringComparison.Ordinal), resumed.Read("metrics.json").Replace("\"seen\": 5", "", StringComparison.Ordinal));
        Assert.Equal(whole.Read("report.html"), resumed.Read("report.html"));
    }

    [Fact]
    public void A_run_that_fails_before_it_has_anything_to_resume_leaves_nothing()
    {
        Classification tooLarge = new() { Chip = new(new Ideal()) { Cores = 1, Rows = 4, Columns = 4 } };
        Assert.Contains("do not fit", Assert.Throws<InputException>(() => Experiment.Run(tooLarge, Path.Combine(_root, "large"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void A_description_that_cannot_be_written_leaves_no_folder()
    {
        // A path that has room for the folder but not for a file in it: what a full disk does, and a test can do anywhere on Linux and macOS.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other limits.");
        const int most = 4095;
        string place = _root;
        while (place.Length < most - 240)
            place = Path.Combine(place, new string('d', Math.Min(200, most - 20 - place.Length)));
        place = Path.Combine(place, new string('e', most - 8 - place.Length));
        Assert.Contains("cannot be written", Assert.Throws<InputException>(() => RunFolder.Open(new SampleExperiment(), place)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place + ".part"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(place)!));
    }

    [Fact]
    public void A_file_or_an_empty_name_is_no_run_folder()
    {
        string file = Path.Combine(_root, "file");
        File.WriteAllText(file, "mine");
        Assert.Contains("is a file", Assert.Throws<InputException>(() => Experiment.Run(new SampleExperiment(), file)).Message, StringComparison.Ordinal);
        Assert.Contains("has no name", Assert.Throws<InputException>(() => Experiment.Run(new SampleExperiment(), "")).Message, StringComparison.Ordinal);
        Assert.Equal(file, Assert.Single(Directory.EnumerateFileSystemEntries(_root)));
    }

    [Fact]
    public void Two_runs_of_one_folder_at_once_are_refused()
    {
        using RunFolder first = RunFolder.Open(new SampleExperiment(), Path.Combine(_root, "b"));
        Assert.Contains("another process", Assert.Throws<InputException>(() => RunFolder.Open(new SampleExperiment(), Path.Combine(_root, "b"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_another_experiment_or_of_something_else_is_left_alone()
    {
        string place = Path.Combine(_root, "c"), other = Path.Combine(_root, "d");
        Experiment.Run(new SampleExperiment(Cells: 2), place);
        Assert.Contains("another experiment", Assert.Throws<InputException>(() => Experiment.Run(new SampleExperiment(Cells: 3), place)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "thesis.txt"), "mine");
        Assert.Contains("not a run of Mho", Assert.Throws<InputException>(() => Experiment.Run(new SampleExperiment(), other)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(other, "thesis.txt")));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_clear_line()
    {
        string file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");
        InputException fault = Assert.Throws<InputException>(() => Experiment.Run(new SampleExperiment(), Path.Combine(file, "run")));
        Assert.Contains("--out", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_nothing_half_written()
    {
        string file = Path.Combine(_root, "x.txt");
        AtomicFile.Write(file, "old");
        Assert.Throws<InputException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(_root));
    }

    [Fact]
    public void The_name_tells_experiments_apart_and_is_safe_on_every_file_system()
    {
        string name = RunFolder.NameOf(new SampleExperiment("../ A:b?"));
        Assert.Matches("^a-b-[0-9a-f]{8}$", name);
        Assert.NotEqual(RunFolder.NameOf(new SampleExperiment(Seed: 1)), RunFolder.NameOf(new SampleExperiment(Seed: 2)), StringComparer.Ordinal);
    }

    private sealed class CancelAt(long at, CancellationTokenSource cancel) : IProgressListener
    {
        public void Begin(string stage, long total)
        {
        }

        public void Advance(long done, string? note = null)
        {
            if (done == at)
                cancel.Cancel();
        }
    }
}
