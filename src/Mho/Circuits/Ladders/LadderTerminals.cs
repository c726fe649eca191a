using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Voltages at the terminals of many drives, each [count × lines], V; empty is all zeros.</summary>
internal readonly record struct LadderTerminals<T>(ReadOnlyMemory<T> WordNear, ReadOnlyMemory<T> WordFar, ReadOnlyMemory<T> BitNear, ReadOnlyMemory<T> BitFar)
    where T : unmanaged, INumberBase<T>
{
    /// <summary>One of them.</summary>
    public LadderDrive<T> Drive(int index, int rows, int columns) => new()
    {
        WordNear = Part(WordNear, index, rows),
        WordFar = Part(WordFar, index, rows),
        BitNear = Part(BitNear, index, columns),
        BitFar = Part(BitFar, index, columns),
    };

    private static ReadOnlySpan<T> Part(ReadOnlyMemory<T> all, int index, int lines) => all.IsEmpty ? [] : all.Span.Slice(index * lines, lines);
}
