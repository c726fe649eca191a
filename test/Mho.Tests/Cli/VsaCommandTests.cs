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
