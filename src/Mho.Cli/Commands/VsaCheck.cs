using System.CommandLine;
using Mho.Cli.Machines;
using Mho.Vsa.Machines;

namespace Mho.Cli.Commands;

/// <summary><c>mho vsa check</c>: what a machine is, and what a network could not do with it.</summary>
internal sealed class VsaCheck
{
    private const string Examples = """
        Tell a machine's size, its edges that need a state of their own, and what is doubtful about it.

        Examples:
          mho vsa check machine.json
          mho vsa check vending-machine

        A machine is a JSON file: { "name": "turnstile", "start": "locked", "edges": [ { "from": "locked", "stimulus": "coin", "to": "open", "output": "click" } ] },
        and if wanted "accepting" and "states", lists of names. Exit code 1 if no network can be made from it.
        """;

    private readonly MachineArgument _machine = new();

    public Command Create(Terminal terminal)
    {
        Command command = new("check", Examples) { _machine };
        command.SetAction(parsed => Check(_machine.Machine(parsed), terminal));
        return command;
    }

    private static int Check(StateMachine machine, Terminal terminal)
    {
        int consecutive = machine.NeedsEdgeState.Count(needs => needs);
        terminal.Output.WriteLine(machine.Name);
        terminal.Output.WriteLine($"states          {machine.States.Count}, of which {machine.Accepting.Count} accept; start {machine.Start}");
        terminal.Output.WriteLine($"edges           {machine.Edges.Count}, of which {consecutive} need a state of their own: the next state knows the same stimulus");
        terminal.Output.WriteLine($"stimuli         {machine.Stimuli.Count}: {List(machine.Stimuli)}");
        terminal.Output.WriteLine($"outputs         {machine.Outputs.Count}{(machine.Outputs.Count > 0 ? ": " : "")}{List(machine.Outputs)}");
        IReadOnlyList<Finding> findings = machine.Check();
        foreach (Finding finding in findings)
            terminal.Output.WriteLine(finding);
        return findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Failure : ExitCode.Success;
    }

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Take(16)) + (names.Count > 16 ? ", …" : "");
}
