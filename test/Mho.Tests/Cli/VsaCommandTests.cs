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
        (int code, string output, string error) = Run("vsa", "run", "vending-machine", "--input", "coin 10 nonsense coin 20 button", "--neurons", "2000", "--plot", Path.Combine(_root, "walk.svg"));
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
