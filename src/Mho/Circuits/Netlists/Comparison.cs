using System.Numerics;

namespace Mho.Circuits.Netlists;

/// <summary>Every node and output of one solution beside what ngspice says of it.</summary>
/// <param name="netlist">The circuit.</param>
/// <param name="theirs">What ngspice says of a quantity of its own name.</param>
/// <param name="when">The frequency or moment, <c> at 1 MHz</c>; empty if there is one alone.</param>
internal sealed class Comparison(Netlist netlist, Func<string, Complex> theirs, string when = "")
{
    /// <summary>Compares.</summary>
    /// <param name="words">V of the word lines' nodes [rows × columns].</param>
    /// <param name="bits">V of the bit lines' nodes [rows × columns].</param>
    /// <param name="outputs">A, or V where bit lines are open at their far end [columns].</param>
    public Verification Of<T>(ReadOnlyMemory<T> words, ReadOnlyMemory<T> bits, ReadOnlyMemory<T> outputs)
        where T : unmanaged, INumberBase<T>
    {
        Crossbar x = netlist.Crossbar;
        int cells = x.Rows * x.Columns;
        (string, Complex, Complex)[] nodes = new (string, Complex, Complex)[2 * cells], ends = new (string, Complex, Complex)[x.Columns];
        for (int k = 0; k < cells; k++)
        {
            (int row, int column) = (k / x.Columns, k % x.Columns);
            nodes[k] = ($"word line node at row {row}, column {column}{when}", Complex.CreateChecked(words.Span[k]), theirs($"v({netlist.WordLine(row, column)})"));
            nodes[cells + k] = ($"bit line node at row {row}, column {column}{when}", Complex.CreateChecked(bits.Span[k]), theirs($"v({netlist.BitLine(row, column)})"));
        }

        for (int column = 0; column < x.Columns; column++)
            ends[column] = ($"output of column {column}{when}", Complex.CreateChecked(outputs.Span[column]), theirs(netlist.Output(column)));
        return new(nodes.Length, Largest(nodes), Largest(ends));
    }

    private static Difference Largest((string Where, Complex Ours, Complex Theirs)[] pairs)
    {
        double scale = pairs.Max(pair => Math.Max(Complex.Abs(pair.Ours), Complex.Abs(pair.Theirs)));
        Difference largest = new(pairs[0].Where, pairs[0].Ours, pairs[0].Theirs, scale);
        foreach ((string where, Complex ours, Complex other) in pairs)
            largest = largest.OrWorse(new(where, ours, other, scale));
        return largest;
    }
}
