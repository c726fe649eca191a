using Mho.Circuits.Cells;
using Mho.Circuits.Gradients;
using Mho.Circuits.Ladders;
using Mho.Circuits.Newton;
using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>A crossbar that is learned: outputs of a batch for any conductances, and a loss's gradient with respect to conductances and inputs.</summary>
/// <remarks>
/// One adjoint solve an input (<see cref="LadderAdjoint{T}"/>), whatever the cells' law. The voltages of all cells are kept from the forward pass: 8 bytes a cell and
/// input. One thread at a time may use it, a second is refused; its own work runs on all, with the same bytes for any number of them.
/// </remarks>
public sealed class DifferentiableCrossbar
{
    // Gradients of cells are sums over inputs, taken in as many parts: each part in the order of its inputs, then the parts in theirs.
    private const int Parts = 8;

    private readonly NewtonLimits _limits;
    private readonly double[][] _voltages;
    private readonly NewtonOutcome[] _outcomes;
    private readonly LadderOutcome[] _adjoints;
    private readonly double[]?[] _parts;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;
    private readonly PerWorker<Worker> _workers;
    private readonly OneThread _use = new("make one for each thread, or give it a whole batch: it works on all threads itself");
    private int _version, _count;

    /// <param name="crossbar">Wires, terminals and law; its conductances only stand in until <see cref="Forward"/> is given others.</param>
    /// <param name="batch">Inputs at most.</param>
    /// <param name="tolerance">Relative error of each output, 10⁻¹² … 0.1.</param>
    /// <exception cref="InputException">The voltages kept for the backward pass, or what the threads need, do not fit in memory.</exception>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public DifferentiableCrossbar(NonlinearCrossbar crossbar, int batch, double tolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (!(tolerance is >= 1e-12 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 1e-12 to 0.1.");
        CrossbarMemory.RequireGradients(crossbar.Crossbar.Rows, crossbar.Crossbar.Columns, batch, Math.Min(Parts, batch));
        CrossbarCheck.Connected(crossbar.Crossbar);
        (Crossbar, Batch) = (crossbar, batch);
        _limits = PreparedNonlinearCrossbar.Limits(crossbar.Crossbar, tolerance);
        (_voltages, _outcomes, _adjoints, _parts) = (new double[batch][], new NewtonOutcome[batch], new LadderOutcome[batch], new double[]?[Math.Min(Parts, batch)]);
        (_forward, _backward, _workers) = (new(this), new(this), new(() => new(Crossbar, _limits)));
    }

    /// <summary>Wires, terminals and law.</summary>
    public NonlinearCrossbar Crossbar { get; }

    /// <summary>Inputs at most.</summary>
    public int Batch { get; }

    private int Rows => Crossbar.Crossbar.Rows;

    private int Columns => Crossbar.Crossbar.Columns;

    /// <summary>Outputs of some inputs, at most <see cref="Batch"/>.</summary>
    /// <param name="conductances">S [rows × columns]; 0 is an open cell, +∞ a short.</param>
    /// <param name="inputs">V [inputs × rows].</param>
    /// <param name="outputs">A into each bit line's far terminal, or V of its last node where the end is open [inputs × columns].</param>
    /// <exception cref="InvalidOperationException">With these conductances a node has no path to a terminal, or ideal conductors close a loop; says which.</exception>
    public SolveReport Forward(ReadOnlyMemory<double> conductances, ReadOnlyMemory<double> inputs, Memory<double> outputs)
    {
        int count = inputs.Length / Rows;
        if (conductances.Length != Rows * Columns || count * Rows != inputs.Length || count is 0 || count > Batch || outputs.Length != count * Columns)
            throw new ArgumentException($"{conductances.Length} conductances, {inputs.Length} inputs, {outputs.Length} outputs; give {Rows} × {Columns} conductances, and 1 to {Batch} inputs of {Rows} rows with outputs of {Columns} columns.", nameof(inputs));
        CrossbarCheck.Finite(inputs.Span, Rows);
        RequireLegal(conductances);
        using OneThread.Use use = _use.Begin();
        (_version, _count) = (_version + 1, count);
        (_forward.Conductances, _forward.Inputs, _forward.Outputs, _backward.Conductances) = (conductances, inputs, outputs, conductances);
        int run = _forward.Run;
        Workers.Run((count + run - 1) / run, _forward);
        return NewtonOutcome.Worst(_outcomes.AsSpan(0, count));
    }

    /// <summary>The gradient of a loss of the outputs that <see cref="Forward"/> gave last; its conductances must still be what they were.</summary>
    /// <param name="outputGradients">∂L/∂output, finite [inputs × columns].</param>
    /// <param name="conductanceGradients">∂L/∂G, summed over inputs [rows × columns]; empty if not wanted. 0 for shorts.</param>
    /// <param name="inputGradients">∂L/∂V [inputs × rows]; empty if not wanted.</param>
    public SolveReport Backward(ReadOnlyMemory<double> outputGradients, Memory<double> conductanceGradients, Memory<double> inputGradients)
    {
        if (_count == 0)
            throw new InvalidOperationException("nothing was solved yet; call Forward first.");
        if (outputGradients.Length != _count * Columns || (!conductanceGradients.IsEmpty && conductanceGradients.Length != Rows * Columns) || (!inputGradients.IsEmpty && inputGradients.Length != _count * Rows))
            throw new ArgumentException($"{outputGradients.Length} gradients of outputs, {conductanceGradients.Length} of conductances, {inputGradients.Length} of inputs; give {_count} × {Columns}, {Rows} × {Columns} or none, {_count} × {Rows} or none.", nameof(outputGradients));
        CrossbarCheck.FiniteGradients(outputGradients.Span, Columns);
        using OneThread.Use use = _use.Begin();
        (_backward.OutputGradients, _backward.InputGradients, _backward.Cells) = (outputGradients, inputGradients, !conductanceGradients.IsEmpty);
        Workers.Run(_parts.Length, _backward);
        if (!conductanceGradients.IsEmpty)
            Sum(conductanceGradients.Span);
        SolveStatus status = SolveStatus.Solved;
        (int iterations, double residual, double error) = (0, 0, 0);
        foreach (LadderOutcome outcome in _adjoints.AsSpan(0, _count))
        {
            status = outcome.Status > status ? outcome.Status : status;
            (iterations, residual, error) = (Math.Max(iterations, outcome.Iterations), Math.Max(residual, outcome.Residual), Math.Max(error, outcome.Iterations == 0 ? 0 : outcome.Error));
        }

        return new(status, iterations, new(residual), error);
    }

    private void RequireLegal(ReadOnlyMemory<double> conductances)
    {
        ReadOnlySpan<double> cells = conductances.Span;
        for (int k = 0; k < cells.Length; k++)
        {
            if (!(cells[k] >= 0))
                throw new ArgumentOutOfRangeException(nameof(conductances), $"row {k / Columns}, column {k % Columns}: a conductance of {cells[k]} S; give 0 (open) or more, +∞ for a short.");
        }

        // Only open cells and shorts can take the answer from a circuit that had one.
        if (cells.Contains(0.0) || RealExtent.Of(cells).Greatest > CrossbarCheck.Short)
            CrossbarCheck.Connected(new(Rows, Columns, conductances) { WordLines = Crossbar.Crossbar.WordLines, BitLines = Crossbar.Crossbar.BitLines, Access = Crossbar.Crossbar.Access });
    }

    private void Sum(Span<double> gradients)
    {
        gradients.Clear();
        foreach (double[]? part in _parts)
        {
            for (int k = 0; k < gradients.Length; k++)
                gradients[k] += part![k];
        }
    }

    private Worker At(int worker, ReadOnlySpan<double> conductances)
    {
        Worker own = _workers[worker];
        if (own.Version != _version)
            own.Solver.Set(conductances);
        own.Version = _version;
        return own;
    }

    // What one thread needs.
    private sealed class Worker(NonlinearCrossbar crossbar, NewtonLimits limits)
    {
        public NewtonSolver Solver { get; } = new(crossbar, limits);

        public LadderAdjoint<double> Adjoint { get; } = new(crossbar.Crossbar.Rows, crossbar.Crossbar.Columns);

        public double[] Gains { get; } = new double[crossbar.Crossbar.Rows * crossbar.Crossbar.Columns];

        public int Version { get; set; }
    }

    private sealed class ForwardWork(DifferentiableCrossbar owner) : IChunkedWork
    {
        /// <summary>Inputs that start from one another's solution; linear circuits gain nothing from that.</summary>
        public int Run { get; } = owner.Crossbar.Cell is LinearCell ? 1 : PreparedNonlinearCrossbar.Run;

        public ReadOnlyMemory<double> Conductances { get; set; }

        public ReadOnlyMemory<double> Inputs { get; set; }

        public Memory<double> Outputs { get; set; }

        public void Do(int chunk, int worker)
        {
            NewtonSolver solver = owner.At(worker, Conductances.Span).Solver;
            bool warm = false;
            for (int n = chunk * Run; n < Math.Min((chunk + 1) * Run, owner._count); n++)
            {
                owner._outcomes[n] = solver.Solve(Inputs.Span.Slice(n * owner.Rows, owner.Rows), warm);
                warm = owner._outcomes[n].Status == SolveStatus.Solved;
                solver.Point.Outputs.CopyTo(Outputs.Span.Slice(n * owner.Columns, owner.Columns));
                solver.Point.Voltages.CopyTo(owner._voltages[n] ??= new double[owner.Rows * owner.Columns], 0);
            }
        }
    }

    private sealed class BackwardWork(DifferentiableCrossbar owner) : IChunkedWork
    {
        private readonly bool _near = owner.Crossbar.Crossbar.WordLines.Near.Kind == LineEndKind.Driven, _far = owner.Crossbar.Crossbar.WordLines.Far.Kind == LineEndKind.Driven;

        public ReadOnlyMemory<double> Conductances { get; set; }

        public ReadOnlyMemory<double> OutputGradients { get; set; }

        public Memory<double> InputGradients { get; set; }

        public bool Cells { get; set; }

        public void Do(int chunk, int worker)
        {
            Worker own = owner.At(worker, Conductances.Span);
            double[] sums = owner._parts[chunk] ??= new double[owner.Rows * owner.Columns];
            if (Cells)
                Array.Clear(sums);
            int parts = owner._parts.Length, from = (int)((long)chunk * owner._count / parts), to = (int)((chunk + 1L) * owner._count / parts);
            for (int n = from; n < to; n++)
            {
                double[] voltages = owner._voltages[n];
                owner._adjoints[n] = own.Adjoint.Solve(
                    own.Solver.Tangent(voltages), OutputGradients.Span.Slice(n * owner.Columns, owner.Columns), new(owner._limits.Tolerance, owner._limits.Iterations));
                if (!InputGradients.IsEmpty)
                    own.Adjoint.Inputs(own.Solver.Word, _near, _far, InputGradients.Span.Slice(n * owner.Rows, owner.Rows));
                if (!Cells)
                    continue;
                own.Solver.Cells.Gains(voltages, own.Gains);
                own.Adjoint.AddCells(own.Gains, sums);
            }
        }
    }
}
