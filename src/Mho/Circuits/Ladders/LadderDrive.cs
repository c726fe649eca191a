using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>What drives a crossbar: the voltages of the terminals, and sources inside cells. An empty span is all zeros.</summary>
internal readonly ref struct LadderDrive<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>V at the word lines' near terminals [rows].</summary>
    public ReadOnlySpan<T> WordNear { get; init; }

    /// <summary>V at the word lines' far terminals [rows].</summary>
    public ReadOnlySpan<T> WordFar { get; init; }

    /// <summary>V at the bit lines' near terminals [columns].</summary>
    public ReadOnlySpan<T> BitNear { get; init; }

    /// <summary>V at the bit lines' far terminals [columns]; where that end is open, A into the last nodes.</summary>
    public ReadOnlySpan<T> BitFar { get; init; }

    /// <summary>A that flows through each cell from bit to word line beside its conductance [rows × columns].</summary>
    public ReadOnlySpan<T> Cells { get; init; }

    /// <summary>V of the bit lines' nodes to iterate from [rows × columns]: a solution of a similar circuit saves the iterations that would find it again.</summary>
    public ReadOnlySpan<T> Start { get; init; }

    /// <summary>A into each word line's node from outside [rows × columns].</summary>
    public ReadOnlySpan<T> Words { get; init; }

    /// <summary>A into each bit line's node from outside [rows × columns].</summary>
    public ReadOnlySpan<T> Bits { get; init; }
}
