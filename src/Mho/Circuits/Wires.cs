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
    public Inductance SegmentInductance { get; init; }

    /// <summary>Capacitance from each node to ground; alternating current and transients.</summary>
    public Capacitance Stray { get; init; }

    /// <summary>Capacitance between the nodes of neighbouring lines; alternating current.</summary>
    public Capacitance Coupling { get; init; }

    /// <summary>The end before the first node.</summary>
    public LineEnd Near { get; init; }

    /// <summary>The end behind the last node.</summary>
    public LineEnd Far { get; init; }

    /// <summary>Throws unless <see cref="Segments"/> are none or one for each segment, none of them negative.</summary>
    internal void Check(int lines, int nodes)
    {
        if (!Segments.IsEmpty && Segments.Length != lines * (nodes + 1L))
            throw new ArgumentException($"{Segments.Length} segment resistances for {lines} lines of {nodes} nodes; give {lines} × {nodes + 1}.", nameof(Segments));
        ReadOnlySpan<double> ohms = Segments.Span;
        for (int k = 0; k < ohms.Length; k++)
        {
            if (!(ohms[k] >= 0))
                throw new ArgumentOutOfRangeException(nameof(Segments), $"line {k / (nodes + 1)}, segment {k % (nodes + 1)}: {ohms[k]} ohm; give 0 (ideal) or more, +∞ for a broken wire.");
        }
    }

    private static Resistance Legal(Resistance value) => value.SI >= 0 && double.IsFinite(value.SI)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"a wire segment of {value}; give 0 ohm or more.");
}
