using Mho.Circuits;

namespace Mho.Tests.Circuits;

/// <summary>A crossbar stamped branch by branch from its definition into <see cref="DenseNodalAnalysis{T}"/>.</summary>
internal static class CrossbarOracle
{
    /// <summary>Voltages of word line nodes, bit line nodes, and the outputs.</summary>
    public static (double[] Words, double[] Bits, double[] Outputs) Solve(Crossbar x, ReadOnlySpan<double> input)
    {
        int cells = x.Rows * x.Columns, ground = 2 * cells;
        DenseNodalAnalysis<double> circuit = new(ground + 1 + x.Rows + cells);
        circuit.Hold(ground, 0);
        for (int i = 0; i < x.Rows; i++)
            circuit.Hold(ground + 1 + i, input[i]);
        for (int i = 0; i < x.Rows; i++)
            Line(circuit, x.WordLines, i, x.Columns, j => (i * x.Columns) + j, ground, ground + 1 + i);
        for (int j = 0; j < x.Columns; j++)
            Line(circuit, x.BitLines, j, x.Rows, i => cells + (i * x.Columns) + j, ground, -1);
        for (int k = 0; k < cells; k++)
        {
            int middle = ground + 1 + x.Rows + k;
            Resistor(circuit, k, middle, x.Access.SI);
            if (x.Conductances.Span[k] == 0)
                circuit.Branch(middle, ground, x.Access.SI > 0 ? 0 : 1e-300);
            Resistor(circuit, middle, cells + k, 1 / x.Conductances.Span[k]);
        }

        double[] v = circuit.Solve();
        double[] outputs = new double[x.Columns];
        for (int j = 0; j < x.Columns; j++)
            outputs[j] = Output(x, v, j, cells);
        return (v[..cells], v[cells..(2 * cells)], outputs);
    }

    internal static double Output(Crossbar x, double[] v, int j, int cells)
    {
        int last = cells + ((x.Rows - 1) * x.Columns) + j;
        if (x.BitLines.Far.Kind == LineEndKind.Open)
            return v[last];
        double ohm = Segment(x.BitLines, j, x.Rows, x.Rows) + x.BitLines.Far.Resistance.SI;
        if (ohm > 0)
            return v[last] / ohm;

        // An ideal end: what the cells bring, less what leaves at the other end.
        double sum = 0;
        for (int i = 0; i < x.Rows; i++)
        {
            double g = 1 / ((1 / x.Conductances.Span[(i * x.Columns) + j]) + x.Access.SI);
            sum += g * (v[(i * x.Columns) + j] - v[cells + (i * x.Columns) + j]);
        }

        double near = Segment(x.BitLines, j, 0, x.Rows) + x.BitLines.Near.Resistance.SI;
        return x.BitLines.Near.Kind == LineEndKind.Open ? sum : sum - (v[cells + j] / near);
    }

    internal static void Line(DenseNodalAnalysis<double> circuit, Wires wires, int line, int nodes, Func<int, int> node, int ground, int input)
    {
        for (int k = 0; k <= nodes; k++)
        {
            LineEnd end = k == 0 ? wires.Near : wires.Far;
            bool outer = k == 0 || k == nodes;
            if (outer && end.Kind == LineEndKind.Open)
                continue;
            int terminal = end.Kind == LineEndKind.Grounded ? ground : input;
            Resistor(circuit, k == 0 ? terminal : node(k - 1), k == nodes ? terminal : node(k), Segment(wires, line, k, nodes) + (outer ? end.Resistance.SI : 0));
        }
    }

    internal static double Segment(Wires wires, int line, int k, int nodes) => wires.Segments.IsEmpty ? wires.Segment.SI : wires.Segments.Span[(line * (nodes + 1)) + k];

    internal static void Resistor(DenseNodalAnalysis<double> circuit, int a, int b, double ohm)
    {
        if (ohm == 0)
            circuit.Join(a, b);
        else if (double.IsFinite(ohm))
            circuit.Branch(a, b, 1 / ohm);
    }
}
