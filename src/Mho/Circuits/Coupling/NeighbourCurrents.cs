using System.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>N x: what the voltages of neighbouring lines send into each node through the coupling admittance between them.</summary>
/// <remarks>
/// A node sees two neighbours, y (x₋ + x₊), as the uncoupled circuit has two admittances y to ground there. Outermost lines have one neighbour: the missing
/// one is the line itself, so that nothing flows between them.
/// </remarks>
/// <param name="rows">Word lines.</param>
/// <param name="columns">Bit lines.</param>
/// <param name="word">S between the nodes of neighbouring word lines.</param>
/// <param name="bit">S between the nodes of neighbouring bit lines.</param>
internal sealed class NeighbourCurrents<T>(int rows, int columns, T word, T bit)
    where T : unmanaged, INumberBase<T>
{
    public int Rows => rows;

    public int Columns => columns;

    /// <summary>Word lines, then bit lines, as far as they are coupled: one current a node.</summary>
    public int Count => ((Words ? 1 : 0) + (Bits ? 1 : 0)) * rows * columns;

    public bool Words => !T.IsZero(word);

    public bool Bits => !T.IsZero(bit);

    /// <summary>Where bit lines begin among the currents.</summary>
    public int FirstBit => Words ? rows * columns : 0;

    /// <param name="words">V of the word lines' nodes [rows × columns].</param>
    /// <param name="bits">V of the bit lines' nodes [rows × columns].</param>
    /// <param name="currents">A into each node [<see cref="Count"/>].</param>
    public void Of(ReadOnlySpan<T> words, ReadOnlySpan<T> bits, Span<T> currents)
    {
        if (Words)
        {
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<T> above = words.Slice(Math.Max(i - 1, 0) * columns, columns), below = words.Slice(Math.Min(i + 1, rows - 1) * columns, columns);
                for (int j = 0; j < columns; j++)
                    currents[(i * columns) + j] = word * (above[j] + below[j]);
            }
        }

        for (int i = 0; Bits && i < rows; i++)
        {
            ReadOnlySpan<T> row = bits.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
                currents[FirstBit + (i * columns) + j] = bit * (row[Math.Max(j - 1, 0)] + row[Math.Min(j + 1, columns - 1)]);
        }
    }
}
