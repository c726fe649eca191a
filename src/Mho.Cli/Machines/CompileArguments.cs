using System.CommandLine;
using Mho.Cli.Options;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;

namespace Mho.Cli.Machines;

/// <summary>How a machine becomes a network.</summary>
internal sealed class CompileArguments
{
    private readonly WordOption _network = new("--network", "How states are written into neurons: half of all active, a few, or a few that spike.", "dense", "sparse", "spiking");
    private readonly NumberOption<int> _neurons = new("--neurons", "Neurons; 0 for as many as the machine needs.", "10000", 0, 0, 1_000_000);
    private readonly NumberOption<int> _ones = new("--ones", "Active neurons of a sparse or spiking network's state; 0 for 100, and 7.5 % of spiking neurons.", "100", 0, 0, 100_000);
    private readonly WordOption _edges = new("--edge-states", "Which edges get a state of their own.", "every", "where-needed", "none");
    private readonly Option<bool> _unbalanced = new("--unbalanced") { Description = "Stimuli of a sparse or spiking network as drawn, as published, instead of summing to nothing over every state." };
    private readonly NumberOption<double> _passing = new("--passing", "Share of neurons that a stimulus of a sparse or spiking network lets through.", "0.9", 0.5, 0.05, 0.95);
    private readonly NumberOption<ulong> _seed = new("--seed", "The number that all vectors follow from.", "1", 1, 0, ulong.MaxValue);

    public void On(Command command)
    {
        foreach (Option option in new Option[] { _network, _neurons, _ones, _edges, _unbalanced, _passing, _seed })
            command.Options.Add(option);
    }

    /// <summary>Whether neurons spike.</summary>
    public bool Spikes(ParseResult parsed) => parsed.GetValue(_network) == "spiking";

    /// <summary>The compiled machine, from a file of one or made anew.</summary>
    public CompiledMachine Compiled(ParseResult parsed, MachineArgument machine)
    {
        string name = parsed.GetValue(machine)!;
        if (name.EndsWith(MachineArgument.CompiledEnding, StringComparison.OrdinalIgnoreCase))
            return Stored(parsed, name);
        string network = parsed.GetValue(_network)!;
        if (network == "dense")
            parsed.Refuse("is of sparse and spiking networks; leave it out, or choose --network sparse.", _ones, _unbalanced, _passing);
        return CompiledMachine.Compile(machine.Machine(parsed), Options(parsed, machine.Machine(parsed)));
    }

    // What is compiled is settled; only whether its neurons spike is not.
    private CompiledMachine Stored(ParseResult parsed, string name)
    {
        parsed.Refuse($"is settled in {name}; leave it out, or compile the machine anew with it.", _neurons, _ones, _edges, _unbalanced, _passing, _seed);
        CompiledMachine compiled = CompiledMachine.Load(name);
        string wanted = parsed.GetValue(_network)!, there = compiled.Dense is null ? "sparse" : "dense";
        if (parsed.Gave(_network) && wanted != there && (wanted == "dense" || there == "dense"))
            throw new InputException($"--network {wanted}: {name} holds a {there} network; leave it out{(there == "sparse" ? ", choose --network spiking," : "")} or compile the machine anew.");
        return compiled;
    }

    private CompileOptions Options(ParseResult parsed, StateMachine machine)
    {
        string network = parsed.GetValue(_network)!;
        int neurons = parsed.GetValue(_neurons), ones = parsed.GetValue(_ones);
        CompileOptions options = network == "spiking"
            ? SpikingMachine.OptionsFor(machine, neurons)
            : new() { Kind = network == "sparse" ? NetworkKind.Sparse : NetworkKind.Dense, Neurons = neurons };
        return options with
        {
            Ones = ones > 0 ? ones : options.Ones,
            EdgeStates = parsed.GetValue(_edges) switch { "none" => EdgeStates.None, "where-needed" => EdgeStates.WhereNeeded, _ => EdgeStates.Every },
            Balanced = !parsed.GetValue(_unbalanced),
            Passing = parsed.GetValue(_passing),
            Seed = parsed.GetValue(_seed),
        };
    }
}
