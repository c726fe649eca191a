using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>A crossbar's linear circuit, ready to be solved for any number of drives.</summary>
/// <typeparam name="T">double for direct, <see cref="Complex"/> for alternating current.</typeparam>
internal interface ILadderSolver<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The word lines.</summary>
    LadderLines<T> Word { get; }

    /// <summary>Takes new cells [rows × columns], S, row-major; a short is 1/<see cref="LadderLines{T}.Perfect"/>.</summary>
    void Factor(ReadOnlySpan<T> cells);

    /// <summary>Solves one drive; <paramref name="outputs"/> as in <see cref="ConjugateGradients{TLanes, T}"/>. Keeps the state for <see cref="State"/>.</summary>
    LadderOutcome Solve(LadderDrive<T> drive, LadderAccuracy accuracy, Span<T> outputs);

    /// <summary>Nodes and cells of the circuit last solved, driven as it was then.</summary>
    /// <param name="drive">The drive.</param>
    /// <param name="wordLines">V of the word lines' nodes [rows × columns].</param>
    /// <param name="bitLines">V of the bit lines' nodes [rows × columns].</param>
    /// <param name="cells">A from word to bit line [rows × columns].</param>
    void State(LadderDrive<T> drive, Span<T> wordLines, Span<T> bitLines, Span<T> cells);

    /// <summary>Solves many drives on all threads; each is computed alone, so the bytes do not depend on how many threads there are.</summary>
    /// <param name="fill">Sets the terminals of a drive.</param>
    /// <param name="count">Drives.</param>
    /// <param name="accuracy">What is asked of each.</param>
    /// <param name="outputs">[count × columns].</param>
    /// <param name="outcomes">[count].</param>
    void SolveMany(LadderTerminals<T> fill, int count, LadderAccuracy accuracy, Memory<T> outputs, Memory<LadderOutcome> outcomes);

    /// <summary>A solver of the same circuit with a state of its own, for another thread.</summary>
    ILadderSolver<T> Sibling();

    /// <summary>Bytes one more thread takes.</summary>
    long WorkBytes { get; }
}
