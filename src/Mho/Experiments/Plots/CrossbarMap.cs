using Mho.Circuits;

namespace Mho.Experiments.Plots;

/// <summary>A solved crossbar: voltages along word lines and bit lines, and the current through every cell, as they lie in the array.</summary>
/// <param name="State">The solution.</param>
public sealed record CrossbarMap(CrossbarState<double> State) : IPlot
{
    private const double PanelWidth = 430;

    /// <inheritdoc/>
    public string ToSvg()
    {
        Crossbar x = State.Crossbar;
        return new SideBySide($"Crossbar of {x.Rows} rows x {x.Columns} columns",
        [
            Map("Word line nodes", "V", State.WordLines),
            Map("Bit line nodes", "V", State.BitLines),
            Map("Cell currents", "A", State.Cells),
        ]).ToSvg();
    }

    private HeatMap Map(string title, string symbol, ReadOnlyMemory<double> values)
    {
        // A prefix for all, so that the scale has short numbers.
        (string prefix, double factor) = Prefix(values.Span);
        double[] scaled = [.. values.ToArray().Select(value => value * factor)];
        return new HeatMap(title, prefix + symbol, [new HeatPanel("", State.Crossbar.Rows, State.Crossbar.Columns, scaled)]) { XLabel = "column", YLabel = "row", Width = PanelWidth };
    }

    private static (string Prefix, double Factor) Prefix(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest switch
        {
            0 or >= 0.1 => ("", 1),
            >= 1e-4 => ("m", 1e3),
            >= 1e-7 => ("µ", 1e6),
            >= 1e-10 => ("n", 1e9),
            _ => ("p", 1e12),
        };
    }
}
