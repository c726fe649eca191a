using Mho.Circuits.Ladders;

namespace Mho.Circuits.Newton;

/// <summary>Solves a crossbar of non-linear cells for one input after another. One thread.</summary>
/// <remarks>
/// Every step puts the tangents of the cells into the linear circuit, I ≈ g V − J with g = I'(Vₖ), J = g Vₖ − I(Vₖ), and solves that from the present
/// voltages on, only as far as the step deserves: the imbalance left is η times the present one, η = 0.9 (imbalance / the one before)².
/// A point is kept together with the cell currents its wires would balance, <see cref="CircuitPoint.Sent"/>; as wires are linear, everything between two
/// such points is one too, and the search along a step evaluates nothing but the cells. See <see cref="StepSearch"/>.
/// S. C. Eisenstat, H. F. Walker, "Choosing the forcing terms in an inexact Newton method", SIAM J. Sci. Comput. 17, 16 (1996), choice 2.
/// </remarks>
internal sealed class NewtonSolver
{
    private const double FirstForcing = 0.03, Floor = Convergence.Floor;
    private const int Patience = 12;

    private readonly int _rows, _columns;
    private readonly bool _near, _far, _contracted;
    private readonly ILadderSolver<double> _ladder;
    private readonly NewtonLimits _limits;
    private readonly double[] _currents, _slopes, _sources, _input;
    private CircuitPoint _next;
    private readonly StepSearch _search;
    private CircuitPoint? _kept;
    private bool _factored;

    public NewtonSolver(NonlinearCrossbar crossbar, NewtonLimits limits)
    {
        Crossbar x = crossbar.Crossbar;
        (_rows, _columns, _limits) = (x.Rows, x.Columns, limits);
        (_near, _far) = (x.WordLines.Near.Kind == LineEndKind.Driven, x.WordLines.Far.Kind == LineEndKind.Driven);
        (Word, Bit) = (CrossbarCircuit.Lines(x.WordLines, _rows, _columns), CrossbarCircuit.Lines(x.BitLines, _columns, _rows));
        _contracted = Bit.Segments is null ? Bit.Segment == 0 : Array.Exists(Bit.Segments, ohm => ohm == 0);
        _ladder = LadderSolvers.Real(Word, Bit);
        int cells = _rows * _columns;
        Cells = new(crossbar.Cell, x.Access.SI, cells);
        (Point, _next) = (new(cells, _columns), new(cells, _columns));
        (_currents, _slopes, _sources, _input) = (new double[cells], new double[cells], new double[cells], new double[_rows]);
        _search = new(Cells, cells);
    }

    public LadderLines<double> Word { get; }

    public LadderLines<double> Bit { get; }

    public CellArray Cells { get; }

    /// <summary>The solution last found.</summary>
    public CircuitPoint Point { get; private set; }

    /// <summary>Takes new conductances, S [rows × columns].</summary>
    public void Set(ReadOnlySpan<double> conductances)
    {
        Cells.Set(conductances);
        _factored = false;
    }

    /// <summary>The linear circuit of all cells' tangents at given cell voltages, ready to be solved.</summary>
    public ILadderSolver<double> Tangent(ReadOnlySpan<double> voltages)
    {
        if (!(Cells.Linear && _factored))
        {
            Cells.Currents(voltages, Point.Sent, _currents, _slopes);
            Factor(_slopes);
        }

        return _ladder;
    }

    /// <summary>Solves for terminals at <paramref name="input"/>, V [rows]; <see cref="Point"/> then is the solution.</summary>
    /// <param name="input">V [rows].</param>
    /// <param name="warm">Whether to start from the solution before rather than from the cells' chords; the answer differs within the tolerance only.</param>
    public NewtonOutcome Solve(ReadOnlySpan<double> input, bool warm)
    {
        input.CopyTo(_input);
        NewtonOutcome direct = Iterate(warm ? Beginning.Tangents : Beginning.Chords, _limits);
        return direct.Status is SolveStatus.Solved or SolveStatus.Stalled ? direct : Continue(input, direct);
    }

    // Raises the drive little by little from 0, where everything is at rest.
    private NewtonOutcome Continue(ReadOnlySpan<double> input, NewtonOutcome failed)
    {
        _kept ??= new(Point.Sent.Length, _columns);
        Rest(_kept);
        int steps = failed.Steps, iterations = failed.Iterations;
        for (double reached = 0, rise = 0.125; rise > 1e-4;)
        {
            double next = Math.Min(1, reached + rise);
            for (int i = 0; i < _rows; i++)
                _input[i] = next * input[i];
            Point.CopyFrom(_kept);
            NewtonOutcome outcome = Iterate(Beginning.Tangents, next == 1 ? _limits : _limits with { Tolerance = 1e-3, Imbalance = 1e-4 });
            (steps, iterations) = (steps + outcome.Steps, iterations + outcome.Iterations);
            if (outcome.Status is SolveStatus.Solved or SolveStatus.Stalled)
            {
                if (next == 1)
                    return outcome with { Steps = steps, Iterations = iterations };
                _kept.CopyFrom(Point);
                (reached, rise) = (next, 2 * rise);
            }
            else
            {
                rise /= 4;
            }
        }

        return failed with { Status = SolveStatus.Unbalanced, Steps = steps, Iterations = iterations };
    }

