namespace Mho.Circuits;

/// <summary>Finds circuits that have no answer: illegal wires, nodes joined to no terminal, and ideal conductors from one terminal to another.</summary>
internal static class CrossbarCheck
{
    /// <summary>Every node has a path to a terminal, and no terminals are joined by conductors without resistance.</summary>
    public static void Connected(Crossbar crossbar)
    {
        Segments(crossbar.WordLines, crossbar.Rows, crossbar.Columns);
        Segments(crossbar.BitLines, crossbar.Columns, crossbar.Rows);
        bool wholeWires = crossbar.WordLines.Segments.IsEmpty && crossbar.BitLines.Segments.IsEmpty;
        bool held = HasTerminal(crossbar.WordLines) && HasTerminal(crossbar.BitLines), shorted = crossbar.Access.SI == 0 && crossbar.Conductances.Span.Contains(double.PositiveInfinity);
        if (wholeWires && held && !shorted && !Loop(crossbar.WordLines) && !Loop(crossbar.BitLines))
            return;
        new ConductorMap(crossbar).Check();
    }

    private static void Segments(Wires wires, int lines, int nodes)
    {
        ReadOnlySpan<double> ohms = wires.Segments.Span;
        if (!ohms.IsEmpty && ohms.Length != lines * (nodes + 1L))
            throw new ArgumentException($"{ohms.Length} segment resistances for {lines} lines of {nodes} nodes; give {lines} × {nodes + 1}.", nameof(wires));
        for (int k = 0; k < ohms.Length; k++)
        {
            if (!(ohms[k] >= 0))
                throw new ArgumentOutOfRangeException(nameof(wires), $"line {k / (nodes + 1)}, segment {k % (nodes + 1)}: {ohms[k]} ohm; give 0 (ideal) or more, +∞ for a broken wire.");
        }
    }

    private static bool HasTerminal(Wires wires) => wires.Near.Kind != LineEndKind.Open || wires.Far.Kind != LineEndKind.Open;

    private static bool Loop(Wires wires) => wires.Segment.SI == 0 && wires.Near.Kind != LineEndKind.Open && wires.Far.Kind != LineEndKind.Open;
}
