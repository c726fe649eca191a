using System.Globalization;

namespace Mho.Circuits.Netlists;

/// <summary>What SPICE is asked of a netlist.</summary>
public sealed record SpiceAnalysis
{
    // What is left of SPICE's own error must not be seen at 1e-9 of the largest voltage; its defaults stop at 1e-3. A transient's steps follow reltol:
    // there 1e-6 is what a few thousand steps reach.
    private const string Exact = "reltol=1e-11 vntol=1e-14 abstol=1e-18 gmin=1e-20 itl1=1000 itl2=1000";
    private const string Stepped = "reltol=1e-6 vntol=1e-9 abstol=1e-15 chgtol=1e-20 trtol=1 gmin=1e-20 method=trap";

    private SpiceAnalysis(SpiceAnalysisKind kind, string command, string options = Exact) => (Kind, Command, Options) = (kind, command, options);

    /// <summary>Direct current, <c>.op</c>: capacitors carry none and inductors are joined nodes, so neither is written.</summary>
    public static SpiceAnalysis OperatingPoint { get; } = new(SpiceAnalysisKind.OperatingPoint, ".op");

    /// <summary>Direct current, alternating current or time.</summary>
    public SpiceAnalysisKind Kind { get; }

    /// <summary>The control line.</summary>
    public string Command { get; }

    /// <summary>Whether capacitances and inductances matter.</summary>
    public bool Reactive => Kind != SpiceAnalysisKind.OperatingPoint;

    /// <summary>The longest step in time; 0 s unless time is asked for.</summary>
    public Duration Step { get; private init; }

    /// <summary>The end in time; 0 s unless time is asked for.</summary>
    public Duration Stop { get; private init; }

    /// <summary>What ngspice's tolerances must be for it.</summary>
    internal string Options { get; }

    /// <summary>Small alternating current at one frequency, <c>.ac</c>: every input is a source of its voltage and phase 0.</summary>
    public static SpiceAnalysis Alternating(Frequency frequency) => new(SpiceAnalysisKind.Alternating, Text($".ac lin 1 {Positive(frequency.SI)} {frequency.SI}"));

    /// <summary>A sweep of small alternating current.</summary>
    public static SpiceAnalysis Alternating(Frequency from, Frequency to, int pointsPerDecade) =>
        new(SpiceAnalysisKind.Alternating, Text($".ac dec {pointsPerDecade} {Positive(from.SI)} {Positive(to.SI)}"));

    /// <summary>The answer to inputs that step from 0 V at time 0, <c>.tran</c>, every capacitor empty before.</summary>
    /// <param name="step">The longest step.</param>
    /// <param name="stop">The end.</param>
    public static SpiceAnalysis Transient(Duration step, Duration stop) =>
        new(SpiceAnalysisKind.Transient, Text($".tran {Positive(step.SI)} {Positive(stop.SI)} 0 {step.SI} uic"), Stepped) { Step = step, Stop = stop };

    /// <summary>The control line.</summary>
    public override string ToString() => Command;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Positive(double value) => value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value}: a frequency or time of an analysis must be positive.");
}
