using System.CommandLine;
using Mho.Circuits;
using Mho.Cli.Options;

namespace Mho.Cli.Crossbars;

/// <summary>The options that say what stores charge and flux in the array.</summary>
internal sealed class ReactanceOptions
{
    private readonly CapacitancesOption _capacitances = new();
    private readonly QuantityOption<Capacitance> _stray = new("--stray", "Capacitance of every node to ground.", "1 fF");
    private readonly QuantityOption<Capacitance> _coupling = new("--coupling", "Capacitance between neighbouring lines at every node.", "1 fF");
    private readonly QuantityOption<Inductance> _inductance = new("--inductance", "Of each segment of wire.", "1 pH");

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        foreach (Option option in new Option[] { _capacitances, _stray, _coupling, _inductance })
            command.Options.Add(option);
        return command;
    }

    /// <summary>The array with them.</summary>
    public Crossbar With(ParseResult parsed, Crossbar crossbar)
    {
        Capacitance stray = parsed.GetValue(_stray) ?? default, coupling = parsed.GetValue(_coupling) ?? default;
        Inductance inductance = parsed.GetValue(_inductance) ?? default;
        return crossbar with
        {
            Capacitances = _capacitances.Read(parsed, crossbar),
            WordLines = crossbar.WordLines with { Stray = stray, Coupling = coupling, SegmentInductance = inductance },
            BitLines = crossbar.BitLines with { Stray = stray, Coupling = coupling, SegmentInductance = inductance },
        };
    }

    /// <summary>Throws if one is given that direct current, or a step in time of ours, would leave out.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="reactive">Whether alternating current or time is asked for.</param>
    /// <param name="inOurSteps">Whether time is, of our solver.</param>
    public void RequireSeen(ParseResult parsed, bool reactive, bool inOurSteps)
    {
        foreach (Option option in new Option[] { _capacitances, _stray, _coupling, _inductance })
        {
            if (parsed.GetResult(option) is null)
                continue;
            if (!reactive)
                throw new InputException("direct current leaves it out; ask for alternating current (--frequency) or time (--stop), or leave it out too.", field: option.Name);
            if (inOurSteps && (option == _coupling || option == _inductance))
                throw new InputException("is not solved in time here; compare it under alternating current (--frequency), or leave it out.", field: option.Name);
        }
    }
}
