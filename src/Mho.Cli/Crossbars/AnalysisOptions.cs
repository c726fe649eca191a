using System.CommandLine;
using Mho.Circuits.Netlists;
using Mho.Cli.Options;

namespace Mho.Cli.Crossbars;

/// <summary>The options that say what SPICE is asked: direct current unless one is given.</summary>
internal sealed class AnalysisOptions
{
    private readonly QuantityOption<Frequency> _frequency = new("--frequency", "Ask for alternating current (.ac) at this frequency.", "1 MHz") { Positive = true };
    private readonly QuantityOption<Duration> _stop = new("--stop", "Ask for the answer to a step of the inputs (.tran) until this time.", "10 ns") { Positive = true };
    private readonly NumberOption<int> _steps = new("--steps", "Steps in time until --stop, at least.", "1000", 1000, 100, 1_000_000);

    /// <summary>A command that has them.</summary>
    public Command On(Command command)
    {
        foreach (Option option in new Option[] { _frequency, _stop, _steps })
            command.Options.Add(option);
        return command;
    }

    /// <summary>What is asked.</summary>
    public SpiceAnalysis Read(ParseResult parsed)
    {
        (Frequency? frequency, Duration? stop) = (parsed.GetValue(_frequency), parsed.GetValue(_stop));
        if (frequency is not null && stop is not null)
            throw new InputException($"\"{stop}\" beside {_frequency.Name} \"{frequency}\": one thing is asked of SPICE at a time; give one of them.", field: _stop.Name);
        if (stop is null && parsed.GetResult(_steps) is { Implicit: false })
            throw new InputException($"{parsed.GetValue(_steps)} steps of no time; give {_stop.Name} too, or leave it out.", field: _steps.Name);
        return frequency is Frequency hertz ? SpiceAnalysis.Alternating(hertz)
            : stop is Duration end ? SpiceAnalysis.Transient(new(end.SI / parsed.GetValue(_steps)), end)
            : SpiceAnalysis.OperatingPoint;
    }
}
