using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Vsa.Attractors;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>Success of walks over states and edges, or states and active neurons, as a picture.</summary>
/// <param name="Grid">Where.</param>
/// <param name="Complete">Walks that arrived everywhere [rows × states]; −1 where there is no such machine.</param>
internal sealed record CapacityMap(CapacityGrid Grid, IReadOnlyList<int> Complete)
{
    public Figure Drawn(MachineCapacity experiment, IReadOnlyList<CapacityCurve> curves)
    {
        bool dense = experiment.Network == NetworkKind.Dense;
        double[] states = [.. Grid.States.Select(count => (double)count)], rows = [.. (dense ? Grid.Edges : Grid.Ones).Select(count => (double)count)];
        AxisScale scale = dense ? AxisScale.Linear : AxisScale.Logarithmic;
        Cells cells = new("walks that arrive everywhere, 0 to 100 %", states, rows, [.. Complete.Select(count => count < 0 ? double.NaN : (double)count / experiment.Walks)]);
        Mark border = dense ? Law(states) : Measured(curves);
        return new("map", new Plot(string.Create(CultureInfo.InvariantCulture, $"{Grid.Neurons:N0} neurons"), Fitted(new Axis("states", scale), states), Fitted(new Axis(dense ? "edges" : "active neurons", scale), rows), [cells, border]) { Height = 440 },
            $"{experiment.Walks} walks of {experiment.Edges} edges a cell.{(dense ? " A ring has as many edges as states at least: below that there is nothing." : "")}");
    }

    // The border that networks are compiled by.
    private Line Law(double[] states)
    {
        double total = 0.075 * Grid.Neurons;
        double[] xs = [.. states.Where(count => count < total)];
        return new("states + 2.2 edges = 0.075 N", xs, [.. xs.Select(count => (total - count) / 2.2)]) { Colour = "#ff5c5c", Style = LineStyle.Dashed };
    }

    private Line Measured(IReadOnlyList<CapacityCurve> curves)
    {
        CapacityCurve[] own = [.. curves.Where(curve => curve.Neurons == Grid.Neurons && double.IsFinite(curve.Capacity.States)).OrderBy(curve => curve.Ones)];
        return new("half of all walks, from curves", [.. own.Select(curve => curve.Capacity.States)], [.. own.Select(curve => (double)curve.Ones)]) { Colour = "#ff5c5c", Style = LineStyle.Dashed, Dots = true };
    }

    // From the outer border of the first cell to that of the last.
    private static Axis Fitted(Axis axis, double[] centres)
    {
        bool log = axis.Scale == AxisScale.Logarithmic;
        double[] places = log ? Array.ConvertAll(centres, Math.Log) : centres;
        double first = places.Length > 1 ? (places[1] - places[0]) / 2 : 0.5, last = places.Length > 1 ? (places[^1] - places[^2]) / 2 : 0.5;
        (double low, double high) = (places[0] - first, places[^1] + last);
        return log ? axis with { Min = Math.Exp(low), Max = Math.Exp(high), Ticks = [.. centres.Select(value => (value, value.ToString(CultureInfo.InvariantCulture)))] } : axis with { Min = low, Max = high };
    }
}
