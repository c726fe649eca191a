using System.Numerics;
using Mho.Circuits.Ladders;

namespace Mho.Circuits.Coupling;

/// <summary>The memory of one solve of coupled lines: the coupling currents n, the voltages they follow from, and the basis of the outer iteration.</summary>
internal sealed class CoupledWork(ILadderSolver<Complex> lines, NeighbourCurrents neighbours)
{
    /// <summary>Vectors of the outer iteration's basis.</summary>
    public const int Longest = 16;

    private readonly int _nodes = neighbours.Rows * neighbours.Columns;
    private readonly Complex[] _missing = new Complex[neighbours.Count], _outputs = new Complex[neighbours.Columns];
    private readonly Complex[]?[] _answers = new Complex[Longest][];
    private double _floor;
    private Complex[] _drivenWords = [], _drivenBits = [];

    public ILadderSolver<Complex> Lines => lines;

    /// <summary>V of the word lines' nodes, until a cycle needs the place for its own.</summary>
    public Complex[] Words { get; } = new Complex[neighbours.Rows * neighbours.Columns];

    /// <summary>V of the bit lines' nodes, with what a cycle adds to them: where the next solve of all starts.</summary>
    public Complex[] Bits { get; } = new Complex[neighbours.Rows * neighbours.Columns];

    /// <summary>A of the cells, likewise.</summary>
    public Complex[] Cells { get; } = new Complex[neighbours.Rows * neighbours.Columns];

    /// <summary>Outputs of a solve within a cycle.</summary>
    public Complex[] Answered { get; } = new Complex[neighbours.Columns];

    /// <summary>n: A that neighbours send into each node.</summary>
    public Complex[] Currents { get; } = new Complex[neighbours.Count];

    /// <summary>N x − n.</summary>
    public ReadOnlySpan<Complex> MissingCurrents => _missing;

    public KrylovBasis Basis { get; } = new(neighbours.Count, Longest);

    /// <summary>The largest coupling current, A.</summary>
    public double Largest { get; private set; }

    /// <summary>Euclid's size of <see cref="MissingCurrents"/>, A.</summary>
    public double MissingSize => Math.Sqrt(ComplexVectors.Square(_missing));

    /// <summary>The largest output.</summary>
    public double Greatest { get; private set; }

    /// <summary>The largest relative change of an output that a coupling current of size 1 A has been seen to cause, 1/A.</summary>
    public double Gain { get; set; }

    /// <summary>Complex numbers a cell that one thread needs at most.</summary>
    /// <param name="kinds"><see cref="NeighbourCurrents.Kinds"/>.</param>
    public static int Numbers(int kinds) => ((Longest + 1) * kinds) + Longest + (2 * kinds) + 5;

    /// <summary>No coupling current yet.</summary>
    public void Begin(LadderDrive<Complex> drive)
    {
        Array.Clear(Currents);
        Gain = 0;
        if (!drive.Words.IsEmpty && _drivenWords.Length == 0)
            _drivenWords = new Complex[_nodes];
        if (!drive.Bits.IsEmpty && _drivenBits.Length == 0)
            _drivenBits = new Complex[_nodes];
    }

    /// <summary>A drive and the coupling currents.</summary>
    /// <param name="drive">The drive.</param>
    /// <param name="start">Where to iterate from; empty for the beginning.</param>
    public LadderDrive<Complex> With(LadderDrive<Complex> drive, ReadOnlySpan<Complex> start) => new()
    {
        WordNear = drive.WordNear,
        WordFar = drive.WordFar,
        BitNear = drive.BitNear,
        BitFar = drive.BitFar,
        Cells = drive.Cells,
        Start = start,
        Words = Sum(drive.Words, OfWords(Currents), _drivenWords),
        Bits = Sum(drive.Bits, OfBits(Currents), _drivenBits),
    };

    /// <summary>Currents into nodes and nothing else.</summary>
    public LadderDrive<Complex> Only(ReadOnlySpan<Complex> currents) => new() { Words = OfWords(currents), Bits = OfBits(currents) };

    /// <summary>V of the bit lines' nodes that a vector of the basis gives.</summary>
    public Span<Complex> Answer(int step) => _answers[step] ??= GC.AllocateUninitializedArray<Complex>(_nodes);

    /// <summary>Sets <see cref="MissingCurrents"/>; returns the largest, A.</summary>
    public double Missing()
    {
        neighbours.Of(Words, Bits, _missing);
        (double largest, double missing) = ComplexVectors.Subtract(_missing, Currents);
        Largest = Math.Sqrt(largest);
        return Math.Sqrt(missing);
    }

    /// <summary>Adds the d found to n, and what it does to bit lines' nodes to <see cref="Bits"/>.</summary>
    /// <param name="further">Whether n becomes N x of the x found, a step of a plain iteration further: its residual is that of d, sent through N once more.</param>
    public void Correct(bool further)
    {
        (ReadOnlyMemory<Complex> found, ReadOnlyMemory<Complex> left) = Basis.Shares();
        for (int i = 0; i < found.Length; i++)
        {
            ComplexVectors.Add(found.Span[i] + (further ? left.Span[i] : 0), Basis.Vector(i), Currents);
            ComplexVectors.Add(found.Span[i], Answer(i), Bits);
        }

        if (further)
            ComplexVectors.Add(left.Span[^1], Basis.Vector(found.Length), Currents);
    }

    /// <summary>Takes note of the outputs that answers are compared with.</summary>
    public void Judge(ReadOnlySpan<Complex> outputs, double tolerance)
    {
        outputs.CopyTo(_outputs);
        Greatest = 0;
        foreach (Complex output in outputs)
            Greatest = Math.Max(Greatest, Complex.Abs(output));
        _floor = (Convergence.FloorFor(tolerance) * Greatest) + double.Epsilon;
    }

    /// <summary>The largest of <see cref="Answered"/> relative to the output there is.</summary>
    public double Relative()
    {
        double largest = 0;
        for (int j = 0; j < Answered.Length; j++)
            largest = Math.Max(largest, Complex.Abs(Answered[j]) / (Complex.Abs(_outputs[j]) + _floor));
        return largest;
    }

    private ReadOnlySpan<Complex> OfWords(ReadOnlySpan<Complex> currents) => neighbours.Words ? currents[.._nodes] : [];

    private ReadOnlySpan<Complex> OfBits(ReadOnlySpan<Complex> currents) => neighbours.Bits ? currents.Slice(neighbours.FirstBit, _nodes) : [];

    private static ReadOnlySpan<Complex> Sum(ReadOnlySpan<Complex> a, ReadOnlySpan<Complex> b, Complex[] sum)
    {
        if (a.IsEmpty || b.IsEmpty)
            return a.IsEmpty ? b : a;
        for (int k = 0; k < a.Length; k++)
            sum[k] = a[k] + b[k];
        return sum;
    }
}
