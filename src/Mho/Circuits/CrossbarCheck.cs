namespace Mho.Circuits;

/// <summary>Finds circuits that have no answer: nodes joined to no terminal, and ideal conductors from one terminal to another.</summary>
internal static class CrossbarCheck
{
    /// <summary>Every node has a path to a terminal, and no terminals are joined by conductors without resistance.</summary>
    public static void Connected(Crossbar crossbar)
    {
        bool wholeWires = crossbar.WordLines.Segments.IsEmpty && crossbar.BitLines.Segments.IsEmpty;
        bool held = HasTerminal(crossbar.WordLines) && HasTerminal(crossbar.BitLines), shorted = crossbar.Access.SI == 0 && crossbar.Conductances.Span.Contains(double.PositiveInfinity);
        if (wholeWires && held && !shorted && !Loop(crossbar.WordLines) && !Loop(crossbar.BitLines))
            return;
        new ConductorMap(crossbar).Check();
    }

    private static bool HasTerminal(Wires wires) => wires.Near.Kind != LineEndKind.Open || wires.Far.Kind != LineEndKind.Open;

    private static bool Loop(Wires wires) => wires.Segment.SI == 0 && wires.Near.Kind != LineEndKind.Open && wires.Far.Kind != LineEndKind.Open;
}
