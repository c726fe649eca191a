using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>A crossbar made ready for solving: the elimination of every word line and, as preconditioner, of every bit line.</summary>
/// <remarks>
/// Elimination without a subtraction. With L the admittance seen from a node towards the near terminal (own cell left out), r the segment behind
/// the node, g its cell and s its shunt, the lines' factors are
/// <code>
/// t = 1 / (1 + r (L + s + g)),   a = t g,   L' = (L + s) t + a        (L' belongs to the next node)
/// </code>
/// so ideal wires (r = 0, t = 1), open cells (g = 0) and shorts (g → ∞, a → 1/r) lose no digits: the usual pivots g + 2/r − 1/(r² d) do.
/// The Schur complement of the word lines restricted to one bit line is exactly that line's ladder with cells d = g ∥ (L + s + R), R being seen
/// towards the far end; its elimination is the preconditioner (block Jacobi by bit lines).
/// </remarks>
internal sealed unsafe class LadderFactors<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    // Cells of ordinary devices; the error of recurrences grows with the root of what cells span.
    private const double Even = 1e5;

    public LadderFactors(LadderLines<T> word, LadderLines<T> bit)
    {
        (Word, Bit) = (word, bit);
        Shape = new(word.Lines, bit.Lines, TLanes.Width, TLanes.Parts);
        LadderShape s = Shape;
        (Transmission, Admission, Column) = (new((long)s.Block * s.Blocks, 0, zeroed: false), new((long)s.Block * s.Blocks, 16, zeroed: false), new(s.Doubles, 2, zeroed: false));
        nint lanes = (nint)s.Blocks * s.Register;
        (WordNear, WordFar, WordOpen) = (new(lanes), new(lanes), new(lanes));
        (BitNear, BitFar, BitFarSegment, BitOpen) = (new(s.Line), new(s.Line), new(s.Line), new(s.Line));
        WordSegments = word.Segments is null ? null : new((long)s.Block * s.Blocks, 5);
        BitSegments = bit.Segments is null ? null : new(s.Doubles, 0);
        BitConductances = bit.Segments is null ? null : new(s.Doubles, 1);
        Contracted = bit.Segments is null ? T.IsZero(bit.Segment) && bit.Nodes > 1 : Array.Exists(bit.Segments, T.IsZero);
        BitJoined = bit.Segments is null || !Contracted ? null : new(s.Doubles, 2);
        bool pinned = (bit.Near is not null && Array.Exists(bit.Near, LadderSetup<TLanes, T>.Pinned)) || (bit.Far is not null && Array.Exists(bit.Far, LadderSetup<TLanes, T>.Pinned));
        (FreeNear, FreeFar) = pinned ? (new(s.Line), new(s.Line)) : (BitNear, BitFar);
        LadderSetup<TLanes, T>.Lines(this);
    }

    public LadderShape Shape { get; }

    public LadderLines<T> Word { get; }

    public LadderLines<T> Bit { get; }

    /// <summary>t of the word lines, turned: [block][column][lane].</summary>
    public AlignedDoubles Transmission { get; }

    /// <summary>a = t g in S, turned.</summary>
    public AlignedDoubles Admission { get; }

    /// <summary>t of the bit lines, in strips.</summary>
    public AlignedDoubles Column { get; }

    /// <summary>S from each word line's first node to its terminal [block][lane]; 0 where none is.</summary>
    public AlignedDoubles WordNear { get; }

    /// <summary>Ω behind each word line's last node [block][lane].</summary>
    public AlignedDoubles WordFar { get; }

    /// <summary>What stands behind the last node per current arriving there: 0 with a terminal, (1 + r (L + s + g)) / (L + s + g) on an open end. Ω.</summary>
    public AlignedDoubles WordOpen { get; }

    /// <summary>S from each bit line's first node to its terminal [columns]; 0 where none is.</summary>
    public AlignedDoubles BitNear { get; }

    /// <summary>S from each bit line's last node to its terminal [columns]; 0 where none is.</summary>
    public AlignedDoubles BitFar { get; }

    /// <summary><see cref="BitNear"/> with 0 where the node is its terminal, which then is held instead of pulled.</summary>
    public AlignedDoubles FreeNear { get; }

    /// <summary><see cref="BitFar"/> with 0 where the node is its terminal.</summary>
    public AlignedDoubles FreeFar { get; }

    /// <summary>Ω behind each bit line's last node [columns].</summary>
    public AlignedDoubles BitFarSegment { get; }

    /// <summary>As <see cref="WordOpen"/> for bit lines [columns].</summary>
    public AlignedDoubles BitOpen { get; }

    /// <summary>Ω behind each node of the word lines, turned; null where all are <see cref="LadderLines{T}.Segment"/>.</summary>
    public AlignedDoubles? WordSegments { get; }

    /// <summary>Ω behind each node of the bit lines, in strips; null where all are equal.</summary>
    public AlignedDoubles? BitSegments { get; }

    /// <summary>S behind each node of the bit lines, 0 for an ideal segment: its two nodes are one, and what flows between them is nobody's residual.</summary>
    public AlignedDoubles? BitConductances { get; }

    /// <summary>1 where the segment behind a bit line's node is ideal, else 0; null where none is or all are.</summary>
    public AlignedDoubles? BitJoined { get; }

    /// <summary>S of an inner segment of a bit line, 0 for an ideal one.</summary>
    public T BitConductance => T.IsZero(Bit.Segment) ? T.Zero : T.One / Bit.Segment;

    /// <summary>Some segments between nodes of bit lines are ideal.</summary>
    public bool Contracted { get; }

    /// <summary>The largest part of a t of the word lines: 1 without coils, more where a line's reactances cancel and take digits with them.</summary>
    public double Growth { get; private set; } = 1;

    /// <summary>Cells or wires span so many decades that recurrences may drift from the residual they stand for.</summary>
    public bool Uneven { get; private set; }

    /// <summary>Takes new cells [rows × columns], S, row-major; wires stay. Allocates nothing.</summary>
    public void Factor(ReadOnlySpan<T> cells, LadderWork<TLanes, T> work)
    {
        LadderSetup<TLanes, T>.Factor(this, cells, work);
        (double least, double greatest) = TLanes.Extent(cells);
        Uneven = Contracted || WordSegments is not null || BitSegments is not null || Bit.Far is null || greatest > Even * least;
        if (TLanes.Parts == 1)
            return;
        TLanes largest = TLanes.All(T.One);
        for (int block = 0; block < Shape.Blocks; block++)
        {
            double* row = Transmission.Start + (block * Shape.Block);
            for (nint at = 0; at < (nint)Shape.Columns * Shape.Register; at += Shape.Register)
                largest = TLanes.Larger(largest, TLanes.Load(row + at));
        }

        Growth = TLanes.Greatest(largest);
    }
}
