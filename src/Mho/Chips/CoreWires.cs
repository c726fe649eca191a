namespace Mho.Chips;

/// <summary>The metal of a core: what lies between its drivers, cells and neurons.</summary>
/// <remarks>
/// Drivers stand before the first column, neurons below the last row; a segment of the network that lies further in has the longer way. Each segment is
/// solved exactly as its own array (<see cref="Circuits.Crossbar"/>); cells of other segments on the same lines are taken as switched off.
/// </remarks>
public sealed record CoreWires
{
    /// <summary>Resistance of the wire from a cell to the next, both directions; some 1 Ω in 130 nm metal, more below 40 nm.</summary>
    public Resistance Segment { get; init => field = Legal(value); } = new(1);

    /// <summary>Output resistance of a driver.</summary>
    public Resistance Driver { get; init => field = Legal(value); }

    /// <summary>Input resistance of a clamping neuron; a floating one (voltage sensing) draws no current.</summary>
    public Resistance Sense { get; init => field = Legal(value); }

    /// <summary>Whether targets are changed before programming so that the array with its wires acts as the wished one.</summary>
    public bool Compensate { get; init; }

    // Beyond these the solution loses its digits; no metal and no driver is there.
    private static Resistance Legal(Resistance value) => value.SI is 0 or (>= 1e-12 and <= 1e12)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"a resistance of {value}; give 0 ohm, or 1 pohm to 1 Tohm.");
}
