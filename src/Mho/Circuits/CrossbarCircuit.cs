using System.Numerics;
using Mho.Circuits.Coupling;
using Mho.Circuits.Ladders;

namespace Mho.Circuits;

/// <summary>From a crossbar to the linear circuit that the kernels solve: wires to ladders, cells to admittances.</summary>
internal static class CrossbarCircuit
{
    private const double Short = 1 / LadderLines<double>.Perfect;

    /// <summary>Direct current: what stores charge or flux carries none.</summary>
    public static ILadderSolver<double> Direct(Crossbar crossbar)
    {
        CrossbarMemory.Require(crossbar.Rows, crossbar.Columns, sizeof(double));
        CrossbarCheck.Connected(crossbar);
        ILadderSolver<double> solver = LadderSolvers.Real(Lines(crossbar.WordLines, crossbar.Rows, crossbar.Columns), Lines(crossbar.BitLines, crossbar.Columns, crossbar.Rows));
        if (crossbar.Access.SI == 0 && RealExtent.Of(crossbar.Conductances.Span).Greatest <= Short) // nothing to change: the kernels read them where they are
        {
            solver.Factor(crossbar.Conductances.Span);
            return solver;
        }

        double[] cells = crossbar.Conductances.ToArray();
        for (int k = 0; k < cells.Length; k++)
            cells[k] = InSeries(cells[k], crossbar.Access.SI);
        solver.Factor(cells);
        return solver;
    }

    /// <summary>The wires of one direction for direct current.</summary>
    public static LadderLines<double> Lines(Wires wires, int lines, int nodes) => Lines(wires, lines, nodes, static ohm => ohm, 0.0);

    /// <summary>Alternating current at one frequency.</summary>
    public static ILadderSolver<Complex> Alternating(AlternatingCrossbar array)
    {
        Crossbar x = array.Crossbar;
        double omega = 2 * Math.PI * array.Frequency.SI;
        NeighbourCurrents neighbours = new(x.Rows, x.Columns, omega * Coupling(x.WordLines, x.Rows), omega * Coupling(x.BitLines, x.Columns));
        CrossbarMemory.Require(x.Rows, x.Columns, 2 * sizeof(double), neighbours.Kinds);
        Complex[] cells = array.Admittances.ToArray();
        CrossbarCheck.Connected(x, Array.ConvertAll(cells, Complex.Abs));
        LadderLines<Complex> word = Lines(x.WordLines, x.Rows, x.Columns, omega), bit = Lines(x.BitLines, x.Columns, x.Rows, omega);
        ILadderSolver<Complex> solver = LadderSolvers.Complex(word, bit);
        if (neighbours.Kinds > 0)
            solver = new CoupledSolver(solver, neighbours, warm: bit.Segments is null ? bit.Segment != 0 : !Array.Exists(bit.Segments, static segment => segment == 0));
        for (int k = 0; k < cells.Length; k++)
            cells[k] = InSeries(cells[k], x.Access.SI);
        solver.Factor(cells);
        return solver;
    }

    /// <summary>A step in time: capacitors are conductances of <paramref name="rate"/> · C.</summary>
    /// <param name="x">The array.</param>
    /// <param name="rate">2 / step, 1/s.</param>
    public static ILadderSolver<double> Stepping(Crossbar x, double rate)
    {
        double[] cells = x.Conductances.ToArray();
        for (int k = 0; k < x.Capacitances.Length; k++)
            cells[k] += rate * x.Capacitances.Span[k];
        CrossbarCheck.Connected(x, cells);
        ILadderSolver<double> solver = LadderSolvers.Real(
            Lines(x.WordLines, x.Rows, x.Columns, static ohm => ohm, rate * x.WordLines.Stray.SI), Lines(x.BitLines, x.Columns, x.Rows, static ohm => ohm, rate * x.BitLines.Stray.SI));
        for (int k = 0; k < cells.Length; k++)
            cells[k] = InSeries(cells[k], x.Access.SI);
        solver.Factor(cells);
        return solver;
    }

    private static double InSeries(double cell, double access) => Math.Min(Short, access > 0 ? 1 / ((1 / cell) + access) : cell);

    /// <summary>A cell with its access transistor, S; infinite admittances become the largest that kernels know.</summary>
    private static Complex InSeries(Complex cell, double access) =>
        !Complex.IsFinite(cell) ? Math.Min(Short, 1 / access)
        : access > 0 && cell != Complex.Zero ? 1 / ((1 / cell) + access)
        : cell;

    /// <summary>The wires of one direction for alternating current of <paramref name="omega"/> = 2π f.</summary>
    public static LadderLines<Complex> Lines(Wires wires, int lines, int nodes, double omega)
    {
        double reactance = omega * wires.SegmentInductance.SI;
        return Lines(wires, lines, nodes, ohm => new Complex(ohm, reactance), new Complex(0, omega * (wires.Stray.SI + (2 * Coupling(wires, lines)))));
    }

    /// <summary>Directions whose neighbouring lines are coupled.</summary>
    public static int Coupled(Crossbar x) => (Coupling(x.WordLines, x.Rows) > 0 ? 1 : 0) + (Coupling(x.BitLines, x.Columns) > 0 ? 1 : 0);

    // F between a node and each of its two neighbours; a single line has none.
    private static double Coupling(Wires wires, int lines) => lines > 1 ? wires.Coupling.SI : 0;

    /// <param name="wires">The wires.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="nodes">Nodes on each.</param>
    /// <param name="segment">The impedance of a segment of so many Ω.</param>
    /// <param name="shunt">S from every node to ground.</param>
    private static LadderLines<T> Lines<T>(Wires wires, int lines, int nodes, Func<double, T> segment, T shunt)
        where T : unmanaged, INumberBase<T>
    {
        T[]? inner = wires.Segments.IsEmpty ? null : new T[lines * (nodes - 1)];
        for (int line = 0; inner is not null && line < lines; line++)
        {
            for (int node = 0; node < nodes - 1; node++)
                inner[(line * (nodes - 1)) + node] = segment(Ohm(wires, line, node + 1, nodes));
        }

        return new() { Lines = lines, Nodes = nodes, Segment = segment(wires.Segment.SI), Segments = inner, Near = End(wires.Near, 0), Far = End(wires.Far, nodes), Shunt = shunt };

        T[]? End(LineEnd end, int index)
        {
            if (end.Kind == LineEndKind.Open)
                return null;
            T[] impedances = new T[lines];
            for (int line = 0; line < lines; line++)
            {
                T impedance = segment(end.Resistance.SI + Ohm(wires, line, index, nodes));
                impedances[line] = T.IsZero(impedance) ? T.CreateChecked(LadderLines<T>.Perfect) : impedance;
            }

            return impedances;
        }
    }

    private static double Ohm(Wires wires, int line, int segment, int nodes) =>
        wires.Segments.IsEmpty ? wires.Segment.SI : Math.Min(wires.Segments.Span[(line * (nodes + 1)) + segment], Short);
}
