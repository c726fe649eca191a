using Mho.Circuits;

namespace Mho.Chips;

/// <summary>A tile with the resistance of its wires: the conductances its cells seem to have, and targets that allow for them.</summary>
/// <remarks>
/// With clamped columns the effective matrix is the current of a column per volt of a row. Floating columns settle at V[j] = Σᵢ M[i, j] V[i] with
/// Σᵢ M[i, j] = 1; times the column's sum that is what cells without wires would have to be: G[i, j] = M[i, j] Σᵢ g[i, j].
/// </remarks>
internal static class WiredTile
{
    // The exact solve's relative error of a column: far below a converter's step.
    private const double Tolerance = 1e-7;

    private const double OpenCell = 1e-15; // S, far below any cell

    /// <summary>Effective conductances, S [2 · pairs × lines].</summary>
    public static double[] Effective(NeuRram chip, Placement placement, Segment segment, double[] conductances)
    {
        double[] matrix = new double[conductances.Length];
        Effective(chip, placement, segment, conductances, matrix);
        return matrix;
    }

    /// <summary>Targets with whose wires the effective conductances are those of <paramref name="targets"/>, as far as the range allows; S [2 · pairs × lines].</summary>
    public static CompensationReport Compensate(NeuRram chip, Placement placement, Segment segment, double[] targets) =>
        Compensation.Run(targets, (now, matrix) => Effective(chip, placement, segment, now, matrix), Tolerance, chip.Device.Range.Min, chip.Device.Range.Max);

    private static void Effective(NeuRram chip, Placement placement, Segment segment, double[] conductances, double[] matrix)
    {
        int rows = 2 * segment.Pairs, lines = segment.Lines;
        Array(chip, chip.Wires!, placement, segment, conductances).Prepare(Tolerance).EffectiveMatrix(matrix).OrThrow();
        if (chip.Sensing == Sensing.Current)
            return;
        for (int j = 0; j < lines; j++)
        {
            double sum = 0;
            for (int i = 0; i < rows; i++)
                sum += conductances[(i * lines) + j];
            for (int i = 0; i < rows; i++)
                matrix[(i * lines) + j] *= sum;
        }
    }

    private static Crossbar Array(NeuRram chip, CoreWires wires, Placement placement, Segment segment, double[] conductances)
    {
        // Physical places; unusable rows and columns make some ways longer.
        int[] rows = [.. Enumerable.Range(0, 2 * segment.Pairs).Select(row => placement.PhysicalRow(segment, row / 2) + (row % 2))];
        int[] columns = [.. Enumerable.Range(0, segment.Lines).Select(line => placement.PhysicalColumn(segment, line))];
        return new Crossbar(rows.Length, columns.Length, chip.Sensing == Sensing.Voltage ? Held(conductances, columns.Length) : conductances)
        {
            WordLines = Along(columns, rows.Length, wires.Segment) with { Near = LineEnd.Driven(wires.Driver + (columns[0] * wires.Segment)) },
            BitLines = Along(rows, columns.Length, wires.Segment) with
            {
                Far = chip.Sensing == Sensing.Current ? LineEnd.Grounded(wires.Sense + ((chip.Rows - 1 - rows[^1]) * wires.Segment)) : LineEnd.Open,
            },
        };
    }

    // A floating line of open cells has no voltage; with cells of next to nothing it has one, and the sum of its cells, 0, takes it out again.
    private static double[] Held(double[] conductances, int lines)
    {
        double[] held = conductances;
        for (int j = 0; j < lines; j++)
        {
            bool open = true;
            for (int k = j; k < conductances.Length && open; k += lines)
                open = conductances[k] == 0;
            if (!open)
                continue;
            held = ReferenceEquals(held, conductances) ? [.. conductances] : held;
            for (int k = j; k < conductances.Length; k += lines)
                held[k] = OpenCell;
        }

        return held;
    }

    private static Wires Along(int[] places, int lines, Resistance segment)
    {
        if (places[^1] - places[0] == places.Length - 1)
            return new Wires { Segment = segment };
        double[] segments = new double[lines * (places.Length + 1)];
        for (int line = 0; line < lines; line++)
        {
            for (int k = 0; k <= places.Length; k++)
                segments[(line * (places.Length + 1)) + k] = segment.SI * (k == 0 || k == places.Length ? 1 : places[k] - places[k - 1]);
        }

        return new Wires { Segments = segments };
    }
}
