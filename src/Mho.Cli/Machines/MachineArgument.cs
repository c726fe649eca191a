using System.CommandLine;
using Mho.Experiments.Binding;
using Mho.Experiments.Machines;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Cli.Machines;

/// <summary>A state machine: a JSON file, a compiled one, or one that comes with Mho.</summary>
internal sealed class MachineArgument : Argument<string>
{
    /// <summary>Of files of compiled machines.</summary>
    public const string CompiledEnding = ".vsa";

    public MachineArgument()
        : base("machine") => Description = $"A JSON file, a compiled one ({CompiledEnding}), or one of {string.Join(", ", StateMachine.KnownNames)}.";

    /// <summary>The machine.</summary>
    /// <exception cref="InputException">There is none of that name, or the file is faulty.</exception>
    public StateMachine Machine(ParseResult parsed)
    {
        string name = parsed.GetValue(this)!;
        if (name.EndsWith(CompiledEnding, StringComparison.OrdinalIgnoreCase))
            return CompiledMachine.Load(name).Machine;
        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(name))
            return StateMachine.Load(name);
        return StateMachine.KnownNames.Contains(name, StringComparer.Ordinal)
            ? StateMachine.Named(name)
            : throw new InputException($"no machine is called \"{name}\"; {Spelling.Advice(name, StateMachine.KnownNames)} Your own is a file that ends in .json.");
    }
}
