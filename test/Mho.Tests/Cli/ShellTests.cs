using System.Text.Json;
using Mho.Cli;
using Mho.Experiments;
using Mho.Experiments.Binding;
using Mho.Tests.Experiments;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class ShellTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-cli-").FullName;

    static ShellTests() => Models.Add(typeof(ShellTests).Assembly);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Help_shows_examples_and_the_name_people_type()
    {
        (int code, string output, string error) = Run();
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("mho run quickstart", output, StringComparison.Ordinal);
        Assert.Contains("  mho [command]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rum\" is not known here; did you mean \"run\"?", "rum")]
    [InlineData("--jsn is no option; did you mean \"--json\"?", "run", "x", "--jsn")]
    [InlineData("no experiment is called \"nothing-like-it\"", "run", "nothing-like-it")]
    [InlineData("nowhere.json: cannot be read", "run", "nowhere.json")]
    [InlineData("did you mean \"mnist\"?", "data", "fetch", "mnst")]
    public void Misuse_is_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_network_that_does_not_fit_the_chip_is_one_line_and_exit_code_2()
    {
        (int code, string output, string error) = Run("run", "quickstart", "--set", "chip.cores=1", "--set", "chip.rows=16", "--out", Path.Combine(_root, "tight"));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("do not fit the chip's 1 cores of 16 x 256", error, StringComparison.Ordinal);
        Assert.Contains("more cores", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_run_prints_its_headlines_and_as_json_only_json()
    {
        string file = Sample(new SampleExperiment(Cells: 5)), place = Path.Combine(_root, "run");
        (int code, string output, _) = Run("run", file, "--out", place);
        Assert.Equal(0, code);
        Assert.Contains("98.91 %", output, StringComparison.Ordinal);
        (code, output, _) = Run("run", file, "--out", place, "--json");
        Assert.Equal(0, code);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(0.9891, json.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal("warning", json.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void A_finding_of_severity_error_ends_with_exit_code_1_now_and_when_found_again()
    {
        string file = Sample(new SampleExperiment(Cells: 5, Careful: true)), place = Path.Combine(_root, "doubtful");
        Assert.Equal(1, Run("run", file, "--out", place).Code);
        Assert.Equal(1, Run("run", file, "--out", place).Code);
    }

    [Fact]
    public void A_finished_run_is_found_and_runs_anew_only_when_asked()
    {
        string file = Sample(new SampleExperiment(Cells: 5)), place = Path.Combine(_root, "again"), mark = Path.Combine(place, "mark");
        Run("run", file, "--out", place);
        File.WriteAllText(mark, "");
        Assert.Contains("--again", Run("run", file, "--out", place).Error, StringComparison.Ordinal);
        Assert.True(File.Exists(mark));
        Assert.Equal(0, Run("run", file, "--out", place, "--again").Code);
        Assert.False(File.Exists(mark));
        Assert.True(File.Exists(Path.Combine(place, "report.html")));
    }

    [Fact]
    public void Print_shows_the_experiment_with_changes_and_every_default()
    {
        (int code, string output, _) = Run("run", Sample(new SampleExperiment()), "--print", "--set", "noise.sigma=0.3", "--seed", "9");
        Assert.Equal(0, code);
        SampleExperiment printed = (SampleExperiment)Experiment.Parse(output);
        Assert.Equal((9ul, 0.3), (printed.Seed, ((GaussianSample)printed.Noise).Sigma));
    }

    [Fact]
    public void A_wrong_change_is_one_line()
    {
        (int code, _, string error) = Run("run", Sample(new SampleExperiment()), "--set", "noise.sigm=0.3");
        Assert.Equal(2, code);
        Assert.Contains("did you mean \"sigma\"?", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chip.adc.magnitudeBits=80", "chip.adc: 80 magnitude bits; a binary-search converter has 1 to 15.")]
    [InlineData("chip.gainSpread=1e300", "give 0 to 1: beyond it one column in six turns the sign")]
    [InlineData("chip.offsetSpread=1e300", "give 0 to 32768")]
    [InlineData("training.rate=0.1", "it was replaced, write \"schedule\": { \"model\": \"constant\", \"rate\": 0.001 }.")]
    [InlineData("training={\"drops\": []}", "it was replaced, write \"schedule\": { \"model\": \"stepped\"")]
    [InlineData("training={\"coolDown\": 5}", "it was replaced, write \"schedule\": { \"model\": \"cool-down\"")]
    [InlineData("times=[\"-1 s\"]", "times: age 1, -1 s, is not later than the programming")]
    [InlineData("times=[\"1 h\", \"1 h\"]", "give ages above 0 s in rising order")]
    [InlineData("chip.defects=[{\"core\": 99, \"rows\": [1], \"columns\": []}]", "the defects of core 99 name a core, row or column")]
    public void A_value_out_of_its_limits_is_refused_before_anything_runs(string change, string expected)
    {
        (int code, string output, string error) = Run("run", "quickstart", "--out", Path.Combine(_root, "refused"), "--set", change);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void The_change_that_help_shows_can_be_made()
    {
        string help = string.Join(' ', Run("run", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string change = help[(help.IndexOf("for example --set ", StringComparison.Ordinal) + "for example --set ".Length)..].Split(';')[0];
        Assert.Equal((0, ""), (Run("run", "quickstart", "--print", "--set", change) is var (code, _, error) ? (code, error) : default));
    }

    [Fact]
    public void A_cancelled_run_says_how_to_resume_and_ends_with_130()
    {
        string file = Sample(new SampleExperiment(Cells: 5));
        using CancellationTokenSource cancel = new();
        cancel.Cancel();
        (int code, _, string error) = Run(cancel.Token, "run", file, "--out", Path.Combine(_root, "stopped"));
        Assert.Equal(130, code);
        Assert.Contains("resumes it: mho run", error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_root, "stopped.part")));
    }

    [Fact]
    public void Every_experiment_that_ships_is_read_and_prints_itself()
    {
        foreach (string name in NamedExperiments.Names)
        {
            string printed = Experiment.Print(NamedExperiments.Load(name));
            Assert.Equal(printed, Experiment.Print(Experiment.Parse(printed, name)));
        }
    }

    private string Sample(IExperiment experiment)
    {
        string file = Path.Combine(_root, "sample.json");
        File.WriteAllText(file, Experiment.Print(experiment));
        return file;
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    private static (int Code, string Output, string Error) Run(CancellationToken cancel, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = Shell.Run(arguments, new Terminal(output, error, interactive: false), cancel);
        return (code, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
