using System.Numerics;
using Mho.Circuits.Ladders;
using Mho.Numerics;

namespace Mho.Circuits.Coupling;

/// <summary>A crossbar whose neighbouring lines are coupled: an outer iteration around the solver of lines that see their neighbours at 0 V.</summary>
/// <remarks>
/// With A₀ the circuit in which every coupling admittance leads to ground, and N x the currents that the neighbours' voltages send through it, A = A₀ − N and
/// <code>
/// n = N A₀⁻¹ (drive + n)
/// </code>
/// is solved for the currents n by restarted GMRES, in which A₀⁻¹ is a solve of the lines (<see cref="ILadderSolver{T}"/>). Each cycle ends with a solve of
/// drive + n, whose outputs are judged, so errors of the solves within do not add up. Y. Saad, M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986).
/// Costs as many solves of the uncoupled circuit as the outer iteration takes steps: about five for 10⁻⁹ where coupling carries a few per cent of a
/// line's current; and memory for <see cref="CoupledWork{T}.Longest"/> vectors of all nodes a thread.
/// </remarks>
/// <param name="lines">The circuit A₀.</param>
/// <param name="neighbours">The currents N x.</param>
internal sealed class CoupledSolver<T>(ILadderSolver<T> lines, NeighbourCurrents<T> neighbours) : ILadderSolver<T>
    where T : unmanaged, INumberBase<T>
{
    private const int Cycles = 30;

    // A cycle solves for what is missing to this share: the solves within need no more digits than that.
    private const double Share = 1e-5;

    private readonly CoupledWork<T>?[] _works = new CoupledWork<T>?[64];

    public long WorkBytes => lines.WorkBytes + CoupledWork<T>.Bytes(neighbours);

    public void Factor(ReadOnlySpan<T> cells) => lines.Factor(cells);

    public ILadderSolver<T> Sibling() => new CoupledSolver<T>(lines.Sibling(), neighbours);

    public LadderOutcome Solve(LadderDrive<T> drive, LadderAccuracy accuracy, Span<T> outputs) => Solve(Work(0), drive, accuracy, outputs);

    public void State(LadderDrive<T> drive, Span<T> wordLines, Span<T> bitLines, Span<T> cells)
    {
        CoupledWork<T> work = Work(0);
        work.Lines.State(work.With(drive), wordLines, bitLines, cells);
    }

    public void SolveMany(LadderTerminals<T> fill, int count, LadderAccuracy accuracy, Memory<T> outputs, Memory<LadderOutcome> outcomes) =>
        Workers.Run(count, new Batch(this, fill, accuracy, outputs, outcomes));

    private LadderOutcome Solve(CoupledWork<T> work, LadderDrive<T> drive, LadderAccuracy accuracy, Span<T> outputs)
    {
        work.Begin(drive);
        int iterations = 0;
        double before = double.PositiveInfinity, error = double.PositiveInfinity;
        for (int cycle = 0; ; cycle++)
        {
            LadderDrive<T> driven = work.With(drive);
            LadderOutcome outcome = work.Lines.Solve(driven, accuracy, outputs);
            iterations += outcome.Iterations;
            work.Lines.State(driven, work.Words, work.Bits, work.Cells);
            double missing = work.Missing(neighbours), change = work.Change(outputs);
            if (!double.IsFinite(missing))
                return new(SolveStatus.Broken, iterations, outcome.Residual, double.PositiveInfinity);

            // What the next cycle would change is less than this one's change by as much as less is missing.
            error = cycle == 0 ? (missing == 0 ? 0 : 1) : change * Math.Min(1, missing / before);
            double residual = Math.Max(outcome.Residual, missing), worst = Math.Max(outcome.Error, error);
            if (outcome.Status != SolveStatus.Solved || (error <= accuracy.Tolerance && missing <= accuracy.Tolerance * work.Largest))
                return new(outcome.Status, iterations, residual, worst);
            if (cycle > 3 && missing > 0.9 * before)
                return new(SolveStatus.Stalled, iterations, residual, worst);
            if (cycle == Cycles)
                return new(SolveStatus.OutOfIterations, iterations, residual, worst);
            before = missing;
            (SolveStatus status, int inner) = Correct(work, Share);
            iterations += inner;
            if (status == SolveStatus.Broken)
                return new(status, iterations, residual, worst);
        }
    }

    // One cycle: adds to n a d with (1 − N A₀⁻¹) d = what is missing, to a share of it.
    private (SolveStatus Status, int Iterations) Correct(CoupledWork<T> work, double share)
    {
        KrylovBasis<T> basis = work.Basis;
        int iterations = 0;
        basis.Begin(work.MissingCurrents);
        while (!basis.Full && basis.Residual > share)
        {
            LadderDrive<T> drive = work.Only(basis.Last);
            LadderOutcome outcome = work.Lines.Solve(drive, new(0.1 * share, 2000), work.Spare);
            iterations += outcome.Iterations;
            if (outcome.Status == SolveStatus.Broken)
                return (outcome.Status, iterations);
            work.Lines.State(drive, work.Words, work.Bits, work.Cells);
            neighbours.Of(work.Words, work.Bits, basis.Next);
            basis.Extend();
        }

        basis.AddSolution(work.Currents);
        return (SolveStatus.Solved, iterations);
    }

    private CoupledWork<T> Work(int worker) => _works[worker] ??= new(worker == 0 ? lines : lines.Sibling(), neighbours);

    private sealed class Batch(CoupledSolver<T> solver, LadderTerminals<T> fill, LadderAccuracy accuracy, Memory<T> outputs, Memory<LadderOutcome> outcomes) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            NeighbourCurrents<T> n = solver.Neighbours;
            outcomes.Span[chunk] = solver.Solve(solver.Work(worker), fill.Drive(chunk, n.Rows, n.Columns), accuracy, outputs.Span.Slice(chunk * n.Columns, n.Columns));
        }
    }

    private NeighbourCurrents<T> Neighbours => neighbours;
}
