using Mho.Circuits.Ladders;

namespace Mho.Circuits;

/// <summary>A crossbar whose elimination is done: inputs cost two sweeps an iteration. Not for several threads at once; its own work runs on all.</summary>
public sealed class PreparedCrossbar
{
    private const double Short = 1 / LadderLines<double>.Perfect;

    private readonly ILadderSolver<double> _solver;
    private readonly LadderAccuracy _accuracy;

    internal PreparedCrossbar(Crossbar crossbar, double tolerance)
    {
        if (!(tolerance is >= 1e-14 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 1e-14 to 0.1.");
        CrossbarMemory.Require(crossbar.Rows, crossbar.Columns);
        CrossbarCheck.Connected(crossbar);
        (Crossbar, Tolerance) = (crossbar, tolerance);
        _accuracy = new(tolerance, 100 + (20 * (crossbar.Rows + crossbar.Columns)));
        _solver = LadderSolvers.Real(Lines(crossbar.WordLines, crossbar.Rows, crossbar.Columns), Lines(crossbar.BitLines, crossbar.Columns, crossbar.Rows));
        _solver.Factor(Cells(crossbar));
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; }

    /// <summary>Relative error asked of each output.</summary>
    public double Tolerance { get; }

    /// <summary>What each bit line gives at its far end for many inputs: A into the terminal, or V of the last node where the end is open.</summary>
    /// <param name="inputs">V [inputs × rows].</param>
    /// <param name="outputs">[inputs × columns].</param>
    public SolveReport Outputs(ReadOnlyMemory<double> inputs, Memory<double> outputs)
    {
        int count = inputs.Length / Crossbar.Rows;
        if (count * Crossbar.Rows != inputs.Length || outputs.Length != (long)count * Crossbar.Columns)
            throw new ArgumentException($"{inputs.Length} inputs and {outputs.Length} outputs; give whole vectors of {Crossbar.Rows} rows and as many of {Crossbar.Columns} columns.", nameof(inputs));
        return Run(Terminals(inputs), count, outputs);
    }

    /// <summary>Every node and cell for one input.</summary>
    /// <param name="input">V [rows].</param>
    public CrossbarState Solve(ReadOnlyMemory<double> input)
    {
        if (input.Length != Crossbar.Rows)
            throw new ArgumentException($"{input.Length} inputs; give one voltage for each of the {Crossbar.Rows} rows.", nameof(input));
        int cells = Crossbar.Rows * Crossbar.Columns;
        double[] outputs = new double[Crossbar.Columns], words = new double[cells], bits = new double[cells], currents = new double[cells];
        LadderDrive<double> drive = Terminals(input).Drive(0, Crossbar.Rows, Crossbar.Columns);
        LadderOutcome outcome = _solver.Solve(drive, _accuracy, outputs);
        _solver.State(drive, words, bits, currents);
        return new CrossbarState { Crossbar = Crossbar, Input = input, Outputs = outputs, WordLines = words, BitLines = bits, Cells = currents, Report = Worst([outcome]) };
    }

    /// <summary>The array with its wires as one matrix: outputs[j] = Σᵢ V[i] · matrix[i, j].</summary>
    /// <param name="matrix">[rows × columns]: S, or a plain number where bit lines are open at their far end.</param>
    public SolveReport EffectiveMatrix(Memory<double> matrix)
    {
        if (matrix.Length != (long)Crossbar.Rows * Crossbar.Columns)
            throw new ArgumentException($"a matrix of {matrix.Length}; give {Crossbar.Rows} × {Crossbar.Columns}.", nameof(matrix));
        double[] unit = new double[(2 * Crossbar.Rows) - 1];
        unit[Crossbar.Rows - 1] = 1;
        return Run(Terminals(unit) with { Unit = true }, Crossbar.Rows, matrix);
    }

    private SolveReport Run(LadderTerminals<double> terminals, int count, Memory<double> outputs)
    {
        LadderOutcome[] outcomes = new LadderOutcome[count];
        _solver.SolveMany(terminals, count, _accuracy, outputs, outcomes);
        return Worst(outcomes);
    }

    private LadderTerminals<double> Terminals(ReadOnlyMemory<double> inputs) => new(
        Crossbar.WordLines.Near.Kind == LineEndKind.Driven ? inputs : default, Crossbar.WordLines.Far.Kind == LineEndKind.Driven ? inputs : default, default, default);

    private static SolveReport Worst(ReadOnlySpan<LadderOutcome> outcomes)
    {
        SolveStatus status = SolveStatus.Solved;
        int iterations = 0;
        double residual = 0, error = 0;
        foreach (LadderOutcome outcome in outcomes)
        {
            status = outcome.Status > status ? outcome.Status : status;
            iterations = Math.Max(iterations, outcome.Iterations);
            residual = Math.Max(residual, outcome.Residual);
            error = Math.Max(error, outcome.Error);
        }

        return new(status, iterations, new(residual), error);
    }

    private static ReadOnlySpan<double> Cells(Crossbar crossbar)
    {
        double access = crossbar.Access.SI;
        double[] cells = crossbar.Conductances.ToArray();
        for (int k = 0; k < cells.Length; k++)
            cells[k] = Math.Min(Short, access > 0 ? 1 / ((1 / cells[k]) + access) : cells[k]);
        return cells;
    }

    internal static LadderLines<double> Lines(Wires wires, int lines, int nodes)
    {
        double[]? inner = wires.Segments.IsEmpty ? null : new double[lines * (nodes - 1)];
        for (int line = 0; inner is not null && line < lines; line++)
        {
            for (int node = 0; node < nodes - 1; node++)
                inner[(line * (nodes - 1)) + node] = Segment(wires, line, node + 1, nodes);
        }

        return new() { Lines = lines, Nodes = nodes, Segment = wires.Segment.SI, Segments = inner, Near = End(wires, wires.Near, lines, nodes, 0), Far = End(wires, wires.Far, lines, nodes, nodes) };
    }

    private static double[]? End(Wires wires, LineEnd end, int lines, int nodes, int segment)
    {
        if (end.Kind == LineEndKind.Open)
            return null;
        double[] resistances = new double[lines];
        for (int line = 0; line < lines; line++)
            resistances[line] = Math.Max(LadderLines<double>.Perfect, end.Resistance.SI + Segment(wires, line, segment, nodes));
        return resistances;
    }

    private static double Segment(Wires wires, int line, int segment, int nodes) =>
        wires.Segments.IsEmpty ? wires.Segment.SI : Math.Min(wires.Segments.Span[(line * (nodes + 1)) + segment], Short);
}
