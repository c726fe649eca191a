using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>The wires of one direction as the kernels see them: a ladder of segments on each line, a terminal at each end.</summary>
/// <remarks>Impedances in Ω; a perfect conductor is <see cref="Perfect"/> and a broken wire 1/<see cref="Perfect"/>, so that formulas without subtraction need no special case.</remarks>
internal sealed record LadderLines<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Ω of a perfect conductor: small enough never to be seen, large enough that its reciprocal's square is a number.</summary>
    public const double Perfect = 1e-30;

    /// <summary>Lines.</summary>
    public required int Lines { get; init; }

    /// <summary>Nodes on each line.</summary>
    public required int Nodes { get; init; }

    /// <summary>Ω of every segment between neighbouring nodes, where <see cref="Segments"/> is null; may be zero.</summary>
    public T Segment { get; init; }

    /// <summary>Ω of each segment between neighbouring nodes [lines × (nodes − 1)]; zero allowed.</summary>
    public T[]? Segments { get; init; }

    /// <summary>Ω from the terminal to each line's first node [lines], at least <see cref="Perfect"/>; null where no terminal is.</summary>
    public T[]? Near { get; init; }

    /// <summary>Ω from each line's last node to the terminal behind it [lines], at least <see cref="Perfect"/>; null where no terminal is.</summary>
    public T[]? Far { get; init; }

    /// <summary>S from every node to ground.</summary>
    public T Shunt { get; init; }

    /// <summary>Ω of the segment behind node <paramref name="node"/> of a line, not the last node.</summary>
    public T Behind(int line, int node) => Segments is null ? Segment : Segments[((long)line * (Nodes - 1)) + node];
}
