using Mho.Circuits.Cells;

namespace Mho.Circuits.Netlists;

/// <summary>Our solution of a crossbar beside that of ngspice: every node and every output.</summary>
/// <remarks>
/// A voltage's difference is relative to the largest voltage of the circuit, a current's to the largest output. A voltage of its own size would ask for
/// digits that no simulator has: a bit line ends microvolts above ground.
/// </remarks>
/// <param name="Nodes">Nodes compared: two a cell.</param>
/// <param name="Node">The node that differs most.</param>
/// <param name="Output">The output that differs most.</param>
public sealed record Verification(int Nodes, Difference Node, Difference Output)
{
    /// <summary>The larger of the two.</summary>
    public Difference Largest => Node.Relative > Output.Relative ? Node : Output;

    /// <summary>Compares our state of a circuit with what ngspice says of its netlist.</summary>
    /// <param name="netlist">The circuit, direct current.</param>
    /// <param name="state">Our solution.</param>
    /// <param name="result">That of ngspice.</param>
    public static Verification Compare(Netlist netlist, CrossbarState<double> state, SpiceResult result)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(result);
        Crossbar x = netlist.Crossbar;
        int cells = x.Rows * x.Columns;
        (string Where, double Ours, double Theirs)[] nodes = new (string, double, double)[2 * cells];
        for (int k = 0; k < cells; k++)
        {
            (int row, int column) = (k / x.Columns, k % x.Columns);
            nodes[k] = ($"word line node at row {row}, column {column}", state.WordLines.Span[k], Voltage(netlist.WordLine(row, column)));
            nodes[cells + k] = ($"bit line node at row {row}, column {column}", state.BitLines.Span[k], Voltage(netlist.BitLine(row, column)));
        }

        (string, double, double)[] outputs = [.. Enumerable.Range(0, x.Columns).Select(column => ($"output of column {column}", state.Outputs.Span[column], result[netlist.Output(column)].Real))];
        return new(nodes.Length, Of(nodes), Of(outputs));

        double Voltage(string node) => result[$"v({node})"].Real;
    }

    /// <summary>Solves an array both ways and compares.</summary>
    /// <param name="netlist">The circuit, direct current.</param>
    /// <param name="ngspice">The program; the one on PATH if null.</param>
    /// <param name="tolerance">Relative error that our solver is asked for.</param>
    /// <param name="cancel">Ends ngspice.</param>
    /// <exception cref="InvalidOperationException">One of the two found no solution.</exception>
    public static Verification Of(Netlist netlist, Ngspice? ngspice = null, double tolerance = 1e-11, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(netlist);
        if (netlist.Analysis.Reactive)
            throw new ArgumentException($"{netlist.Analysis} is not solved here; ask for {SpiceAnalysis.OperatingPoint}.", nameof(netlist));
        CrossbarState<double> state = netlist.Cell switch
        {
            null => netlist.Crossbar.Prepare(tolerance).Solve(netlist.Input),
            ICellCurrent law => new NonlinearCrossbar(netlist.Crossbar, law).Prepare(tolerance).Solve(netlist.Input),
            _ => throw new ArgumentException($"{netlist.Cell.GetType().Name} does not state its current here; solve it yourself and call Compare.", nameof(netlist)),
        };
        state.Report.OrThrow();
        return Compare(netlist, state, (ngspice ?? new()).Run(netlist, cancel));
    }

    private static Difference Of((string Where, double Ours, double Theirs)[] pairs)
    {
        double scale = pairs.Max(pair => Math.Max(Math.Abs(pair.Ours), Math.Abs(pair.Theirs)));
        Difference largest = new(pairs[0].Where, pairs[0].Ours, pairs[0].Theirs, scale);
        foreach ((string where, double ours, double theirs) in pairs)
        {
            Difference next = new(where, ours, theirs, scale);
            largest = next.Relative > largest.Relative ? next : largest;
        }

        return largest;
    }
}
