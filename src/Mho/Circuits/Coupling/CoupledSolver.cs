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
/// is solved for the currents n by restarted GMRES, in which A₀⁻¹ is a solve of the lines (<see cref="ILadderSolver{T}"/>). The smaller the residual has become the less exact
/// need these solves be, and a cycle goes no deeper than the outputs deserve, whose answers to coupling currents it sees. Each cycle ends with a solve of
/// drive + n, begun where the cycle says that it ends, whose outputs are judged: errors of the solves within do not add up.
/// Y. Saad, M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986); V. Simoncini, D. B. Szyld, "Theory of inexact Krylov subspace methods and applications to
/// scientific computing", SIAM J. Sci. Comput. 25, 454 (2003).
/// </remarks>
/// <param name="lines">The circuit A₀.</param>
/// <param name="neighbours">The currents N x.</param>
/// <param name="warm">Whether a solve may start from voltages of bit lines: not where ideal segments join them, as only outputs tell convergence there.</param>
internal sealed class CoupledSolver(ILadderSolver<Complex> lines, NeighbourCurrents neighbours, bool warm) : ILadderSolver<Complex>
{
    private const int Cycles = 30;

    // Relative errors of the first solve of a cycle, when nothing is known yet, and of any.
    private const double First = 1e-4, Loosest = 0.03;

    private readonly PerWorker<CoupledWork> _works = new(() => new(lines.Sibling(), neighbours));

    public LadderLines<Complex> Word => lines.Word;

    public long WorkBytes => lines.WorkBytes + (16L * CoupledWork.Numbers(neighbours.Kinds) * neighbours.Rows * neighbours.Columns);

    public void Factor(ReadOnlySpan<Complex> cells) => lines.Factor(cells);

    public ILadderSolver<Complex> Sibling() => new CoupledSolver(lines.Sibling(), neighbours, warm);

    public LadderOutcome Solve(LadderDrive<Complex> drive, LadderAccuracy accuracy, Span<Complex> outputs) => Solve(_works[0], drive, accuracy, outputs);

    public void State(LadderDrive<Complex> drive, Span<Complex> wordLines, Span<Complex> bitLines, Span<Complex> cells)
    {
        CoupledWork work = _works[0];
        work.Words.CopyTo(wordLines);
        work.Bits.CopyTo(bitLines);
        work.Cells.CopyTo(cells);
    }

    public void SolveMany(LadderTerminals<Complex> fill, int count, LadderAccuracy accuracy, Memory<Complex> outputs, Memory<LadderOutcome> outcomes) =>
        Workers.Run(count, new Batch(this, fill, accuracy, outputs, outcomes));

    private LadderOutcome Solve(CoupledWork work, LadderDrive<Complex> drive, LadderAccuracy accuracy, Span<Complex> outputs)
    {
        work.Begin(drive);
        int iterations = 0;
        double before = double.PositiveInfinity;
        for (int cycle = 0; ; cycle++)
        {
            LadderDrive<Complex> driven = work.With(drive, warm && cycle > 0 ? work.Bits : default);
            LadderOutcome outcome = work.Lines.Solve(driven, accuracy, outputs);
            iterations += outcome.Iterations;
            if (!driven.Start.IsEmpty && outcome.Status != SolveStatus.Solved)
            {
                // From a good start hardly more than rounding is left to be judged by.
                driven = work.With(drive, default);
                outcome = work.Lines.Solve(driven, accuracy, outputs);
                iterations += outcome.Iterations;
            }

            work.Lines.State(driven, work.Words, work.Bits, work.Cells);
            work.Judge(outputs, accuracy.Tolerance);
            double missing = work.Missing(), may = accuracy.Tolerance * Math.Max(work.Largest, work.Greatest);
            if (!double.IsFinite(missing))
                return new(SolveStatus.Broken, iterations, outcome.Residual, double.PositiveInfinity);
            double residual = Math.Max(outcome.Residual, missing), guess = cycle == 0 ? 1 : Math.Max(outcome.Error, work.Gain * work.MissingSize);
            if (missing == 0)
                return new(outcome.Status, iterations, residual, outcome.Error);
            if (outcome.Status is not (SolveStatus.Solved or SolveStatus.Stalled)) // what stalls may still be coupled
                return new(outcome.Status, iterations, residual, guess);
            if (cycle > 4 && missing > 0.9 * before)
                return new(SolveStatus.Stalled, iterations, residual, guess);
            if (cycle == Cycles)
                return new(SolveStatus.OutOfIterations, iterations, residual, guess);
            before = missing;
            (SolveStatus status, int inner, double error) = Correct(work, accuracy, may / missing, cycle > 0);
            iterations += inner;
            if (status == SolveStatus.Broken)
                return new(status, iterations, residual, guess);
            if (cycle > 0 && missing <= may && error <= accuracy.Tolerance)
                return new(outcome.Status, iterations, residual, Math.Max(outcome.Error, error));
        }
    }

