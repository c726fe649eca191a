using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Conjugate gradients on the Schur complement S of the word lines, with the bit lines' own ladders T as preconditioner.</summary>
/// <remarks>
/// Two passes an iteration (<see cref="SchurProduct{TLanes, T}"/>, <see cref="BitSweep{TLanes, T}"/>), thirteen numbers moved a cell, eleven where only outputs are wanted. For complex
/// numbers the same recurrences without conjugation (COCG), which minimise no norm but converge alike for passive circuits.
/// H. A. van der Vorst, J. B. M. Melissen, "A Petrov–Galerkin type method for solving Ax = b, where A is symmetric complex", IEEE Trans. Magn. 26, 706 (1990).
/// </remarks>
internal static unsafe class ConjugateGradients<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Solves for the voltages of the bit lines' nodes (in <see cref="LadderWork{TLanes, T}.Voltages"/>) and what each bit line's far end gives.</summary>
    /// <param name="f">The crossbar.</param>
    /// <param name="work">Memory; holds the solution.</param>
    /// <param name="drive">Terminals and sources.</param>
    /// <param name="accuracy">What is asked.</param>
    /// <param name="outputs">A into each far terminal, or V of each last node where there is none [columns].</param>
    public static LadderOutcome Solve(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, LadderDrive<T> drive, LadderAccuracy accuracy, Span<T> outputs)
    {
        bool images = LadderStart<TLanes, T>.Run(f, work, drive, outputs), proven = accuracy.Proven && work.Voltages is not null && LadderStart<TLanes, T>.CanProve(f, drive);
        Gather(f, work, images, residuals: true);
        (T product, double residual) = BitSweep<TLanes, T>.Run(f, work, images ? T.One : T.Zero, first: !images);
        double driven = residual, reached = 0, before = double.PositiveInfinity, floor = OneSign(drive) ? Convergence.Least : Convergence.FloorFor(accuracy.Tolerance);
        Convergence convergence = new(accuracy);
        SolveStatus status = residual > 0 && TLanes.Magnitude(product) < Denormal ? SolveStatus.Broken : SolveStatus.Solved;
        T step = T.Zero;
        while (!T.IsZero(product) && status != SolveStatus.Broken)
        {
            (status, step) = Iterate(f, work, floor, outputs, ref convergence, ref product, ref residual, ref reached);
            if (!proven || status is not (SolveStatus.Solved or SolveStatus.Stalled))
                break;
            if (status == SolveStatus.Solved && double.IsFinite(before) && Corrected(outputs, work.Proved, Convergence.Rounding / accuracy.Tolerance) <= accuracy.Tolerance)
                break;

            // Recurrences tell what is missing as long as rounding lets them; the voltages tell what is.
            Finish(work, TLanes.All(step));
            step = T.Zero;
            LadderStart<TLanes, T>.Again(f, work, drive, outputs);
            Gather(f, work, images: true, residuals: true);
            (T truth, double missing) = BitSweep<TLanes, T>.Run(f, work, T.One);
            residual = f.Contracted ? JoinedNodes<TLanes, T>.Residual(f, work) : missing;
            double left = TLanes.Magnitude(truth);
            if (status == SolveStatus.Solved && left <= 4 * TLanes.Magnitude(product))
                break;
            if (!(left < 0.25 * before))
            {
                status = SolveStatus.Stalled;
                break;
            }

            outputs.CopyTo(work.Proved);
            (before, product) = (left, truth);
            convergence.Restart();
        }

        Finish(work, TLanes.All(step));
        LadderOutcome outcome = new(status, convergence.Iterations, residual, convergence.Iterations == 0 && status == SolveStatus.Solved ? 0 : convergence.Error);
        return TLanes.Parts == 1 ? outcome : Resonant(f, drive, outcome, accuracy, driven, reached);
    }

    // r·z below this is made of numbers that have lost digits, though r itself has not.
    private const double Denormal = 1e-290;

    // From a residual and z = T⁻¹ r on, until a status ends it. The last step is left to be added.
    private static (SolveStatus Status, T Step) Iterate(
        LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, double floor, Span<T> outputs, ref Convergence convergence, ref T product, ref double residual, ref double reached)
    {
        T step = T.Zero, turn = T.Zero;
        while (true)
        {
            T energy = SchurProduct<TLanes, T>.Run(f, work, step, turn);
            Gather(f, work, images: true, residuals: false);
            step = product / energy;
            if (!double.IsFinite(TLanes.Magnitude(step)))
                return (SolveStatus.Broken, T.Zero);
            (double change, double greatest) = Advance(f, work, step, floor, outputs);
            (T next, residual) = BitSweep<TLanes, T>.Run(f, work, step);
            turn = next / product;
            product = next;
            reached = greatest;
            double left = TLanes.Magnitude(product);
            bool settles = convergence.Settles(change, left);
            if (f.Contracted)
                residual = settles ? JoinedNodes<TLanes, T>.Residual(f, work) : 0; // read only where it decides
            if (convergence.Judge(residual, greatest, left) is { } status)
                return (status, step);
        }
    }

    private static void Gather(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, bool images, bool residuals)
    {
        if (f.Contracted && images)
            JoinedNodes<TLanes, T>.Gather(f, work.Images);
        if (f.Contracted && residuals)
            JoinedNodes<TLanes, T>.Gather(f, work.Residuals);
    }

    // What has come to outputs since a true residual was known: as much as they were off by then. What rounding leaves of the largest output is no error of a small one.
    private static double Corrected(ReadOnlySpan<T> outputs, ReadOnlySpan<T> proved, double floor)
    {
        double greatest = 0, largest = 0;
        foreach (T output in outputs)
            greatest = Math.Max(greatest, TLanes.Magnitude(output));
        for (int j = 0; j < outputs.Length; j++)
            largest = Math.Max(largest, TLanes.Magnitude(outputs[j] - proved[j]) / (TLanes.Magnitude(outputs[j]) + (floor * greatest) + double.Epsilon));
        return largest;
    }

    // A passive circuit driven by voltages of one sign sends currents of one sign: none cancels, and each column is as exact as any other.
    private static bool OneSign(LadderDrive<T> drive)
    {
        if (TLanes.Parts > 1 || !(drive.Cells.IsEmpty && drive.Words.IsEmpty && drive.Bits.IsEmpty && drive.BitNear.IsEmpty && drive.BitFar.IsEmpty))
            return false;
        (bool positive, bool negative) = (false, false);
        Signs(drive.WordNear, ref positive, ref negative);
        Signs(drive.WordFar, ref positive, ref negative);
        return !(positive && negative);
    }

    // A row at 0 V is of neither sign, whatever the sign of its zero.
    private static void Signs(ReadOnlySpan<T> voltages, ref bool positive, ref bool negative)
    {
        foreach (T voltage in voltages)
            (positive, negative) = (positive || (T.IsPositive(voltage) && !T.IsZero(voltage)), negative || (T.IsNegative(voltage) && !T.IsZero(voltage)));
    }

    // Without resonance no column takes more than all its nodes were sent while bit lines lay at 0 V, nor reaches more volts than were applied; at a
    // resonance as many digits are lost as the outputs are too large by, and as pivots of the elimination cancelled.
    private static LadderOutcome Resonant(LadderFactors<TLanes, T> f, LadderDrive<T> drive, LadderOutcome outcome, LadderAccuracy accuracy, double driven, double reached)
    {
        double ordinary = drive.Start.IsEmpty ? driven * f.Shape.Rows : 0; // from a start nothing is seen but what that lacks
        if (f.Bit.Far is null)
        {
            ordinary = 0;
            for (int i = 0; i < f.Shape.Rows; i++)
                ordinary = Math.Max(ordinary, Math.Max(drive.WordNear.IsEmpty ? 0 : TLanes.Magnitude(drive.WordNear[i]), drive.WordFar.IsEmpty ? 0 : TLanes.Magnitude(drive.WordFar[i])));
        }

        double lost = double.BitIncrement(1) - 1;
        lost *= f.Growth * (ordinary > 0 ? Math.Max(1, reached / ordinary) : 1);
        if (!(lost > outcome.Error))
            return outcome;
        return outcome with { Error = lost, Status = outcome.Status == SolveStatus.Solved && lost > (accuracy.Lost ?? accuracy.Tolerance) ? SolveStatus.Broken : outcome.Status };
    }

    // Outputs follow the solution, so convergence is watched where it matters: the largest change relative to each column's own output.
    private static (double Change, double Greatest) Advance(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, T step, double floor, Span<T> outputs)
    {
        LadderShape s = f.Shape;
        double greatest = 0, change = 0;
        Span<T> changes = work.Changes;
        for (int strip = 0, j = 0; strip < s.Strips; strip++)
        {
            double* last = work.Directions.Start + (strip * s.StripStride) + ((s.Rows - 1) * s.RowStride), weights = f.BitFar.Start + (strip * s.RowStride);
            for (int within = 0; within < s.StripColumns && j < outputs.Length; within++, j++)
            {
                T p = step * TLanes.Read(last, within);
                changes[j] = f.Bit.Far is null ? p : p * TLanes.Read(weights, within);
                outputs[j] += changes[j];
                greatest = Math.Max(greatest, TLanes.Magnitude(outputs[j]));
            }
        }

        // Where currents may cancel, a column that carries next to nothing beside the others is judged by the others.
        floor = (floor * greatest) + double.Epsilon;
        for (int j = 0; j < outputs.Length; j++)
            change = Math.Max(change, TLanes.Magnitude(changes[j]) / (TLanes.Magnitude(outputs[j]) + floor));
        return (change, greatest);
    }

    // The last step is not followed by a pass that would add it.
    private static void Finish(LadderWork<TLanes, T> work, TLanes step)
    {
        if (work.Voltages is null)
            return;
        double* v = work.Voltages.Start, p = work.Directions.Start;
        for (long at = 0; at < work.Shape.Doubles; at += work.Shape.Register)
            TLanes.MultiplyAdd(step, TLanes.Load(p + at), TLanes.Load(v + at)).Store(v + at);
    }
}
