using System.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>N x: what the voltages of neighbouring lines send into each node through the capacitor between them.</summary>
/// <remarks>
/// A node sees two neighbours, jb (x₋ + x₊), as the uncoupled circuit has two admittances jb to ground there. Outermost lines have one neighbour: the missing
/// one is the line itself, so that nothing flows between them.
/// </remarks>
/// <param name="rows">Word lines.</param>
/// <param name="columns">Bit lines.</param>
/// <param name="word">b: S between the nodes of neighbouring word lines.</param>
/// <param name="bit">b: S between the nodes of neighbouring bit lines.</param>
internal sealed class NeighbourCurrents(int rows, int columns, double word, double bit)
{
    public int Rows => rows;

    public int Columns => columns;

    /// <summary>Word lines, then bit lines, as far as they are coupled: one current a node.</summary>
    public int Count => checked(Kinds * rows * columns);

    /// <summary>Currents a cell: one for each direction that is coupled.</summary>
    public int Kinds => (Words ? 1 : 0) + (Bits ? 1 : 0);

    public bool Words => word != 0;

    public bool Bits => bit != 0;

    /// <summary>Where bit lines begin among the currents.</summary>
    public int FirstBit => Words ? rows * columns : 0;

    /// <param name="words">V of the word lines' nodes [rows × columns].</param>
    /// <param name="bits">V of the bit lines' nodes [rows × columns].</param>
    /// <param name="currents">A into each node [<see cref="Count"/>].</param>
    public void Of(ReadOnlySpan<Complex> words, ReadOnlySpan<Complex> bits, Span<Complex> currents)
    {
        for (int i = 0; Words && i < rows; i++)
            ComplexVectors.Couple(word, words.Slice(Math.Max(i - 1, 0) * columns, columns), words.Slice(Math.Min(i + 1, rows - 1) * columns, columns), currents.Slice(i * columns, columns));
        for (int i = 0; Bits && i < rows; i++)
        {
            ReadOnlySpan<Complex> row = bits.Slice(i * columns, columns);
            Span<Complex> into = currents.Slice(FirstBit + (i * columns), columns);
            ComplexVectors.Couple(bit, row[..^2], row[2..], into[1..^1]);
            ComplexVectors.Couple(bit, row[..1], row[1..2], into[..1]);
            ComplexVectors.Couple(bit, row[^2..^1], row[^1..], into[^1..]);
        }
    }
}
