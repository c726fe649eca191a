using System.Globalization;
using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>The current of one branch at the membrane, for gate voltages and membrane voltages: what a synapse or the discharger does at rest of everything else.</summary>
/// <remarks>Currents are positive in the direction the branch is for: n-channel ones discharge the membrane, p-channel ones charge it.</remarks>
/// <param name="Channel">n or p.</param>
/// <param name="Gates">V, from the weakest to the strongest.</param>
/// <param name="Membranes">V, rising.</param>
/// <param name="Amperes">[gates x membranes].</param>
public sealed record BranchSweep(Channel Channel, IReadOnlyList<double> Gates, IReadOnlyList<double> Membranes, IReadOnlyList<double> Amperes)
{
    private const string Options = ".options reltol=1e-6 abstol=1e-16 vntol=1e-9 gmin=1e-15 itl1=500 itl2=500";
    private const double Step = 0.005, MembraneStep = 0.02, Beyond = 0.06;

    /// <summary>Sweeps a branch in ngspice, from the switching voltage to 60 mV above rest.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="models">The process.</param>
    /// <param name="branch">A subcircuit: <c>positive</c>, <c>negative</c> or <c>discharger</c>.</param>
    /// <param name="from">V, the weakest gate voltage.</param>
    /// <param name="to">V, the strongest.</param>
    /// <param name="ngspice">The program.</param>
    /// <param name="cancel">Ends it.</param>
    internal static BranchSweep Run(Sky130Circuit circuit, Sky130Models models, string branch, double from, double to, Ngspice ngspice, CancellationToken cancel)
    {
        Channel channel = branch == "negative" ? Channel.P : Channel.N;
        double low = circuit.Switching.SI, high = circuit.Rest.SI + Beyond;
        string deck = string.Create(CultureInfo.InvariantCulture, $"""
            Mho: current of a {branch} branch
            {Options}
            {models.Card(Sky130Circuit.Transistors)}
            {circuit.Subcircuits}
            vdd vdd 0 {circuit.Supply.SI}
            vm m 0 0
            vg g 0 0
            von on 0 {(channel == Channel.N ? circuit.Supply.SI : 0)}
            xbranch m g on {branch}
            .save i(vm)
            .dc vm {low} {high} {MembraneStep} vg {from} {to} {(from < to ? Step : -Step)}
            .end

            """);
        SpiceResult result = ngspice.Run(deck, cancel);
        // ngspice sweeps the first source within each step of the second, and stops within a rounding of the end.
        int membranes = (int)Math.Floor(((high - low) / MembraneStep) + 1e-6) + 1, gates = result.Points / membranes;
        double sign = channel == Channel.N ? -1 : 1;
        if (gates * membranes != result.Points || gates < 2)
            throw new InvalidOperationException($"ngspice gave {result.Points} points of a sweep, which are not {membranes} for each gate voltage; it did not converge everywhere.");
        return new(
            channel, [.. Enumerable.Range(0, gates).Select(k => from + (k * Math.Sign(to - from) * Step))], [.. Enumerable.Range(0, membranes).Select(k => low + (k * MembraneStep))],
            [.. result.Curve("i(vm)").Select(ampere => sign * ampere)]);
    }

    /// <summary>The straight line through a gate voltage's currents: the current at rest, and its relative slope λ, per volt away from the transistor's own rail being positive.</summary>
    /// <param name="gate">Which gate voltage.</param>
    /// <param name="rest">V₀.</param>
    public (double Ampere, double Lambda) Line(int gate, Voltage rest)
    {
        double n = Membranes.Count, x = 0, y = 0, xx = 0, xy = 0;
        for (int k = 0; k < Membranes.Count; k++)
        {
            double volt = Drop(k, rest), ampere = Amperes[(gate * Membranes.Count) + k];
            (x, y, xx, xy) = (x + volt, y + ampere, xx + (volt * volt), xy + (volt * ampere));
        }

        double slope = ((n * xy) - (x * y)) / ((n * xx) - (x * x)), intercept = (y - (slope * x)) / n;
        return (intercept, slope / intercept);
    }

    /// <summary>The current at rest of the line I (1 + λ ΔV) of given λ nearest to a gate voltage's currents.</summary>
    public double Ampere(int gate, Voltage rest, double lambda)
    {
        double above = 0, below = 0;
        for (int k = 0; k < Membranes.Count; k++)
        {
            double line = 1 + (lambda * Drop(k, rest));
            (above, below) = (above + (line * Amperes[(gate * Membranes.Count) + k]), below + (line * line));
        }

        return above / below;
    }

    // How much further a membrane is from the transistor's rail than at rest.
    private double Drop(int membrane, Voltage rest) => (Membranes[membrane] - rest.SI) * (Channel == Channel.N ? 1 : -1);
}
