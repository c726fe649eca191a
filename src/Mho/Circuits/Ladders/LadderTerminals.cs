using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Voltages at the terminals of many drives, V; empty is all zeros. Each [drives × lines].</summary>
internal readonly record struct LadderTerminals<T>(ReadOnlyMemory<T> WordNear, ReadOnlyMemory<T> WordFar, ReadOnlyMemory<T> BitNear, ReadOnlyMemory<T> BitFar)
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Whether a memory of 2 · lines − 1 zeros with a one in the middle stands for all unit vectors: drive k begins k places before the middle's vector.</summary>
    public bool Unit { get; init; }

    /// <summary>One of them.</summary>
    public LadderDrive<T> Drive(int index, int rows, int columns) => new()
    {
        WordNear = Part(WordNear, index, rows),
        WordFar = Part(WordFar, index, rows),
        BitNear = Part(BitNear, index, columns),
        BitFar = Part(BitFar, index, columns),
    };

    private ReadOnlySpan<T> Part(ReadOnlyMemory<T> all, int index, int lines) =>
        all.IsEmpty ? [] : all.Span.Slice(Unit ? lines - 1 - index : index * lines, lines);
}
