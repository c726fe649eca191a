using System.Numerics;
using Mho.Circuits.Gradients;
using Mho.Circuits.Ladders;

namespace Mho.Circuits;

/// <summary>A crossbar whose elimination is done: inputs cost two sweeps an iteration. One thread at a time may use it, a second is refused; its own work runs on all.</summary>
/// <typeparam name="T">double for direct current, <see cref="Complex"/> amplitudes for alternating current.</typeparam>
public sealed class PreparedCrossbar<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly ILadderSolver<T> _solver;
    private readonly LadderAccuracy _accuracy;
    private readonly OneThread _use = new(OneThread.Batch);

    internal PreparedCrossbar(Crossbar crossbar, double tolerance, ILadderSolver<T> solver)
    {
        if (!(tolerance is >= 1e-14 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 1e-14 to 0.1.");
        (Crossbar, Tolerance, _solver) = (crossbar, tolerance, solver);

        // Where coils may cancel capacitors, iterations that minimise no norm end with slow modes that their last changes hardly show: a digit more is asked.
        bool coils = typeof(T) == typeof(Complex) && Math.Max(crossbar.WordLines.SegmentInductance.SI, crossbar.BitLines.SegmentInductance.SI) > 0;
        _accuracy = new(coils && tolerance >= 1e-10 ? 0.1 * tolerance : tolerance, 100 + (20 * (crossbar.Rows + crossbar.Columns))) { Proven = true, Lost = tolerance };
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; }

    /// <summary>Relative error asked of each output.</summary>
    public double Tolerance { get; }

    /// <summary>What each bit line gives at its far end for many inputs: A into the terminal, or V of the last node where the end is open.</summary>
    /// <param name="inputs">V [inputs × rows].</param>
    /// <param name="outputs">[inputs × columns].</param>
    public SolveReport Outputs(ReadOnlyMemory<T> inputs, Memory<T> outputs)
    {
        int count = inputs.Length / Crossbar.Rows;
        if (count * Crossbar.Rows != inputs.Length || outputs.Length != (long)count * Crossbar.Columns)
            throw new ArgumentException($"{inputs.Length} inputs and {outputs.Length} outputs; give whole vectors of {Crossbar.Rows} rows and as many of {Crossbar.Columns} columns.", nameof(inputs));
        CrossbarCheck.Finite(inputs.Span, Crossbar.Rows);
        using OneThread.Use use = _use.Begin();
        return Run(Terminals(inputs), count, outputs);
    }

    /// <summary>Every node and cell for one input.</summary>
    /// <param name="input">V [rows].</param>
    public CrossbarState<T> Solve(ReadOnlyMemory<T> input)
    {
        if (input.Length != Crossbar.Rows)
            throw new ArgumentException($"{input.Length} inputs; give one voltage for each of the {Crossbar.Rows} rows.", nameof(input));
        CrossbarCheck.Finite(input.Span, Crossbar.Rows);
        int cells = Crossbar.Rows * Crossbar.Columns;
        T[] outputs = new T[Crossbar.Columns], words = new T[cells], bits = new T[cells], currents = new T[cells];
        using OneThread.Use use = _use.Begin();
        LadderDrive<T> drive = Terminals(input).Drive(0, Crossbar.Rows, Crossbar.Columns);
        LadderOutcome outcome = _solver.Solve(drive, _accuracy, outputs);
        _solver.State(drive, words, bits, currents);
        return new CrossbarState<T> { Crossbar = Crossbar, Input = input, Outputs = outputs, WordLines = words, BitLines = bits, Cells = currents, Report = LadderOutcome.Worst([outcome]) };
    }

    /// <summary>The array with its wires as one matrix: outputs[j] = Σᵢ V[i] · matrix[i, j].</summary>
    /// <remarks>
    /// Each entry is as exact as the output of its row's input alone. Arrays of more than twice as many rows as columns take an adjoint solve a column, and rows whose
    /// entries are all below a thousandth of the largest one a solve each: there an error is a share of the row's largest entry.
    /// </remarks>
    /// <param name="matrix">[rows × columns]: S, or a plain number where bit lines are open at their far end.</param>
    public SolveReport EffectiveMatrix(Memory<T> matrix)
    {
        if (matrix.Length != (long)Crossbar.Rows * Crossbar.Columns)
            throw new ArgumentException($"a matrix of {matrix.Length}; give {Crossbar.Rows} × {Crossbar.Columns}.", nameof(matrix));
        using OneThread.Use use = _use.Begin();
        if (!ColumnsCostLess || EffectiveColumns<T>.Compute(Crossbar, _solver, _accuracy with { Tolerance = Faint * Tolerance }, matrix) is not { Solved: true } report)
            return OfRows(0, Crossbar.Rows, matrix);
        bool[] faint = FaintRows(matrix.Span);
        for (int first = 0; first < faint.Length; first++)
        {
            int row = first;
            while (first < faint.Length && faint[first])
                first++;
            if (first > row)
                report = report.OrWorse(OfRows(row, first - row, matrix));
        }

        return report;
    }

    /// <summary>Solves for the adjoint of a loss with these gradients of the outputs.</summary>
    internal SolveReport Adjoint(LadderAdjoint<T> adjoint, ReadOnlySpan<T> outputGradients) => LadderOutcome.Worst([adjoint.Solve(_solver, outputGradients, _accuracy)]);

    // An adjoint solve keeps every voltage and reads those of the word lines, which takes about twice a plain one.
    private bool ColumnsCostLess => 2 * Crossbar.Columns < Crossbar.Rows;

    // Adjoint solves are judged by what bit lines take, while word lines are read: an error is a share of the largest entry of all. To this share of the
    // tolerance a row is exact enough whose own largest is no smaller a share of that; those of which wires let less through are asked themselves.
    private double Faint => Math.Max(1e-3, 1e-14 / Tolerance);

    private bool[] FaintRows(ReadOnlySpan<T> matrix)
    {
        double[] largest = new double[Crossbar.Rows];
        for (int k = 0; k < matrix.Length; k++)
            largest[k / Crossbar.Columns] = Math.Max(largest[k / Crossbar.Columns], double.CreateChecked(T.Abs(matrix[k])));
        double greatest = largest.Max(), faint = Faint;
        return Array.ConvertAll(largest, row => row < faint * greatest);
    }

    // The matrix' rows from one on, a solve for each: the memory has a one in the middle, which each of them begins one place further before.
    private SolveReport OfRows(int first, int count, Memory<T> matrix)
    {
        T[] unit = new T[(2 * Crossbar.Rows) - 1];
        unit[Crossbar.Rows - 1 + first] = T.One;
        return Run(Terminals(unit) with { Unit = true }, count, matrix.Slice(first * Crossbar.Columns, count * Crossbar.Columns));
    }

    private SolveReport Run(LadderTerminals<T> terminals, int count, Memory<T> outputs)
    {
        LadderOutcome[] outcomes = new LadderOutcome[count];
        _solver.SolveMany(terminals, count, _accuracy, outputs, outcomes);
        return LadderOutcome.Worst(outcomes);
    }

    private LadderTerminals<T> Terminals(ReadOnlyMemory<T> inputs) => new(
        Crossbar.WordLines.Near.Kind == LineEndKind.Driven ? inputs : default, Crossbar.WordLines.Far.Kind == LineEndKind.Driven ? inputs : default, default, default);
}
