using System.CommandLine;
using Mho.Cli.Options;
using Mho.Experiments.Binding;
using Mho.Experiments.Machines;
using Mho.Vsa.Machines;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa regex</c>: the machine of a regular expression.</summary>
internal sealed class VsaRegex
{
    private const string Examples = """
        Make the least machine that tells whether a text, character by character, matches a regular expression as a whole.

        Examples:
          mho vsa regex "a(b|c)*d" --out machine.json
          mho vsa regex "[^b]*" --alphabet abc
          mho vsa regex "a(b|c)*d" --dead-end stay --out small.json && mho vsa draw small.json --out small.svg

        Characters, . [ab] [a-c] [^a] ( ) | * + ? {2} {2,} {2,5}; a backslash before a sign makes it a character. Without --out the machine is printed.
        """;

    private readonly Argument<string> _pattern = new("pattern") { Description = "The regular expression." };
    private readonly Option<string?> _alphabet = new("--alphabet") { Description = "The characters that the machine reads; those of the pattern if not given.", HelpName = "characters" };
    private readonly WordOption _deadEnd = new("--dead-end", "After a character that cannot match: go to a state reject, or stay where it is, which accepts more but takes fewer states and edges.", "reject", "stay");
    private readonly OutputFileOption _out = new("--out", "Where the machine goes.", ".json");

    public Command Create(Terminal terminal)
    {
        Command command = new("regex", Examples) { _pattern, _alphabet, _deadEnd, _out };
        command.SetAction(parsed => Write(parsed, terminal));
        return command;
    }

    private int Write(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        StateMachine machine = StateMachine.FromRegex(
            parsed.GetValue(_pattern)!, parsed.GetValue(_alphabet), parsed.GetValue(_deadEnd) == "stay" ? DeadEnd.Stay : DeadEnd.Reject);
        if (parsed.GetValue(_out) is string file)
        {
            machine.Save(file);
            terminal.Output.WriteLine($"{file}: {machine}");
        }
        else
        {
            terminal.Output.Write(RecordJson.Write(machine));
        }

        return ExitCode.Success;
    }
}