    private NewtonOutcome Iterate(Beginning beginning, NewtonLimits limits)
    {
        double imbalance = double.PositiveInfinity, best = imbalance, drive = 0, forcing = FirstForcing, error = imbalance;
        int iterations = 0, bestAt = 0;
        SolveStatus status = SolveStatus.OutOfIterations;
        int step = 1;
        for (; step <= limits.Steps; step++)
        {
            bool first = step == 1;
            if (first)
                Begin(beginning);
            else
                Cells.Sources(Point.Voltages, _currents, _slopes, _sources);
            if (!(Cells.Linear && _factored))
                Factor(_slopes);
            LadderOutcome linear = Linear(Accuracy(first, forcing, imbalance, drive, limits), first && beginning == Beginning.Chords);
            iterations += linear.Iterations;
            if (linear.Status is SolveStatus.Broken or SolveStatus.OutOfIterations || !double.IsFinite(linear.Residual))
            {
                status = linear.Status == SolveStatus.OutOfIterations ? SolveStatus.OutOfIterations : SolveStatus.Broken;
                break;
            }

            double length = first ? _search.Whole(_next, _currents, _slopes) : _search.Length(Point, _next, _currents, _slopes, limits.Imbalance * drive);
            double change = Change(), before = imbalance;
            if (length == 1)
                (Point, _next) = (_next, Point);
            else
                Point.MoveTowards(_next, length);
            imbalance = _search.Imbalance + Point.Residual;
            drive = Point.Drive(_rows);

            // What is left of the outputs' change is to it as the imbalance left is to the one before; at most the change itself, once rounding ends the fall.
            double ratio = imbalance / before, solved = linear.Iterations == 0 ? 0 : linear.Error;
            error = Cells.Linear ? solved : length == 1 ? Math.Max(solved, ratio < 0.5 ? change * ratio / (1 - ratio) : change) : double.PositiveInfinity;
            if (drive == 0 && imbalance == 0)
                error = 0; // nothing drives the circuit
            if ((imbalance <= limits.Imbalance * drive || (Cells.Linear && linear.Status == SolveStatus.Solved)) && error <= limits.Tolerance)
            {
                status = SolveStatus.Solved;
                break;
            }

            forcing = first ? FirstForcing : Math.Clamp(0.9 * ratio * ratio, 1e-6, 0.1);
            if (imbalance < 0.9 * best)
                (best, bestAt) = (imbalance, step);
            if (step - bestAt > Patience || !double.IsFinite(imbalance))
            {
                // As balanced as the slopes allow a rounded voltage to be, or lost.
                status = best <= 1e-9 * drive ? SolveStatus.Stalled : SolveStatus.Unbalanced;
                break;
            }
        }

        return new(status, Math.Min(step, limits.Steps), iterations, imbalance, error);
    }

    // Cells start at their tangents where they are, or at the chords they would have without wires.
    private void Begin(Beginning beginning)
    {
        double[] v = Point.Voltages;
        if (beginning == Beginning.Chords)
        {
            Rest(Point);
            for (int k = 0; k < v.Length; k++)
                v[k] = _near || _far ? _input[k / _columns] : 0;
        }

        Cells.Currents(v, Point.Sent, _currents, _slopes);
        if (beginning == Beginning.Tangents)
        {
            Cells.Sources(v, _currents, _slopes, _sources);
            return;
        }

        Array.Clear(_sources);
        for (int k = 0; !Cells.Linear && k < v.Length; k++)
        {
            double chord = _currents[k] / v[k];
            if (chord > 0 && double.IsFinite(chord))
                _slopes[k] = chord;
        }
    }

    private LadderAccuracy Accuracy(bool first, double forcing, double imbalance, double drive, NewtonLimits limits)
    {
        double least = 0.3 * limits.Imbalance * drive;
        if (Cells.Linear)
            return new(limits.Tolerance, limits.Iterations) { Imbalance = first ? null : least };
        return first ? new(FirstForcing, limits.Iterations)
            : new(Math.Clamp(imbalance / drive, _contracted ? Math.Min(0.5 * limits.Tolerance, least / drive) : 0.5 * limits.Tolerance, 0.1), limits.Iterations) { Imbalance = Math.Max(forcing * imbalance, least) };
    }

    // Where bit lines have ideal segments only the outputs' changes tell convergence, which are no measure on the first iterations from a good start.
    private LadderOutcome Linear(LadderAccuracy accuracy, bool cold)
    {
        LadderDrive<double> drive = new() { WordNear = _near ? _input : default, WordFar = _far ? _input : default, Cells = _sources, Start = cold || _contracted ? default : Point.Bits };
        LadderOutcome outcome = _ladder.Solve(drive, accuracy, _next.Outputs);
        _ladder.State(drive, _next.Words, _next.Bits, _next.Sent);
        for (int k = 0; k < _next.Voltages.Length; k++)
            _next.Voltages[k] = _next.Words[k] - _next.Bits[k];
        _next.Residual = outcome.Residual;
        return outcome;
    }

    private double Change()
    {
        double greatest = 0, change = 0;
        foreach (double output in _next.Outputs)
            greatest = Math.Max(greatest, Math.Abs(output));
        for (int j = 0; j < _columns; j++)
            change = Math.Max(change, Math.Abs(_next.Outputs[j] - Point.Outputs[j]) / (Math.Abs(_next.Outputs[j]) + (Floor * greatest) + double.Epsilon));
        return change;
    }

    private void Factor(ReadOnlySpan<double> slopes)
    {
        _ladder.Factor(slopes);
        _factored = true;
    }

    private static void Rest(CircuitPoint point)
    {
        Array.Clear(point.Words);
        Array.Clear(point.Bits);
        Array.Clear(point.Sent);
        Array.Clear(point.Voltages);
        Array.Clear(point.Outputs);
        point.Residual = 0;
    }

    private enum Beginning
    {
        Chords,
        Tangents,
    }
}
