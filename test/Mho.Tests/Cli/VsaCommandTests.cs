using Mho.Cli;
using Mho.Experiments.Machines;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class VsaCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-vsa-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_pattern_becomes_a_file_that_can_be_checked_and_drawn()
    {
        string json = Path.Combine(_root, "machine.json"), svg = Path.Combine(_root, "machine.svg");
        Assert.Equal((0, $"{json}: /a(b|c)*d/: 4 states, 16 edges, 4 stimuli\n", ""), Run("vsa", "regex", "a(b|c)*d", "--out", json));
        Assert.Equal(StateMachine.FromRegex("a(b|c)*d"), StateMachine.Load(json));
        (int code, string output, _) = Run("vsa", "check", json);
        Assert.Equal(0, code);
        Assert.Contains("note: reject: no edge leads out of it", output, StringComparison.Ordinal);
        Assert.Equal((0, svg + "\n", ""), Run("vsa", "draw", json, "--out", svg));
        Assert.Contains("<svg", File.ReadAllText(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_the_machine_is_printed_as_JSON()
    {
        (int code, string output, string error) = Run("vsa", "regex", "a(b|c)*d", "--dead-end", "stay", "--alphabet", "abcd");
        Assert.Equal((0, ""), (code, error));
        File.WriteAllText(Path.Combine(_root, "printed.json"), output);
        Assert.Equal(StateMachine.FromRegex("a(b|c)*d", "abcd", DeadEnd.Stay), StateMachine.Load(Path.Combine(_root, "printed.json")));
    }

    [Fact]
    public void A_machine_runs_as_a_network_from_its_name_its_file_and_its_compiled_file()
    {
        (int code, string output, string error) = Run("vsa", "run", "vending-machine", "--input", "coin 10 nonsense coin 20 button", "--unknown", "random", "--neurons", "2000", "--plot", Path.Combine(_root, "walk.svg"));
        Assert.Equal((0, ""), (code, error));
        string[] lines = output.Split('\n');
        Assert.Equal("vending-machine: 4 states, 12 edges, 4 stimuli in a dense network of 2,000 neurons", lines[0]);
        Assert.Equal(["coin", "10", "10", "ct", "10", "ct", "1.0000"], lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["nonsense", "10", "ct", "10", "ct", "1.0000"], lines[4].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith("tea", lines[6], StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_root, "walk.svg")), StringComparison.Ordinal);

        string json = Path.Combine(_root, "machine.json"), compiled = Path.Combine(_root, "machine.vsa");
        StateMachine.FromRegex("a(b|c)*d").Save(json);
        Assert.Equal(0, Run("vsa", "compile", json, "--network", "sparse", "--out", compiled).Code);
        Assert.Equal(Run("vsa", "check", json), Run("vsa", "check", compiled));
        (code, output, _) = Run("vsa", "run", compiled, "--input", "abcbd");
        Assert.Equal(0, code);
        Assert.EndsWith("accepted\n", output, StringComparison.Ordinal);
        Assert.Equal(output, Run("vsa", "run", json, "--network", "sparse", "--input", "abcbd").Output);
        File.WriteAllBytes(compiled, File.ReadAllBytes(compiled)[..1000]);
        (code, _, error) = Run("vsa", "run", compiled, "--input", "abcbd");
        Assert.Equal(2, code);
        Assert.Contains("is cut off or damaged", error, StringComparison.Ordinal);
        (code, _, error) = Run("vsa", "run", "greek-gods", "--neurons", "100", "--input", "type");
        Assert.Equal(2, code);
        Assert.Contains("at 577 half of all walks succeed; give 866 or more", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "a b", true)]
    [InlineData("a b", "ab", false)]
    [InlineData("a,b", "a,b", true)]
    [InlineData("a,b", "ab", false)]
    [InlineData("ab", "a b", true)]
    [InlineData("ab", "a, b", true)]
    [InlineData("a🜍+", "a🜍🜍", true)]
    [InlineData("a🜍+", "🜍a", false)]
    public void Letters_are_read_as_the_pattern_means_them(string pattern, string input, bool accepts)
    {
        string json = Path.Combine(_root, "letters.json");
        StateMachine.FromRegex(pattern).Save(json);
        (int code, string output, _) = Run("vsa", "run", json, "--neurons", "2000", "--input", input);
        Assert.Equal(0, code);
        Assert.EndsWith(accepts ? "\naccepted\n" : "\nnot accepted\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_counts_and_ends_with_1_of_what_no_network_can_be_made_from()
    {
        (int code, string output, _) = Run("vsa", "check", "greek-gods");
        Assert.Equal(0, code);
        Assert.Contains("edges           16, of which", output, StringComparison.Ordinal);
        string json = Path.Combine(_root, "apart.json");
        new StateMachine("apart", "a", [new("a", "x", "a"), new("b", "x", "a")]).Save(json);
        (code, output, _) = Run("vsa", "check", json);
        Assert.Equal(1, code);
        Assert.Contains("error: b: no walk from \"a\" comes to it", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_runs_in_spiking_neurons_and_draws_overlaps_and_spikes()
    {
        string plot = Path.Combine(_root, "walk.svg");
        (int code, string output, string error) = Run("vsa", "run", "vending-machine", "--input", "coin 10 coin 20 button", "--network", "spiking", "--plot", plot);
        Assert.Equal((0, "walking …\n"), (code, error));
        string[] lines = output.Split('\n');
        Assert.Equal("vending-machine: 4 states, 12 edges, 4 stimuli in a spiking network of 4,000 neurons, 300 active", lines[0]);
        Assert.Equal(["coin", "20", "30", "ct", "30", "ct"], lines[4].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]);
        Assert.Matches(@"^neurons of the state \d\d\.\d Hz, all others 0\.\d\d Hz, 1\.50 s of the network's time$", lines[6]);
        string svg = File.ReadAllText(plot);
        Assert.Equal(3, svg.Split("<title>").Length - 1); // the whole, overlaps, spikes
        Assert.Contains(">no state</text>", svg, StringComparison.Ordinal);

        // Compiled, it is the same network.
        string compiled = Path.Combine(_root, "machine.vsa");
        Assert.Equal(0, Run("vsa", "compile", "vending-machine", "--network", "spiking", "--out", compiled).Code);
        Assert.Equal(output, Run("vsa", "run", compiled, "--input", "coin 10 coin 20 button", "--network", "spiking").Output);
    }

    [Fact]
    public void Weights_of_a_spiking_network_may_lie_in_cells()
    {
        (int code, string output, _) = Run("vsa", "run", "vending-machine", "--input", "coin 10", "--network", "spiking", "--neurons", "2000", "--ones", "150",
            "--devices", "wan2022-rram", "--set", "readNoise=0.01", "--age", "1 day", "--latency", "2");
        Assert.Equal(0, code);
        Assert.Equal("on wan2022-rram cells 1 day after programming, tiles of 256 x 256, 8-bit converters, 2 ms later", output.Split('\n')[1]);
    }

    [Theory]
    [InlineData("500 spiking neurons hold no 4 states and 12 edges", "--network", "spiking", "--neurons", "500")]
    [InlineData("--age is of spiking networks; leave it out, or choose --network spiking", "--age", "1 day")]
    [InlineData("--age is of cells; name them with --devices", "--network", "spiking", "--age", "1 day")]
    [InlineData("--ones is of sparse and spiking networks", "--ones", "200")]
    [InlineData("--unbalanced is of sparse and spiking networks", "--unbalanced")]
    [InlineData("no device is called \"wan2023-rram\"; did you mean \"wan2022-rram\"?", "--network", "spiking", "--devices", "wan2023-rram")]
    [InlineData("\"tee\" is no stimulus of vending-machine; ", "--input", "tee")]
    [InlineData("window", "--network", "spiking", "--devices", "wan2022-rram", "--set", "window=3")]
    [InlineData("--half: -1 ms is negative", "--network", "spiking", "--half", "-1 ms")]
    public void Options_that_do_not_go_together_are_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        string[] input = arguments.Contains("--input") ? [] : ["--input", "coin 10"];
        (int code, string output, string error) = Run(["vsa", "run", "vending-machine", .. input, .. arguments]);
        Assert.Equal((2, ""), (code, output));
        string line = Assert.Single(error.TrimEnd('\n').Split('\n'), line => !line.EndsWith('…'));
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_compiled_is_not_compiled_otherwise()
    {
        string sparse = Path.Combine(_root, "sparse.vsa"), dense = Path.Combine(_root, "dense.vsa");
        Assert.Equal(0, Run("vsa", "compile", "vending-machine", "--network", "sparse", "--out", sparse).Code);
        Assert.Equal(0, Run("vsa", "compile", "vending-machine", "--out", dense).Code);
        foreach ((string file, string expected, string[] options) in new (string, string, string[])[]
        {
            (sparse, "--seed is settled in", ["--seed", "2"]),
            (sparse, "holds a sparse network", ["--network", "dense"]),
            (dense, "holds a dense network", ["--network", "spiking"]),
        })
        {
            (int code, _, string error) = Run(["vsa", "run", file, "--input", "coin 10", .. options]);
            Assert.Equal(2, code);
            Assert.Contains(expected, error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("did you mean \"greek-gods\"?", "check", "greek-god")]
    [InlineData("nowhere.json: cannot be read", "check", "nowhere.json")]
    [InlineData("pattern \"a(b\": character 2, (: is not closed", "regex", "a(b")]
    [InlineData("--dead-end: \"go\"", "regex", "a", "--dead-end", "go")]
    [InlineData("is not named .svg", "draw", "greek-gods", "--out", "gods.png")]
    [InlineData("there is no folder", "draw", "greek-gods", "--out", "nowhere/gods.svg")]
    [InlineData("--out", "draw", "greek-gods")]
    public void Faults_are_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        (int code, string output, string error) = Run(["vsa", .. arguments]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        return (Shell.Run(arguments, new Terminal(output, error, interactive: false)), output.ToString(), error.ToString());
    }
}