    // One cycle: adds to n a d with (1 − N A₀⁻¹) d = what is missing, to a share of it, at most the one given. Its first solve tells what outputs still lack, which
    // nothing else does: columns that carry little may answer most. If that is within the tolerance, and may be, nothing is added.
    private (SolveStatus Status, int Iterations, double Error) Correct(CoupledWork work, LadderAccuracy accuracy, double enough, bool last)
    {
        KrylovBasis basis = work.Basis;
        int iterations = 0;
        basis.Begin(work.MissingCurrents);
        last &= enough >= 1;
        double first = last && basis.Size * work.Gain <= accuracy.Tolerance ? Loosest : First, share = 0, reach = 0, gain = 0, error = 1, amplified = last ? basis.Amplified : 1;
        while (!basis.Full && basis.Residual * Shrinks(basis) > share)
        {
            // An error of this solve comes back through N, and weighs as much as its vector: as the residual that is left.
            double tolerance = basis.Steps == 0 ? first : Math.Clamp(0.3 * share / (basis.Residual * Shrinks(basis) * basis.Carried), accuracy.Tolerance, Loosest);
            LadderDrive<Complex> drive = work.Only(basis.Last);
            LadderOutcome outcome = work.Lines.Solve(drive, accuracy with { Tolerance = tolerance, Proven = false }, work.Answered);
            iterations += outcome.Iterations;
            gain = Math.Max(gain, work.Relative());
            if (basis.Steps == 0)
                error = basis.Size * gain * amplified;
            if (outcome.Status == SolveStatus.Broken || (last && error <= accuracy.Tolerance))
                return (outcome.Status == SolveStatus.Broken ? outcome.Status : SolveStatus.Solved, iterations, error);
            work.Lines.State(drive, work.Words, work.Answer(basis.Steps), work.Cells);
            neighbours.Of(work.Words, work.Answer(basis.Steps), basis.Next);
            basis.Extend();
            if (basis.Steps == 1)
                reach = first * basis.Carried;
            work.Gain = gain * basis.Amplified;
            share = Math.Max(reach, 0.3 * Math.Min(enough, accuracy.Tolerance / (basis.Size * work.Gain)));
            last = false;
        }

        work.Correct(further: Shrinks(basis) < 1);
        return (SolveStatus.Solved, iterations, error);
    }

    // What a plain iteration that follows leaves of a residual: where coupling is weak it shrinks each by about as much.
    private static double Shrinks(KrylovBasis basis) => basis.Steps > 0 && basis.Carried < 0.1 ? basis.Carried : 1;

    private sealed class Batch(CoupledSolver solver, LadderTerminals<Complex> fill, LadderAccuracy accuracy, Memory<Complex> outputs, Memory<LadderOutcome> outcomes) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            (int rows, int columns) = (solver.Neighbours.Rows, solver.Neighbours.Columns);
            outcomes.Span[chunk] = solver.Solve(solver._works[worker], fill.Drive(chunk, rows, columns), accuracy, outputs.Span.Slice(chunk * columns, columns));
        }
    }

    private NeighbourCurrents Neighbours => neighbours;
}
