using System.Numerics;
using Mho.Circuits;

namespace Mho.Tests.Circuits;

/// <summary>A crossbar's outputs by <see cref="StarMesh{T}"/>, stamped from its definition: as exact as its conductances are, however far apart these lie.</summary>
internal static class CrossbarStarMesh
{
    /// <summary>Outputs of inputs of one sign lose no digit; those of both signs are the difference of two such.</summary>
    public static double[] Outputs(Crossbar x, double[] input)
    {
        double[] positive = OfOneSign(x, [.. input.Select(v => Math.Max(v, 0))]), negative = OfOneSign(x, [.. input.Select(v => Math.Max(-v, 0))]);
        return [.. positive.Zip(negative, (p, n) => p - n)];
    }

    public static Complex[] Outputs(AlternatingCrossbar array, Complex[] input)
    {
        Complex jw = new(0, 2 * Math.PI * array.Frequency.SI);
        return Outputs(array.Crossbar, input, array.Admittances.Span, wires => jw * wires.SegmentInductance.SI, farad => jw * farad);
    }

    private static double[] OfOneSign(Crossbar x, double[] input) => Outputs(x, input, x.Conductances.Span, static _ => 0.0, static _ => 0.0);

    // Nodes in the order of cells, a cell's word node before its bit node.
    private static T[] Outputs<T>(Crossbar x, T[] input, ReadOnlySpan<T> cells, Func<Wires, T> reactance, Func<double, T> capacitor)
        where T : struct, INumberBase<T>
    {
        StarMesh<T> mesh = new(2 * x.Rows * x.Columns, 2 * x.Columns);
        for (int i = 0; i < x.Rows; i++)
            Line(mesh, x.WordLines, i, x.Columns, j => 2 * ((i * x.Columns) + j), reactance(x.WordLines), input);
        for (int j = 0; j < x.Columns; j++)
            Line(mesh, x.BitLines, j, x.Rows, i => (2 * ((i * x.Columns) + j)) + 1, reactance(x.BitLines), []);
        for (int k = 0; k < cells.Length; k++)
        {
            if (!T.IsZero(cells[k]))
                mesh.Branch(2 * k, (2 * k) + 1, x.Access.SI == 0 && T.IsFinite(cells[k]) ? cells[k] : Admittance((T.IsFinite(cells[k]) ? T.One / cells[k] : T.Zero) + T.CreateChecked(x.Access.SI)));
            mesh.Terminal(2 * k, capacitor(x.WordLines.Stray.SI), T.Zero);
            mesh.Terminal((2 * k) + 1, capacitor(x.BitLines.Stray.SI), T.Zero);
            if (k >= x.Columns)
                mesh.Branch(2 * (k - x.Columns), 2 * k, capacitor(x.WordLines.Coupling.SI));
            if (k % x.Columns > 0)
                mesh.Branch((2 * k) - 1, (2 * k) + 1, capacitor(x.BitLines.Coupling.SI));
        }

        T[] volts = mesh.Solve(), outputs = new T[x.Columns];
        for (int j = 0; j < x.Columns; j++)
        {
            T last = volts[(2 * (((x.Rows - 1) * x.Columns) + j)) + 1];
            outputs[j] = x.BitLines.Far.Kind == LineEndKind.Open ? last : last * End(x.BitLines, j, x.Rows, x.Rows, reactance(x.BitLines));
        }

        return outputs;
    }

    private static void Line<T>(StarMesh<T> mesh, Wires wires, int line, int nodes, Func<int, int> node, T reactance, T[] input)
        where T : struct, INumberBase<T>
    {
        for (int k = 0; k <= nodes; k++)
        {
            LineEnd end = k == 0 ? wires.Near : wires.Far;
            if (k > 0 && k < nodes)
                mesh.Branch(node(k - 1), node(k), Admittance(T.CreateChecked(CrossbarOracle.Segment(wires, line, k, nodes)) + reactance));
            else if (end.Kind != LineEndKind.Open)
                mesh.Terminal(node(k == 0 ? 0 : nodes - 1), End(wires, line, k, nodes, reactance), end.Kind == LineEndKind.Driven ? input[line] : T.Zero);
        }
    }

    private static T End<T>(Wires wires, int line, int segment, int nodes, T reactance)
        where T : struct, INumberBase<T> =>
        Admittance(T.CreateChecked(CrossbarOracle.Segment(wires, line, segment, nodes) + (segment == 0 ? wires.Near : wires.Far).Resistance.SI) + reactance);

    private static T Admittance<T>(T ohm)
        where T : struct, INumberBase<T> => T.IsZero(ohm) ? T.CreateChecked(StarMesh<T>.Ideal) : T.IsFinite(ohm) ? T.One / ohm : T.Zero;
}
