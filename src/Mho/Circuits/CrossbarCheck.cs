using System.Numerics;
using Mho.Circuits.Ladders;

namespace Mho.Circuits;

/// <summary>Finds circuits that have no answer: illegal wires, nodes joined to no terminal, and ideal conductors from one terminal to another.</summary>
internal static class CrossbarCheck
{
    /// <summary>S above which a cell is a short: the kernels' ideal terminal is 10³⁰ S, of which a cell beside it may be no more than rounding.</summary>
    public const double Short = 1e15;

    private const double Least = 1e-100, Greatest = 1e100;

    /// <summary>Every node has a path to a terminal, and no terminals are joined by conductors without resistance.</summary>
    /// <param name="crossbar">The array.</param>
    /// <param name="admittances">As in <see cref="ConductorMap"/>: null for direct current.</param>
    public static void Connected(Crossbar crossbar, double[]? admittances = null)
    {
        Segments(crossbar.WordLines, crossbar.Rows, crossbar.Columns);
        Segments(crossbar.BitLines, crossbar.Columns, crossbar.Rows);
        bool wholeWires = crossbar.WordLines.Segments.IsEmpty && crossbar.BitLines.Segments.IsEmpty;
        bool held = HasTerminal(crossbar.WordLines) && HasTerminal(crossbar.BitLines), shorted = crossbar.Access.SI == 0 && RealExtent.Of(admittances ?? crossbar.Conductances.Span).Greatest > Short;
        if (wholeWires && held && !shorted && !Loop(crossbar.WordLines) && !Loop(crossbar.BitLines))
            return;
        new ConductorMap(crossbar, admittances).Check();
        if (shorted)
            ShortsOnIdealWordLines(crossbar, admittances);
    }

    /// <summary>Every voltage of some inputs is a number, and products of an input's largest with itself stay in the range of double.</summary>
    /// <param name="inputs">V [inputs × rows].</param>
    /// <param name="rows">Word lines.</param>
    public static void Finite<T>(ReadOnlySpan<T> inputs, int rows)
        where T : INumberBase<T>
    {
        for (int first = 0; first < inputs.Length; first += rows)
        {
            T largest = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                if (!T.IsFinite(inputs[first + row]))
                    throw new ArgumentOutOfRangeException(nameof(inputs), $"input {first / rows}, row {row}: {inputs[first + row]} V; give a finite voltage.");
                largest = T.MaxMagnitude(largest, inputs[first + row]);
            }

            double volts = double.CreateChecked(T.Abs(largest));
            if (volts is > 0 and (< Least or > Greatest))
                throw new ArgumentOutOfRangeException(nameof(inputs), $"input {first / rows}: no voltage beyond {volts} V; give 0 or between {Least} and {Greatest} V at most: the array is linear, scale what goes in and what comes out.");
        }
    }

    /// <summary>Every gradient of some outputs is a number.</summary>
    /// <param name="outputGradients">∂L/∂output [inputs × columns].</param>
    /// <param name="columns">Bit lines.</param>
    public static void FiniteGradients<T>(ReadOnlySpan<T> outputGradients, int columns)
        where T : INumberBase<T>
    {
        for (int k = 0; k < outputGradients.Length; k++)
        {
            if (!T.IsFinite(outputGradients[k]))
                throw new ArgumentOutOfRangeException(nameof(outputGradients), $"output {k / columns}, column {k % columns}: a gradient of {outputGradients[k]}; give finite ones, or a loss that does not diverge.");
        }
    }

    // The elimination divides a word line's admittance between a cell and what joins its node to the next: one of them must have a resistance.
    private static void ShortsOnIdealWordLines(Crossbar crossbar, double[]? admittances)
    {
        ReadOnlySpan<double> cells = admittances ?? crossbar.Conductances.Span;
        Wires wires = crossbar.WordLines;
        if (admittances is not null && wires.SegmentInductance.SI > 0)
            return;
        for (int k = 0; k < cells.Length; k++)
        {
            int row = k / crossbar.Columns, column = k % crossbar.Columns;
            if (cells[k] > Short && (Ideal(wires, row, column, crossbar.Columns) || Ideal(wires, row, column + 1, crossbar.Columns)))
                throw new InvalidOperationException($"row {row}, column {column}: a short beside an ideal segment of a word line (above {Short} S a cell is one); give that segment, its terminal or the cell a resistance, however small (1 mohm).");
        }
    }

    private static bool Ideal(Wires wires, int line, int segment, int nodes)
    {
        double ohm = wires.Segments.IsEmpty ? wires.Segment.SI : wires.Segments.Span[(line * (nodes + 1)) + segment];
        LineEnd end = segment == 0 ? wires.Near : wires.Far;
        bool outer = segment == 0 || segment == nodes;
        return outer ? end.Kind != LineEndKind.Open && ohm + end.Resistance.SI == 0 : ohm == 0;
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
