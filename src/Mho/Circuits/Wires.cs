namespace Mho.Circuits;

/// <summary>The wires of one direction of a crossbar: segments between neighbouring nodes, ends, and what they have of reactance.</summary>
/// <remarks>
/// The near end is at the first column (word lines) or first row (bit lines). A line of n nodes has n + 1 segments: one from the near terminal to the
/// first node, n − 1 between nodes, one from the last node to the far terminal; a segment to an open end carries nothing.
/// </remarks>
public sealed record Wires
{
    /// <summary>Resistance of each segment; 0 for ideal wires.</summary>
    public Resistance Segment { get; init => field = Legal(value); }

    /// <summary>Resistance of each segment in Ω [lines × (nodes + 1)] where they differ; replaces <see cref="Segment"/>. 0 is ideal, +∞ broken.</summary>
    public ReadOnlyMemory<double> Segments { get; init; }

    /// <summary>Inductance in series with each segment's resistance; alternating current only.</summary>
    public Inductance SegmentInductance { get; init => field = Legal(value, value.SI, "a segment inductance"); }

    /// <summary>Capacitance from each node to ground; alternating current and transients.</summary>
    public Capacitance Stray { get; init => field = Legal(value, value.SI, "a stray capacitance"); }

    /// <summary>Capacitance between the nodes of neighbouring lines; alternating current.</summary>
    public Capacitance Coupling { get; init => field = Legal(value, value.SI, "a coupling capacitance"); }

    /// <summary>The end before the first node.</summary>
    public LineEnd Near { get; init; }

    /// <summary>The end behind the last node.</summary>
    public LineEnd Far { get; init; }

    private static Resistance Legal(Resistance value) => value.SI >= 0 && double.IsFinite(value.SI)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"a wire segment of {value}; give 0 ohm or more.");

    private static T Legal<T>(T value, double si, string what) => si >= 0 && double.IsFinite(si)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{what} of {value}; give 0 or more.");
}
