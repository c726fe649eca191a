using System.CommandLine;
using Mho.Cli.Machines;
using Mho.Cli.Options;
using Mho.Vsa.Attractors;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa compile</c>: a machine's vectors in a file.</summary>
internal sealed class VsaCompile
{
    private const string Examples = """
        Draw the vectors of a machine and keep them in a file, which "mho vsa run" takes in place of the machine: the same network ever after, byte for byte.

        Examples:
          mho vsa compile machine.json --out machine.vsa
          mho vsa compile greek-gods --network sparse --neurons 4000 --ones 100 --seed 7 --out gods.vsa
        """;

    private readonly MachineArgument _machine = new();
    private readonly CompileArguments _compile = new();
    private readonly OutputFileOption _out = new("--out", "Where the compiled machine goes.", ".vsa") { Required = true };

    public Command Create(Terminal terminal)
    {
        Command command = new("compile", Examples) { _machine, _out };
        _compile.On(command);
        command.SetAction(parsed => Compile(parsed, terminal));
        return command;
    }

    private int Compile(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        CompiledMachine compiled = _compile.Compiled(parsed, _machine);
        compiled.Save(parsed.GetValue(_out)!);
        terminal.Output.WriteLine(compiled.ToString());
        return ExitCode.Success;
    }
}
