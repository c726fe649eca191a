namespace Mho.Circuits;

/// <summary>Which nodes of a crossbar are joined by anything, and which by ideal conductors: two forests of sets.</summary>
internal sealed class ConductorMap
{
    private const int Ground = 0;

    private readonly Crossbar _crossbar;
    private readonly int _cells;
    private readonly double[]? _admittances;

    /// <param name="crossbar">The array.</param>
    /// <param name="admittances">|Y| of each cell under alternating current, where capacitors conduct and coils resist; null for direct current.</param>
    public ConductorMap(Crossbar crossbar, double[]? admittances = null) => (_crossbar, _cells, _admittances) = (crossbar, crossbar.Rows * crossbar.Columns, admittances);

    private bool Reactive => _admittances is not null;

    /// <summary>Throws for a floating node or a loop without resistance.</summary>
    public void Check()
    {
        // Ground and every input are the terminals; then word line nodes, then bit line nodes.
        int terminals = 1 + _crossbar.Rows;
        DisjointSets joined = new(terminals + (2 * _cells)), ideal = new(terminals + (2 * _cells));
        for (int node = 1; node < terminals; node++)
        {
            // A source is an ideal conductor too: what joins two terminals carries any current.
            joined.Join(node, Ground);
            ideal.Join(node, Ground);
        }

        for (int line = 0; line < _crossbar.Rows; line++)
            Line(_crossbar.WordLines, line, 1 + line, _crossbar.Columns, node => terminals + (line * _crossbar.Columns) + node, $"word line {line}", joined, ideal);
        // A bit line's driver holds it at 0 V.
        for (int line = 0; line < _crossbar.Columns; line++)
            Line(_crossbar.BitLines, line, Ground, _crossbar.Rows, node => terminals + _cells + (node * _crossbar.Columns) + line, $"bit line {line}", joined, ideal);
        for (int k = 0; k < _cells; k++)
        {
            double g = _admittances is null ? _crossbar.Conductances.Span[k] : _admittances[k];
            if (g > 0)
                joined.Join(terminals + k, terminals + _cells + k);
            if (double.IsPositiveInfinity(g) && _crossbar.Access.SI == 0)
                JoinIdeal(ideal, terminals + k, terminals + _cells + k, $"the short at row {k / _crossbar.Columns}, column {k % _crossbar.Columns}");
        }

        for (int k = 0; Reactive && k < _cells; k++)
        {
            int word = terminals + k, bit = word + _cells;
            if (_crossbar.WordLines.Stray.SI > 0)
                joined.Join(Ground, word);
            if (_crossbar.BitLines.Stray.SI > 0)
                joined.Join(Ground, bit);
            if (_crossbar.WordLines.Coupling.SI > 0 && k >= _crossbar.Columns)
                joined.Join(word - _crossbar.Columns, word);
            if (_crossbar.BitLines.Coupling.SI > 0 && k % _crossbar.Columns > 0)
                joined.Join(bit - 1, bit);
        }

        for (int k = 0; k < 2 * _cells; k++)
        {
            if (joined.Root(terminals + k) != Ground)
                throw new InvalidOperationException($"the {(k < _cells ? "word" : "bit")} line's node at row {k % _cells / _crossbar.Columns}, column {k % _cells % _crossbar.Columns} floats: no wire or cell leads from it to a terminal; ground or drive an end of its line, or give its cells some conductance.");
        }
    }

    private void Line(Wires wires, int line, int driver, int nodes, Func<int, int> node, string name, DisjointSets joined, DisjointSets ideal)
    {
        for (int segment = 0; segment <= nodes; segment++)
        {
            LineEnd end = segment == 0 ? wires.Near : wires.Far;
            bool outer = segment == 0 || segment == nodes;
            if (outer && end.Kind == LineEndKind.Open)
                continue;
            double ohm = (wires.Segments.IsEmpty ? wires.Segment.SI : wires.Segments.Span[(line * (nodes + 1)) + segment]) + (outer ? end.Resistance.SI : 0);
            int terminal = end.Kind == LineEndKind.Driven ? driver : Ground, from = segment == 0 ? terminal : node(segment - 1), to = segment == nodes ? terminal : node(segment);
            if (double.IsFinite(ohm))
                joined.Join(from, to);
            if (ohm == 0 && !(Reactive && wires.SegmentInductance.SI > 0))
                JoinIdeal(ideal, from, to, name);
        }
    }

    private static void JoinIdeal(DisjointSets sets, int a, int b, string what)
    {
        if (!sets.Join(a, b))
            throw new InvalidOperationException($"{what} closes a loop of ideal conductors, in which any current could flow; give the wire, terminal or cell a resistance.");
    }
}
