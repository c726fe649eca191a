using System.Globalization;

namespace Mho.Circuits.Netlists;

/// <summary>The text of a <see cref="Netlist"/>.</summary>
internal sealed class NetlistWriter(TextWriter writer, Netlist netlist, NetlistNodes nodes)
{
    private const string Law = "law", Cell = "cell", Short = "short_cell", Open = "open_cell", Resistor = "r1 a b {1/g}";

    private readonly Crossbar _x = netlist.Crossbar;
    private readonly bool _reactive = netlist.Analysis.Reactive;
    private readonly bool _capacitors = netlist.Analysis.Reactive && !netlist.Crossbar.Capacitances.IsEmpty;

    public void Write()
    {
        Header();
        Models();
        Sources();
        Wires();
        Cells();
        Strays();
        writer.WriteLine(netlist.Analysis.Command);
        writer.WriteLine(".end");
    }

    private void Header()
    {
        Line($"Mho crossbar, {_x.Rows} word lines x {_x.Columns} bit lines, {(netlist.Cell is null ? "linear" : netlist.Cell.GetType().Name)} cells");
        Line("* in3 is the input of word line 3, w3_5 and b3_5 its node and that of bit line 5 at the cell where they cross; counted from 0.");
        Line("* Nodes that ideal conductors join have one name. i(vout5) is the current out of bit line 5 into its terminal, if it has one.");
        if (!_reactive && (HasReactance(_x.WordLines) || HasReactance(_x.BitLines) || !_x.Capacitances.IsEmpty))
            Line("* Direct current: capacitances and inductances of the array are left out.");
        Line($".options {netlist.Analysis.Options}");
    }

    private static bool HasReactance(Wires wires) => wires.SegmentInductance.SI > 0 || wires.Stray.SI > 0 || wires.Coupling.SI > 0;

    // What lies in cells: a law between nodes a and b; if need be, wrapped with what lies in series and beside it.
    private void Models()
    {
        Subcircuit($"{Law} a b g=1", netlist.Cell?.Spice ?? Resistor);
        if (!Wrapped)
            return;
        bool access = _x.Access.SI > 0;
        string series = access ? $"raccess a m {Number(_x.Access.SI)}" : "", inner = access ? "m" : "a", beside = _capacitors ? $"c1 {inner} b {{c}}" : "";
        Subcircuit($"{Cell} a b g=1 c=0", series, $"xlaw {inner} b {Law} g={{g}}", beside);
        if (!access)
            return;
        Subcircuit($"{Short} a b", $"raccess a b {Number(_x.Access.SI)}");
        if (_capacitors)
            Subcircuit($"{Open} a b c=0", series, beside);
    }

    private void Subcircuit(string header, params ReadOnlySpan<string> lines)
    {
        Line($".subckt {header}");
        foreach (string line in lines)
        {
            if (line.Length > 0)
                Line(line.ReplaceLineEndings("\n"));
        }

        Line(".ends");
    }

    private bool Wrapped => _x.Access.SI > 0 || _capacitors;

    private void Sources()
    {
        for (int row = 0; row < _x.Rows; row++)
        {
            string volt = Number(netlist.Input.Span[row]);
            Line($"vin{row} in{row} 0 dc {volt}{(_reactive ? $" ac {volt}" : "")}");
        }

        for (int column = 0; column < _x.Columns && _x.BitLines.Far.Kind != LineEndKind.Open; column++)
            Line($"vout{column} out{column} 0 dc 0");
    }

    private void Wires()
    {
        foreach (NetlistSegment segment in nodes.Segments())
        {
            bool coil = _reactive && segment.Henry > 0;
            if (nodes.Same(segment.From, segment.To) || (segment.Ohm == 0 && !coil))
                continue;
            string from = nodes.Name(segment.From), to = nodes.Name(segment.To), middle = coil && segment.Ohm > 0 ? "l" + segment.Name : coil ? from : to;
            if (segment.Ohm > 0)
                Line($"r{segment.Name} {from} {middle} {Number(segment.Ohm)}");
            if (coil)
                Line($"l{segment.Name} {middle} {to} {Number(segment.Henry)}");
        }
    }

    private void Cells()
    {
        for (int k = 0; k < _x.Conductances.Length; k++)
        {
            (int row, int column) = (k / _x.Columns, k % _x.Columns);
            int word = nodes.Word(row, column), bit = nodes.Bit(row, column);
            if (nodes.Same(word, bit))
                continue;
            string place = $"{row}_{column}", between = $"{nodes.Name(word)} {nodes.Name(bit)}", farad = _capacitors ? Number(_x.Capacitances.Span[k]) : "";
            double g = _x.Conductances.Span[k];
            if (g == 0 && _capacitors)
                Line(_x.Access.SI > 0 ? $"x{place} {between} {Open} c={farad}" : $"c{place} {between} {farad}");
            else if (double.IsPositiveInfinity(g))
                Line($"x{place} {between} {Short}");
            else if (g > 0)
                Line($"x{place} {between} {(Wrapped ? Cell : Law)} g={Number(g)}{(_capacitors ? $" c={farad}" : "")}");
        }
    }

    private void Strays()
    {
        for (int k = 0; _reactive && k < _x.Conductances.Length; k++)
        {
            (int row, int column) = (k / _x.Columns, k % _x.Columns);
            string place = $"{row}_{column}";
            Capacitance("cgw" + place, nodes.Word(row, column), 0, _x.WordLines.Stray);
            Capacitance("cgb" + place, nodes.Bit(row, column), 0, _x.BitLines.Stray);
            if (row + 1 < _x.Rows)
                Capacitance("cnw" + place, nodes.Word(row, column), nodes.Word(row + 1, column), _x.WordLines.Coupling);
            if (column + 1 < _x.Columns)
                Capacitance("cnb" + place, nodes.Bit(row, column), nodes.Bit(row, column + 1), _x.BitLines.Coupling);
        }
    }

    private void Capacitance(string name, int from, int to, Capacitance farad)
    {
        if (farad.SI > 0 && !nodes.Same(from, to))
            Line($"{name} {nodes.Name(from)} {nodes.Name(to)} {Number(farad.SI)}");
    }

    // Every digit, in lower case, without a suffix that SPICE could read as a scale.
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();

    private void Line(string text) => writer.WriteLine(text);
}
