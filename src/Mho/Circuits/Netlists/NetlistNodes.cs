namespace Mho.Circuits.Netlists;

/// <summary>The nodes of a crossbar by name: what ideal conductors join is one node, since SPICE has no resistor of 0 Ω.</summary>
/// <remarks>A joined node is called, in this order, <c>0</c> (ground), <c>in3</c> (an input), <c>out5</c> (an output's terminal), <c>w3_5</c> (word line 3 at column 5), <c>b3_5</c> (bit line 5 at row 3).</remarks>
internal sealed class NetlistNodes
{
    private const int Ground = 0;

    private readonly Crossbar _crossbar;
    private readonly DisjointSets _sets;

    public NetlistNodes(Crossbar crossbar, bool reactive)
    {
        _crossbar = crossbar;
        _sets = new(Bit(crossbar.Rows - 1, crossbar.Columns - 1) + 1);
        foreach (NetlistSegment segment in Segments())
        {
            if (segment.Ohm == 0 && !(reactive && segment.Henry > 0))
                _sets.Join(segment.From, segment.To);
        }

        for (int k = 0; crossbar.Access.SI == 0 && k < crossbar.Conductances.Length; k++)
        {
            if (double.IsPositiveInfinity(crossbar.Conductances.Span[k]))
                _sets.Join(Word(k / crossbar.Columns, k % crossbar.Columns), Bit(k / crossbar.Columns, k % crossbar.Columns));
        }
    }

    public static int Input(int row) => 1 + row;

    public int Output(int column) => 1 + _crossbar.Rows + column;

    public int Word(int row, int column) => 1 + _crossbar.Rows + _crossbar.Columns + (row * _crossbar.Columns) + column;

    public int Bit(int row, int column) => Word(row, column) + (_crossbar.Rows * _crossbar.Columns);

    /// <summary>Whether two nodes are one.</summary>
    public bool Same(int a, int b) => _sets.Root(a) == _sets.Root(b);

    /// <summary>What a node is called in the netlist.</summary>
    public string Name(int node)
    {
        node = _sets.Root(node);
        if (node == Ground)
            return "0";
        if (node < Output(0))
            return $"in{node - 1}";
        if (node < Word(0, 0))
            return $"out{node - Output(0)}";
        (string line, int first) = node < Bit(0, 0) ? ("w", Word(0, 0)) : ("b", Bit(0, 0));
        return $"{line}{(node - first) / _crossbar.Columns}_{(node - first) % _crossbar.Columns}";
    }

    /// <summary>Every segment of wire that leads anywhere, terminals' resistances included; ideal ones too.</summary>
    public IEnumerable<NetlistSegment> Segments()
    {
        for (int row = 0; row < _crossbar.Rows; row++)
        {
            for (int k = 0; k <= _crossbar.Columns; k++)
            {
                if (Segment(_crossbar.WordLines, row, k, _crossbar.Columns, $"w{row}_{k}") is NetlistSegment segment)
                    yield return segment with { From = k == 0 ? Source(_crossbar.WordLines.Near, row) : Word(row, k - 1), To = k == _crossbar.Columns ? Source(_crossbar.WordLines.Far, row) : Word(row, k) };
            }
        }

        // Inputs are of word lines; a bit line's driver holds it at 0 V.
        for (int column = 0; column < _crossbar.Columns; column++)
        {
            for (int k = 0; k <= _crossbar.Rows; k++)
            {
                if (Segment(_crossbar.BitLines, column, k, _crossbar.Rows, $"b{k}_{column}") is NetlistSegment segment)
                    yield return segment with { From = k == 0 ? Ground : Bit(k - 1, column), To = k == _crossbar.Rows ? Output(column) : Bit(k, column) };
            }
        }
    }

    private static int Source(LineEnd end, int row) => end.Kind == LineEndKind.Driven ? Input(row) : Ground;

    private static NetlistSegment? Segment(Wires wires, int line, int k, int nodes, string name)
    {
        LineEnd end = k == 0 ? wires.Near : wires.Far;
        bool outer = k == 0 || k == nodes;
        double ohm = (wires.Segments.IsEmpty ? wires.Segment.SI : wires.Segments.Span[(line * (nodes + 1)) + k]) + (outer ? end.Resistance.SI : 0);
        return (outer && end.Kind == LineEndKind.Open) || double.IsPositiveInfinity(ohm) ? null : new(name, 0, 0, ohm, wires.SegmentInductance.SI);
    }
}
