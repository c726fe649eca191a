using Mho.Circuits.Ladders;
using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>A crossbar in time whose elimination is done: a step costs one solve. One thread at a time may use it, a second is refused.</summary>
public sealed class PreparedTransient
{
    private readonly ILadderSolver<double> _solver;
    private readonly LadderAccuracy _accuracy;
    private readonly ChargeStore _store;
    private readonly OneThread _use = new("prepare one for each thread");

    internal PreparedTransient(TransientCrossbar array, double tolerance)
    {
        if (!(tolerance is >= 1e-14 and <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"a relative error of {tolerance}; give 1e-14 to 0.1.");
        (Array, Tolerance) = (array, tolerance);
        Crossbar x = array.Crossbar;
        CrossbarMemory.RequireCharges(x.Rows, x.Columns);
        _accuracy = new(tolerance, 100 + (20 * (x.Rows + x.Columns)));
        _store = new(x, 2 / array.Step.SI);
        _solver = CrossbarCircuit.Stepping(x, 2 / array.Step.SI);
    }

    /// <summary>The array.</summary>
    public TransientCrossbar Array { get; }

    /// <summary>Relative error asked of each output at each step.</summary>
    public double Tolerance { get; }

    /// <summary>Inputs that jump at time 0 to what they stay at.</summary>
    /// <param name="input">V [rows].</param>
    /// <param name="steps">Steps.</param>
    public TransientResponse Step(ReadOnlySpan<double> input, int steps)
    {
        if (input.Length != Array.Crossbar.Rows || steps < 1)
            throw new ArgumentException($"{input.Length} inputs and {steps} steps; give one voltage for each of the {Array.Crossbar.Rows} rows, and at least one step.", nameof(input));
        double[] samples = new double[Fitting(steps + 1L, input.Length)];
        for (int sample = 0; sample <= steps; sample++)
            input.CopyTo(samples.AsSpan(sample * input.Length));
        return Run(samples);
    }

    /// <summary>Inputs of any shape, one sample a step from time 0 on.</summary>
    /// <param name="inputs">V [samples × rows].</param>
    public TransientResponse Run(ReadOnlyMemory<double> inputs)
    {
        Crossbar x = Array.Crossbar;
        int samples = inputs.Length / x.Rows;
        if (samples * x.Rows != inputs.Length || samples < 2)
            throw new ArgumentException($"{inputs.Length} inputs; give at least two samples of {x.Rows} rows, one sample after the other.", nameof(inputs));
        CrossbarCheck.Finite(inputs.Span, x.Rows);
        using OneThread.Use use = _use.Begin();
        double half = Array.Step.SI / 2;
        double[] outputs = new double[Fitting(samples, x.Columns)], charges = new double[samples * x.Columns], middle = new double[x.Rows], between = new double[x.Columns];
        SolveReport report = Begin(outputs);
        for (int sample = 1; sample < samples; sample++)
        {
            ReadOnlySpan<double> from = inputs.Span.Slice((sample - 1) * x.Rows, x.Rows), to = inputs.Span.Slice(sample * x.Rows, x.Rows);
            Span<double> output = outputs.AsSpan(sample * x.Columns, x.Columns), charge = charges.AsSpan(sample * x.Columns, x.Columns);
            ReadOnlySpan<double> before = outputs.AsSpan((sample - 1) * x.Columns, x.Columns);
            if (sample == 1)
            {
                for (int i = 0; i < x.Rows; i++)
                    middle[i] = (from[i] + to[i]) / 2;
                report = report.OrWorse(Advance(middle, backward: true, between));
                before = between;
            }

            report = report.OrWorse(Advance(to, backward: sample == 1, output));
            for (int j = 0; j < x.Columns; j++)
                charge[j] = charges[((sample - 1) * x.Columns) + j] + (half * (before[j] + output[j]));
        }

        return new() { Array = Array, Inputs = inputs, Outputs = outputs, Charges = charges, WordLines = _store.Words.ToArray(), BitLines = _store.Bits.ToArray(), Report = report };
    }

    // Numbers of so many samples, inputs or outputs: all are kept.
    private int Fitting(long samples, int lines)
    {
        FreeMemory.Require(sizeof(double) * samples * (Array.Crossbar.Rows + (2L * Array.Crossbar.Columns)), $"{samples} samples of {Array.Crossbar.Rows} x {Array.Crossbar.Columns} cells");
        return samples * lines <= System.Array.MaxLength ? (int)(samples * lines)
            : throw new InputException($"{samples} samples of {lines} lines are more than one response holds, {System.Array.MaxLength} numbers; give fewer steps, or longer ones.");
    }

    // What had settled before time 0.
    private SolveReport Begin(Span<double> outputs)
    {
        _store.Empty();
        if (Array.Before.IsEmpty)
            return new(SolveStatus.Solved, 0, default, 0);
        CrossbarState<double> rest = Array.Crossbar.Prepare(Tolerance).Solve(Array.Before);
        _store.Settle(rest);
        rest.Outputs.Span.CopyTo(outputs);
        return rest.Report;
    }

    private SolveReport Advance(ReadOnlySpan<double> input, bool backward, Span<double> outputs)
    {
        _store.Prepare(backward);
        Crossbar x = Array.Crossbar;
        LadderDrive<double> drive = new()
        {
            WordNear = x.WordLines.Near.Kind == LineEndKind.Driven ? input : default,
            WordFar = x.WordLines.Far.Kind == LineEndKind.Driven ? input : default,
            Words = _store.IntoWords,
            Bits = _store.IntoBits,
            Cells = _store.IntoCells,
            Start = _store.Bits,
        };
        LadderOutcome outcome = _solver.Solve(drive, _accuracy, outputs);
        _solver.State(drive, _store.Words, _store.Bits, _store.Cells);
        _store.Take(backward);
        return LadderOutcome.Worst([outcome]);
    }
}
