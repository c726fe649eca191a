using System.Numerics;
using System.Runtime.CompilerServices;
using Mho.Circuits.Ladders;

namespace Mho.Circuits.Coupling;

/// <summary>The memory of one solve of coupled lines: the coupling currents n, the voltages they follow from, and the basis of the outer iteration.</summary>
internal sealed class CoupledWork<T>(ILadderSolver<T> lines, NeighbourCurrents<T> neighbours)
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Vectors of the outer iteration's basis.</summary>
    public const int Longest = 16;

    private readonly int _nodes = neighbours.Rows * neighbours.Columns;
    private readonly T[] _missing = new T[neighbours.Count], _before = new T[neighbours.Columns];
    private T[] _drivenWords = [], _drivenBits = [];

    public ILadderSolver<T> Lines => lines;

    /// <summary>V of the word lines' nodes.</summary>
    public T[] Words { get; } = new T[neighbours.Rows * neighbours.Columns];

    /// <summary>V of the bit lines' nodes.</summary>
    public T[] Bits { get; } = new T[neighbours.Rows * neighbours.Columns];

    /// <summary>A of the cells; not used.</summary>
    public T[] Cells { get; } = new T[neighbours.Rows * neighbours.Columns];

    /// <summary>Outputs of solves within a cycle; not used.</summary>
    public T[] Spare { get; } = new T[neighbours.Columns];

    /// <summary>n: A that neighbours send into each node.</summary>
    public T[] Currents { get; } = new T[neighbours.Count];

    /// <summary>N x − n.</summary>
    public ReadOnlySpan<T> MissingCurrents => _missing;

    public KrylovBasis<T> Basis { get; } = new(neighbours.Count, Longest);

    /// <summary>The largest coupling current, A.</summary>
    public double Largest { get; private set; }

    public static long Bytes(NeighbourCurrents<T> neighbours) => (long)Unsafe.SizeOf<T>() * (((Longest + 4L) * neighbours.Count) + (3L * neighbours.Rows * neighbours.Columns));

    /// <summary>No coupling current yet.</summary>
    public void Begin(LadderDrive<T> drive)
    {
        Array.Clear(Currents);
        Array.Clear(_before);
        if (!drive.Words.IsEmpty && _drivenWords.Length == 0)
            _drivenWords = new T[_nodes];
        if (!drive.Bits.IsEmpty && _drivenBits.Length == 0)
            _drivenBits = new T[_nodes];
    }

    /// <summary>A drive and the coupling currents.</summary>
    public LadderDrive<T> With(LadderDrive<T> drive) => new()
    {
        WordNear = drive.WordNear,
        WordFar = drive.WordFar,
        BitNear = drive.BitNear,
        BitFar = drive.BitFar,
        Cells = drive.Cells,
        Words = Sum(drive.Words, OfWords(Currents), _drivenWords),
        Bits = Sum(drive.Bits, OfBits(Currents), _drivenBits),
    };

    /// <summary>Currents into nodes and nothing else.</summary>
    public LadderDrive<T> Only(ReadOnlySpan<T> currents) => new() { Words = OfWords(currents), Bits = OfBits(currents) };

    /// <summary>Sets <see cref="MissingCurrents"/>; returns the largest, A.</summary>
    public double Missing(NeighbourCurrents<T> currents)
    {
        currents.Of(Words, Bits, _missing);
        double missing = 0, largest = 0;
        for (int k = 0; k < _missing.Length; k++)
        {
            largest = Math.Max(largest, Field<T>.Square(_missing[k]));
            _missing[k] -= Currents[k];
            missing = Math.Max(missing, Field<T>.Square(_missing[k]));
        }

        Largest = Math.Sqrt(largest);
        return Math.Sqrt(missing);
    }

    /// <summary>The largest change of an output since the last call, relative to itself.</summary>
    public double Change(ReadOnlySpan<T> outputs)
    {
        double greatest = 0, change = 0;
        foreach (T output in outputs)
            greatest = Math.Max(greatest, Field<T>.Magnitude(output));
        for (int j = 0; j < outputs.Length; j++)
        {
            change = Math.Max(change, Field<T>.Magnitude(outputs[j] - _before[j]) / (Field<T>.Magnitude(outputs[j]) + (Convergence.Floor * greatest) + double.Epsilon));
            _before[j] = outputs[j];
        }

        return change;
    }

    private ReadOnlySpan<T> OfWords(ReadOnlySpan<T> currents) => neighbours.Words ? currents[.._nodes] : [];

    private ReadOnlySpan<T> OfBits(ReadOnlySpan<T> currents) => neighbours.Bits ? currents.Slice(neighbours.FirstBit, _nodes) : [];

    private static ReadOnlySpan<T> Sum(ReadOnlySpan<T> a, ReadOnlySpan<T> b, T[] sum)
    {
        if (a.IsEmpty || b.IsEmpty)
            return a.IsEmpty ? b : a;
        for (int k = 0; k < a.Length; k++)
            sum[k] = a[k] + b[k];
        return sum;
    }
}
