using System.Globalization;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>The RC-Spike circuit in SKY130: what a synapse and a neuron consist of, and what supplies them.</summary>
/// <remarks>
/// A synapse is a memory transistor, whose gate voltage is the weight, at the membrane and a selector, which the spike closes, at the rail: n-channel to ground for positive weights, p-channel to the
/// supply for negative ones. A neuron is a capacitor, a transmission gate that resets it to <see cref="Rest"/>, a discharger (current source and switch), a sensing inverter whose current a third
/// transistor limits, and a NAND with the phase and an inverter, which drive the next layer's selectors. Published (Y. Sakemi et al., arXiv 2412.09010 v1, section 8 and table 2): supply, rest, switching voltage,
/// window, 1 µm x 0.25 µm in synapses, MiM capacitor of 7 µm x 7 µm, 140 fF in all. Ours: the other sizes; transistors of the standard threshold in the sensing inverter, published with
/// low and high ones; <see cref="Wire"/>, which stands for the extracted layout. Lengths of the discharger: 0.5 µm gives the published λ.
/// </remarks>
/// <param name="Supply">Vdd; 1.8 V if 0.</param>
/// <param name="Rest">V₀, at which the membrane rests; 1.3 V if 0.</param>
/// <param name="Switching">Of the sensing inverter, below which a neuron fires; 0.428 V if 0.</param>
/// <param name="Window">T; 1 µs if 0.</param>
/// <param name="MimSide">Side of the square capacitor, µm.</param>
/// <param name="Wire">Capacitance of the membrane's wires to ground; 24 fF if 0, with which five inputs come to the published 140 fF.</param>
[Model("sky130-rc-spike", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, section 8 and table 2")]
public sealed record Sky130Circuit(
    Voltage Supply = default, Voltage Rest = default, Voltage Switching = default, Duration Window = default, double MimSide = 7, Capacitance Wire = default)
{
    internal static readonly Transistor SynapseN = new(Channel.N, 1, 0.25), SynapseP = new(Channel.P, 1, 0.25), Discharger = new(Channel.N, 1, 0.5);

    private static readonly Transistor
        ResetN = new(Channel.N, 0.42, 0.15), ResetP = new(Channel.P, 0.42, 0.15), SenseN = new(Channel.N, 5, 0.15), SenseP = new(Channel.P, 1, 0.15), SenseLimit = new(Channel.P, 1, 0.25),
        GateN = new(Channel.N, 1, 0.15), GateP = new(Channel.P, 2, 0.15);

    /// <summary>Vdd.</summary>
    public Voltage Supply { get; init => field = CircuitLimit.Positive(value, 1.8); } = CircuitLimit.Positive(Supply, 1.8);

    /// <summary>V₀.</summary>
    public Voltage Rest { get; init => field = CircuitLimit.Positive(value, 1.3); } = CircuitLimit.Positive(Rest, 1.3);

    /// <summary>Of the sensing inverter.</summary>
    public Voltage Switching { get; init => field = CircuitLimit.Positive(value, 0.428); } = CircuitLimit.Positive(Switching, 0.428);

    /// <summary>T.</summary>
    public Duration Window { get; init => field = CircuitLimit.Positive(value, 1e-6); } = CircuitLimit.Positive(Window, 1e-6);

    /// <summary>Side of the square capacitor, µm.</summary>
    public double MimSide { get; init => field = Limit.Within(value, 1, 100, "it is the side of a capacitor in µm"); } = Limit.Within(MimSide, 1, 100, "it is the side of a capacitor in µm");

    /// <summary>Of the membrane's wires to ground.</summary>
    public Capacitance Wire { get; init => field = CircuitLimit.Positive(value, 24e-15); } = CircuitLimit.Positive(Wire, 24e-15);

    /// <summary>Vth: from rest to switching.</summary>
    public Voltage Threshold => Rest > Switching ? Rest - Switching : throw new InputException($"rests at {Rest}, not above {Switching}, where it fires; give a higher rest.", field: "rest");

    /// <summary>The MiM capacitor alone: 2 fF/µm² and 0.19 fF/µm of its edge, typical values of the process; 103.3 fF for the published 7 µm.</summary>
    public Capacitance Mim => new((2e-15 * MimSide * MimSide) + (0.19e-15 * 4 * MimSide));

    /// <summary>Every transistor in use, one of a kind.</summary>
    internal static IReadOnlyList<Transistor> Transistors { get; } = [SynapseN, SynapseP, Discharger, ResetN, ResetP, SenseN, SenseP, SenseLimit, GateN, GateP];

    /// <summary>Subcircuits <c>positive</c> and <c>negative</c> (membrane, gate, spike or its complement), <c>synapse</c>, <c>discharger</c> and <c>neuron</c>; nodes <c>vdd</c> and 0 are common.</summary>
    internal string Subcircuits => string.Join('\n',
        ".global vdd v0 vsense vdischarge",
        ".subckt positive m g s", SynapseN.Line("memory", "m g a 0", SharedEnd.Source), SynapseN.Line("select", "a s 0 0", SharedEnd.Drain), ".ends",
        ".subckt negative m g n", SynapseP.Line("memory", "m g a vdd", SharedEnd.Source), SynapseP.Line("select", "a n vdd vdd", SharedEnd.Drain), ".ends",
        ".subckt synapse m gn gp s n", "xpositive m gn s positive", "xnegative m gp n negative", ".ends",
        ".subckt discharger m g phase", Discharger.Line("source", "m g a 0", SharedEnd.Source), SynapseN.Line("switch", "a phase 0 0", SharedEnd.Drain), ".ends",
        "* m membrane, s spike, n its complement; reset and phase come from outside, with the complement of reset.",
        ".subckt neuron m s n reset resetn phase",
        Text($"cmim m 0 {Mim.SI}"), Text($"cwire m 0 {Wire.SI}"),
        ResetN.Line("resetn", "m reset v0 0"), ResetP.Line("resetp", "m resetn v0 vdd"),
        "xdischarger m vdischarge phase discharger",
        SenseN.Line("sensen", "o m 0 0"), SenseP.Line("sensep", "o m b vdd", SharedEnd.Source), SenseLimit.Line("limit", "b vsense vdd vdd", SharedEnd.Drain),
        GateN.Line("nand1", "n o a 0", SharedEnd.Source), GateN.Line("nand2", "a phase 0 0", SharedEnd.Drain), GateP.Line("nand3", "n o vdd vdd"), GateP.Line("nand4", "n phase vdd vdd"),
        GateN.Line("invert1", "s n 0 0"), GateP.Line("invert2", "s n vdd vdd"), ".ends\n");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
