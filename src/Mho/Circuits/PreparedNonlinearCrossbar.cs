using Mho.Circuits.Newton;
using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>A crossbar of non-linear cells, ready for inputs. One thread at a time may use it, a second is refused; a batch runs on all.</summary>
/// <remarks>
/// Newton's method around the linear circuit (<see cref="NewtonSolver"/>). A solve has ended well when at every node the missing current is at most 10⁻¹² of the
/// largest current that a line collects from its cells, and the estimated relative error of every output is within the tolerance (outputs
/// below 10⁻⁶ of the largest are judged as if they were that large). Linear cells are solved as <see cref="PreparedCrossbar{T}"/> does, which compares the
/// imbalance with the tolerance.
/// </remarks>
public sealed class PreparedNonlinearCrossbar
{
    /// <summary>Inputs that follow each other start from one another's solution. Runs are cut alike for any number of threads, so bytes do not depend on it.</summary>
    internal const int Run = 8;

    private readonly NewtonLimits _limits;
    private readonly PerWorker<NewtonSolver> _solvers;
    private readonly OneThread _use = new(OneThread.Batch);

    internal PreparedNonlinearCrossbar(NonlinearCrossbar crossbar, double tolerance)
    {
        if (!(tolerance is >= 1e-12 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 1e-12 to 0.1.");
        CrossbarMemory.RequireNewton(crossbar.Crossbar.Rows, crossbar.Crossbar.Columns);
        CrossbarCheck.Connected(crossbar.Crossbar);
        (Crossbar, Tolerance) = (crossbar, tolerance);
        _limits = Limits(crossbar.Crossbar, tolerance);
        _solvers = new(Solver);
    }

    /// <summary>The array.</summary>
    public NonlinearCrossbar Crossbar { get; }

    /// <summary>Relative error asked of each output.</summary>
    public double Tolerance { get; }

    /// <summary>What each bit line gives at its far end for many inputs: A into the terminal, or V of the last node where the end is open.</summary>
    /// <param name="inputs">V [inputs × rows].</param>
    /// <param name="outputs">[inputs × columns].</param>
    public SolveReport Outputs(ReadOnlyMemory<double> inputs, Memory<double> outputs)
    {
        (int rows, int columns) = (Crossbar.Crossbar.Rows, Crossbar.Crossbar.Columns);
        int count = inputs.Length / rows;
        if (count * rows != inputs.Length || outputs.Length != (long)count * columns)
            throw new ArgumentException($"{inputs.Length} inputs and {outputs.Length} outputs; give whole vectors of {rows} rows and as many of {columns} columns.", nameof(inputs));
        CrossbarCheck.Finite(inputs.Span, rows);
        using OneThread.Use use = _use.Begin();
        NewtonOutcome[] outcomes = new NewtonOutcome[count];
        Workers.Run((count + Run - 1) / Run, new Batch(this, inputs, outputs, outcomes));
        return NewtonOutcome.Worst(outcomes);
    }

    /// <summary>Every node and cell for one input.</summary>
    /// <param name="input">V [rows].</param>
    public CrossbarState<double> Solve(ReadOnlyMemory<double> input)
    {
        if (input.Length != Crossbar.Crossbar.Rows)
            throw new ArgumentException($"{input.Length} inputs; give one voltage for each of the {Crossbar.Crossbar.Rows} rows.", nameof(input));
        CrossbarCheck.Finite(input.Span, input.Length);
        using OneThread.Use use = _use.Begin();
        NewtonSolver solver = _solvers[0];
        NewtonOutcome outcome = solver.Solve(input.Span, warm: false);
        CircuitPoint point = solver.Point;
        return new CrossbarState<double>
        {
            Crossbar = Crossbar.Crossbar,
            Input = input,
            Outputs = point.Outputs.ToArray(),
            WordLines = point.Words.ToArray(),
            BitLines = point.Bits.ToArray(),
            Cells = point.Sent.ToArray(),
            Report = NewtonOutcome.Worst([outcome]),
        };
    }

    internal static NewtonLimits Limits(Crossbar crossbar, double tolerance) => new(tolerance, 1e-12, 100, 100 + (20 * (crossbar.Rows + crossbar.Columns)));

    private NewtonSolver Solver()
    {
        NewtonSolver solver = new(Crossbar, _limits);
        solver.Set(Crossbar.Crossbar.Conductances.Span);
        return solver;
    }

    private sealed class Batch(PreparedNonlinearCrossbar crossbar, ReadOnlyMemory<double> inputs, Memory<double> outputs, NewtonOutcome[] outcomes) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, int columns) = (crossbar.Crossbar.Crossbar.Rows, crossbar.Crossbar.Crossbar.Columns);
            NewtonSolver solver = crossbar._solvers[worker];
            bool warm = false;
            for (int n = chunk * Run; n < Math.Min((chunk + 1) * Run, outcomes.Length); n++)
            {
                outcomes[n] = solver.Solve(inputs.Span.Slice(n * rows, rows), warm);
                warm = outcomes[n].Status == SolveStatus.Solved;
                solver.Point.Outputs.CopyTo(outputs.Span.Slice(n * columns, columns));
            }
        }
    }
}
