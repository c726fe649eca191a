using System.CommandLine;
using Mho.Cli.Machines;
using Mho.Cli.Options;
using Mho.Experiments.Machines;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa draw</c>: a machine as a picture.</summary>
internal sealed class VsaDraw
{
    private const string Examples = """
        Draw a machine: states, arrows with stimulus / output, a dot at the start, double outlines where it accepts.

        Examples:
          mho vsa draw machine.json --out machine.svg
          mho vsa draw greek-gods --out gods.svg
        """;

    private readonly MachineArgument _machine = new();
    private readonly OutputFileOption _out = new("--out", "Where the drawing goes.", ".svg") { Required = true };

    public Command Create(Terminal terminal)
    {
        Command command = new("draw", Examples) { _machine, _out };
        command.SetAction(parsed =>
        {
            OutputCheck.Run(parsed);
            string file = parsed.GetValue(_out)!;
            AtomicFile.Write(file, new StateGraph(_machine.Machine(parsed)).ToSvg());
            terminal.Output.WriteLine(file);
            return ExitCode.Success;
        });
        return command;
    }
}
