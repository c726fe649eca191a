using System.CommandLine;
using System.CommandLine.Parsing;
using Mho.Cli;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class HelpTests
{
    private static readonly RootCommand Root = Shell.Root(new Terminal(TextWriter.Null, TextWriter.Null, interactive: false));

    public static TheoryData<string> Commands() => [.. Below(Root, "mho").Select(pair => pair.Path)];

    // A shell's quotes are read as far as examples have them, and commands after && left out.
    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_examples_that_can_be_typed(string path)
    {
        Command command = Below(Root, "mho").Single(pair => pair.Path == path).Command;
        string[] examples = [.. command.Description!.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("mho ", StringComparison.Ordinal))];
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            string line = example["mho ".Length..].Split(" && ")[0].Split("  ")[0];
            ParseResult parsed = Root.Parse([.. CommandLineParser.SplitCommandLine(line)]);
            Assert.True(parsed.Errors.Count == 0 && parsed.UnmatchedTokens.Count == 0, $"{example}: {string.Join(" ", parsed.Errors.Select(error => error.Message))}");
        });
    }

    [Theory]
    [InlineData]
    [InlineData("crossbar", "--help")]
    public void A_list_of_commands_has_a_line_for_each(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(0, Shell.Run(arguments, new Terminal(output, error, interactive: false)));
        string text = output.ToString(), list = text[text.IndexOf("Commands:", StringComparison.Ordinal)..];
        Assert.DoesNotContain("Example", list, StringComparison.Ordinal);
        Assert.Contains("Examples:", text, StringComparison.Ordinal);
        Assert.True(list.TrimEnd().Split('\n').Length <= 9, list);
    }

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path)
    {
        yield return (path, command);
        foreach (Command child in command.Subcommands)
        {
            foreach ((string, Command) pair in Below(child, $"{path} {child.Name}"))
                yield return pair;
        }
    }
}
