using System.Numerics;
using Mho.Circuits.Cells;

namespace Mho.Circuits.Netlists;

/// <summary>Our solution of a crossbar beside that of ngspice: every node and every output.</summary>
/// <remarks>
/// A voltage's difference is relative to the largest voltage of the circuit, a current's to the largest output, at the same frequency or moment. A voltage of
/// its own size would ask for digits that no simulator has: a bit line ends microvolts above ground.
/// </remarks>
/// <param name="Nodes">Nodes compared: two a cell, for each frequency or moment.</param>
/// <param name="Node">The node that differs most.</param>
/// <param name="Output">The output that differs most.</param>
public sealed record Verification(int Nodes, Difference Node, Difference Output)
{
    // ngspice chooses its steps to 1e-6 and keeps the longest only as a limit; ours are all alike, and this many for one.
    private const int Finer = 4;

    // Of the end; a transient is compared at these.
    private static readonly double[] Shares = [0.01, 0.03, 0.1, 0.3, 1];

    /// <summary>The larger of the two.</summary>
    public Difference Largest => Node.OrWorse(Output);

    /// <summary>Frequencies or moments compared; 1 for direct current.</summary>
    public int Points { get; init; } = 1;

    /// <summary>Compares our state of a circuit with what ngspice says of its netlist.</summary>
    /// <param name="netlist">The circuit.</param>
    /// <param name="state">Our solution, under direct current or at one frequency.</param>
    /// <param name="result">That of ngspice.</param>
    /// <param name="point">Which of its frequencies.</param>
    public static Verification Compare<T>(Netlist netlist, CrossbarState<T> state, SpiceResult result, int point = 0)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(netlist);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(result);
        string when = result.Points > 1 ? $" at {new Frequency(EngineeringNotation.Round(result["frequency", point].Real, 4))}" : "";
        return new Comparison(netlist, name => result[name, point], when).Of(state.WordLines, state.BitLines, state.Outputs);
    }

    /// <summary>Solves an array both ways and compares.</summary>
    /// <remarks>
    /// Alternating current is compared at every frequency of the analysis. A transient, which we take in quarters of the analysis's longest step, is compared at 1, 3,
    /// 10, 30 and 100 % of its end; our error there falls with the square of the step.
    /// </remarks>
    /// <param name="netlist">The circuit; cells of a law under direct current only.</param>
    /// <param name="ngspice">The program; the one on PATH if null.</param>
    /// <param name="tolerance">Relative error that our solver is asked for.</param>
    /// <param name="cancel">Ends ngspice.</param>
    /// <exception cref="InvalidOperationException">One of the two found no solution.</exception>
    public static Verification Of(Netlist netlist, Ngspice? ngspice = null, double tolerance = 1e-11, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        if (netlist.Analysis.Reactive && netlist.Cell is not null)
            throw new ArgumentException($"{netlist.Cell.GetType().Name} is compared under direct current only; leave the law out, or ask for {SpiceAnalysis.OperatingPoint}.", nameof(netlist));
        ngspice ??= new();
        return netlist.Analysis.Kind switch
        {
            SpiceAnalysisKind.OperatingPoint => Direct(netlist, ngspice, tolerance, cancel),
            SpiceAnalysisKind.Alternating => Alternating(netlist, ngspice.Run(netlist, cancel), tolerance, cancel),
            _ => Transient(netlist, ngspice, tolerance, cancel),
        };
    }

    private static Verification Direct(Netlist netlist, Ngspice ngspice, double tolerance, CancellationToken cancel)
    {
        CrossbarState<double> state = netlist.Cell switch
        {
            null => netlist.Crossbar.Prepare(tolerance).Solve(netlist.Input),
            ICellCurrent law => new NonlinearCrossbar(netlist.Crossbar, law).Prepare(tolerance).Solve(netlist.Input),
            _ => throw new ArgumentException($"{netlist.Cell.GetType().Name} does not state its current here; solve it yourself and call Compare.", nameof(netlist)),
        };
        state.Report.OrThrow();
        return Compare(netlist, state, ngspice.Run(netlist, cancel));
    }

    private static Verification Alternating(Netlist netlist, SpiceResult result, double tolerance, CancellationToken cancel)
    {
        Complex[] input = Array.ConvertAll(netlist.Input.ToArray(), volt => new Complex(volt, 0));
        Verification? whole = null;
        for (int point = 0; point < result.Points; point++)
        {
            cancel.ThrowIfCancellationRequested();
            CrossbarState<Complex> state = netlist.Crossbar.At(new(result["frequency", point].Real)).Prepare(tolerance).Solve(input);
            state.Report.OrThrow();
            whole = Compare(netlist, state, result, point).And(whole);
        }

        return whole!;
    }

    private static Verification Transient(Netlist netlist, Ngspice ngspice, double tolerance, CancellationToken cancel)
    {
        double stop = netlist.Analysis.Stop.SI;
        int steps = (int)Finer * (int)Math.Clamp(Math.Round(stop / netlist.Analysis.Step.SI), 1, Array.MaxLength / Finer), columns = netlist.Crossbar.Columns;
        PreparedTransient prepared = netlist.Crossbar.Every(new(stop / steps)).Prepare(tolerance);
        SpiceResult result = ngspice.Run(netlist, cancel);
        Verification? whole = null;
        foreach (int step in Shares.Select(share => Math.Max(1, (int)Math.Round(share * steps))).Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            TransientResponse ours = prepared.Step(netlist.Input.Span, step);
            ours.Report.OrThrow();
            double time = step * (stop / steps);
            SpiceMoment theirs = new(result, time);
            whole = new Comparison(netlist, name => theirs[name], $" at {new Duration(EngineeringNotation.Round(time, 4))}").Of(ours.WordLines, ours.BitLines, ours.Outputs[^columns..]).And(whole);
        }

        return whole!;
    }

    private Verification And(Verification? before) => before is null ? this
        : new(Nodes + before.Nodes, before.Node.OrWorse(Node), before.Output.OrWorse(Output)) { Points = Points + before.Points };
}
