using Mho.Circuits;

namespace Mho.Tests.Circuits;

/// <summary>Any elements between the nodes of a crossbar, solved by Newton's method on the dense nodal equations: selectors and access transistors have nodes of their own.</summary>
internal static class NonlinearOracle
{
    /// <summary>One two-terminal law: I and dI/dV at V; <paramref name="Thermal"/> limits steps of exponentials, V.</summary>
    public sealed record Law(Func<double, (double Current, double Slope)> At, double Thermal = double.PositiveInfinity);

    /// <summary>V of word line nodes, bit line nodes, and the outputs.</summary>
    /// <param name="x">Wires, terminals, access, and the conductances of plain resistors if <paramref name="laws"/> has none.</param>
    /// <param name="input">V [rows].</param>
    /// <param name="laws">The elements in series that make up cell k; none for a short.</param>
    public static (double[] Words, double[] Bits, double[] Outputs) Solve(Crossbar x, ReadOnlySpan<double> input, Func<int, Law[]> laws)
    {
        int cells = x.Rows * x.Columns, ground = 2 * cells, inner = ground + 1 + x.Rows;
        List<(int A, int B, Law Law)> elements = [];
        int nodes = inner;
        int[] first = new int[cells];
        for (int k = 0; k < cells; k++)
        {
            first[k] = elements.Count;
            List<Law> chain = [.. laws(k)];
            if (x.Access.SI > 0)
                chain.Insert(0, new(v => (v / x.Access.SI, 1 / x.Access.SI)));
            int from = k;
            for (int part = 0; part < chain.Count; part++)
            {
                int to = part == chain.Count - 1 ? cells + k : nodes++;
                elements.Add((from, to, chain[part]));
                from = to;
            }
        }

        double[] across = new double[elements.Count], v = [];
        for (int step = 0; step < 400; step++)
        {
            DenseNodalAnalysis<double> circuit = new(nodes);
            circuit.Hold(ground, 0);
            for (int i = 0; i < x.Rows; i++)
            {
                circuit.Hold(ground + 1 + i, input[i]);
                int row = i;
                CrossbarOracle.Line(circuit, x.WordLines, i, x.Columns, j => (row * x.Columns) + j, ground, ground + 1 + i);
            }

            for (int j = 0; j < x.Columns; j++)
            {
                int column = j;
                CrossbarOracle.Line(circuit, x.BitLines, j, x.Rows, i => cells + (i * x.Columns) + column, ground, -1);
            }

            for (int k = 0; k < cells; k++)
            {
                if (first[k] == (k + 1 < cells ? first[k + 1] : elements.Count))
                    circuit.Join(k, cells + k);
            }

            for (int k = 0; k < elements.Count; k++)
            {
                (double current, double slope) = elements[k].Law.At(across[k]);
                circuit.Branch(elements[k].A, elements[k].B, slope);
                circuit.Inject(elements[k].A, (slope * across[k]) - current);
                circuit.Inject(elements[k].B, current - (slope * across[k]));
            }

            v = circuit.Solve();
            double change = 0;
            for (int k = 0; k < elements.Count; k++)
            {
                double next = v[elements[k].A] - v[elements[k].B], rise = next - across[k], a = elements[k].Law.Thermal;
                if (rise > 2 * a && next > 0)
                    next = across[k] + (a * Math.Log(1 + (rise / a)));
                change = Math.Max(change, Math.Abs(next - across[k]));
                across[k] = next;
            }

            if (change < 1e-14)
                break;
        }

        double[] outputs = new double[x.Columns];
        for (int j = 0; j < x.Columns; j++)
        {
            bool ideal = x.BitLines.Far.Kind != LineEndKind.Open && CrossbarOracle.Segment(x.BitLines, j, x.Rows, x.Rows) + x.BitLines.Far.Resistance.SI == 0;
            if (!ideal)
            {
                outputs[j] = CrossbarOracle.Output(x, v, j, cells);
                continue;
            }

            // Behind an ideal end comes all that the column's cells bring; none of the cases grounds both ends of such a line.
            for (int k = j; k < cells; k += x.Columns)
                outputs[j] += elements[first[k]].Law.At(across[first[k]]).Current;
        }

        return (v[..cells], v[cells..(2 * cells)], outputs);
    }
}
