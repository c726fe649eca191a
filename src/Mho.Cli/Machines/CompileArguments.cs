using System.CommandLine;
using Mho.Cli.Options;
using Mho.Vsa.Attractors;

namespace Mho.Cli.Machines;

/// <summary>How a machine becomes a network.</summary>
internal sealed class CompileArguments
{
    private const string CompiledEnding = ".vsa";

    private readonly WordOption _network = new("--network", "How states are written into neurons: half of all active, or a few.", "dense", "sparse");
    private readonly NumberOption<int> _neurons = new("--neurons", "Neurons; 0 for as many as the machine needs.", "10000", 0, 0, 1_000_000);
    private readonly NumberOption<int> _ones = new("--ones", "Active neurons of a sparse network's state.", "100", 100, 12, 100_000);
    private readonly WordOption _edges = new("--edge-states", "Which edges get a state of their own.", "every", "where-needed", "none");
    private readonly Option<bool> _unbalanced = new("--unbalanced") { Description = "Stimuli of a sparse network as drawn, as published, instead of summing to nothing over every state." };
    private readonly NumberOption<ulong> _seed = new("--seed", "The number that all vectors follow from.", "1", 1, 0, ulong.MaxValue);

    public void On(Command command)
    {
        foreach (Option option in new Option[] { _network, _neurons, _ones, _edges, _unbalanced, _seed })
            command.Options.Add(option);
    }

    /// <summary>The compiled machine, from a file of one or made anew.</summary>
    public CompiledMachine Compiled(ParseResult parsed, MachineArgument machine)
    {
        if (parsed.GetValue(machine)!.EndsWith(CompiledEnding, StringComparison.OrdinalIgnoreCase))
            return CompiledMachine.Load(parsed.GetValue(machine)!);
        CompileOptions options = new()
        {
            Kind = parsed.GetValue(_network) == "sparse" ? NetworkKind.Sparse : NetworkKind.Dense,
            Neurons = parsed.GetValue(_neurons),
            Ones = parsed.GetValue(_ones),
            EdgeStates = parsed.GetValue(_edges) switch { "none" => EdgeStates.None, "where-needed" => EdgeStates.WhereNeeded, _ => EdgeStates.Every },
            Balanced = !parsed.GetValue(_unbalanced),
            Seed = parsed.GetValue(_seed),
        };
        try
        {
            return CompiledMachine.Compile(machine.Machine(parsed), options);
        }
        catch (ArgumentException fault)
        {
            throw new InputException(fault.Message, inner: fault);
        }
    }
}
