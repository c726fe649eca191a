using System.Numerics;
using Mho.Circuits;

namespace Mho.Tests.Circuits;

/// <summary>A crossbar under alternating current, stamped branch by branch from its definition into <see cref="DenseNodalAnalysis{T}"/>.</summary>
internal static class AlternatingOracle
{
    /// <summary>Voltages of word line nodes, bit line nodes, and the outputs.</summary>
    public static (Complex[] Words, Complex[] Bits, Complex[] Outputs) Solve(AlternatingCrossbar array, ReadOnlySpan<Complex> input)
    {
        Crossbar x = array.Crossbar;
        int cells = x.Rows * x.Columns, ground = 2 * cells, middles = ground + 1 + x.Rows, ends = middles + cells;
        Complex jw = new(0, 2 * Math.PI * array.Frequency.SI);
        DenseNodalAnalysis<Complex> circuit = new(ends + x.Columns);
        circuit.Hold(ground, 0);
        for (int i = 0; i < x.Rows; i++)
            circuit.Hold(ground + 1 + i, input[i]);
        for (int i = 0; i < x.Rows; i++)
            Line(circuit, x.WordLines, jw, i, x.Columns, j => (i * x.Columns) + j, ground, ground + 1 + i, ground);
        for (int j = 0; j < x.Columns; j++)
        {
            // A terminal of its own, through 10⁻⁹ Ω, lets the output be read as a current.
            circuit.Branch(ends + j, ground, Ammeter);
            Line(circuit, x.BitLines, jw, j, x.Rows, i => cells + (i * x.Columns) + j, ground, -1, ends + j);
        }

        for (int k = 0; k < cells; k++)
        {
            Complex y = array.Admittances.Span[k];
            Impedance(circuit, k, middles + k, x.Access.SI);
            if (Complex.IsFinite(y))
                circuit.Branch(middles + k, cells + k, y);
            else
                circuit.Join(middles + k, cells + k);
            if (x.Access.SI > 0 && y == 0)
                circuit.Branch(middles + k, ground, 1e-300);
            circuit.Branch(k, ground, jw * x.WordLines.Stray.SI);
            circuit.Branch(cells + k, ground, jw * x.BitLines.Stray.SI);
            if (k >= x.Columns)
                circuit.Branch(k - x.Columns, k, jw * x.WordLines.Coupling.SI);
            if (k % x.Columns > 0)
                circuit.Branch(cells + k - 1, cells + k, jw * x.BitLines.Coupling.SI);
        }

        Complex[] v = circuit.Solve(), outputs = new Complex[x.Columns];
        for (int j = 0; j < x.Columns; j++)
            outputs[j] = x.BitLines.Far.Kind == LineEndKind.Open ? v[cells + ((x.Rows - 1) * x.Columns) + j] : v[ends + j] * Ammeter;
        return (v[..cells], v[cells..(2 * cells)], outputs);
    }

    private const double Ammeter = 1e9;

    private static void Line(DenseNodalAnalysis<Complex> circuit, Wires wires, Complex jw, int line, int nodes, Func<int, int> node, int ground, int input, int far)
    {
        for (int k = 0; k <= nodes; k++)
        {
            LineEnd end = k == 0 ? wires.Near : wires.Far;
            bool outer = k == 0 || k == nodes;
            if (outer && end.Kind == LineEndKind.Open)
                continue;
            int terminal = end.Kind == LineEndKind.Grounded ? (k == 0 ? ground : far) : input;
            double ohm = wires.Segments.IsEmpty ? wires.Segment.SI : wires.Segments.Span[(line * (nodes + 1)) + k];
            Impedance(circuit, k == 0 ? terminal : node(k - 1), k == nodes ? terminal : node(k), ohm + (outer ? end.Resistance.SI : 0) + (jw * wires.SegmentInductance.SI));
        }
    }

    private static void Impedance(DenseNodalAnalysis<Complex> circuit, int a, int b, Complex ohm)
    {
        if (ohm == 0)
            circuit.Join(a, b);
        else if (Complex.IsFinite(ohm))
            circuit.Branch(a, b, 1 / ohm);
    }
}
