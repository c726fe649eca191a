using Mho.Experiments.Plots;
using Mho.Networks.Spiking;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>What a network did in ngspice, beside its model.</summary>
public static class CircuitPlots
{
    private const int Points = 200;

    /// <summary>When every neuron fired: a row for each, layer after layer.</summary>
    /// <param name="model">[layers][neurons] in windows.</param>
    /// <param name="run">The same in ngspice.</param>
    /// <param name="window">T.</param>
    public static IPlot Raster(IReadOnlyList<IReadOnlyList<double>> model, CircuitRun run, Duration window)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        (int Layer, int Neuron)[] rows = [.. model.SelectMany((layer, l) => layer.Select((_, i) => (l, i)))];
        double[] places = [.. Enumerable.Range(0, rows.Length).Select(row => (double)(rows.Length - row))];
        return new Plot(
            "Spikes of each neuron", new("time since the layer's firing phase began (ns)"), new("layer.neuron") { Ticks = [.. rows.Zip(places, (row, place) => (place, $"{row.Layer + 1}.{row.Neuron}"))] },
            [
                new Scatter("model", [.. rows.Select(row => Fired(model[row.Layer][row.Neuron], window))], places) { Radius = 5 },
                new Scatter("ngspice", [.. rows.Select(row => Fired(run.SpikeTimes[row.Layer][row.Neuron], window))], places),
            ]);
    }

    /// <summary>The membranes of every layer from its accumulation to the end of its firing phase, a drawing for each; broken lines are the model, up to its spike.</summary>
    /// <param name="network">The model.</param>
    /// <param name="times">Of the inputs, in windows.</param>
    /// <param name="run">In ngspice.</param>
    /// <param name="circuit">Whose voltages the model is drawn in.</param>
    public static IPlot Traces(PhysicalNetwork network, IReadOnlyList<double> times, CircuitRun run, Sky130Circuit circuit)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(circuit);
        double[][] spikes = network.SpikeTimes([.. times]);
        return new SideBySide("Membranes in ngspice, and the model (broken)", [.. Enumerable.Range(0, spikes.Length).Select(layer =>
            Layer(network, layer, layer == 0 ? [.. times] : spikes[layer - 1], spikes[layer], run, circuit))]);
    }

    private static Plot Layer(PhysicalNetwork network, int layer, double[] inputs, double[] spikes, CircuitRun run, Sky130Circuit circuit)
    {
        double window = circuit.Window.SI, begin = run.Start + (layer * window), b = network.Neuron.DischargeSlope;
        int[] seen = [.. Enumerable.Range(0, run.Times.Count).Where(k => run.Times[k] >= begin && run.Times[k] <= begin + (2 * window))];
        double[] at = [.. Enumerable.Range(0, Points + 1).Select(k => (double)k / Points)];
        double[][] charged = [.. at.Select(moment => network.Potentials(layer, inputs, moment))];
        List<Mark> marks = [];
        for (int i = 0; i < spikes.Length; i++)
        {
            string colour = Palette.Of(i);
            marks.Add(new Line($"neuron {i}", [.. seen.Select(k => 1e9 * (run.Times[k] - begin))], [.. seen.Select(k => run.Membranes[layer][i][k])]) { Colour = colour });
            // The firing phase from where the spike says it began: 1 − b v = (1 − b)^(1 − t) at its beginning, (1 − b)^(1 − t + s) after s windows.
            double[] fall = [.. at.Where(moment => moment <= spikes[i])];
            double start = Release(network, layer, inputs, charged[^1])[i];
            marks.Add(new Line("", [.. at.Select(moment => 1e9 * window * moment), .. fall.Select(moment => 1e9 * window * (1 + moment))],
                [.. charged.Select(v => Volt(v[i])), .. fall.Select(moment => Volt(b == 0 ? start + moment : (1 - ((1 - (b * start)) * Math.Pow(1 - b, moment))) / b))])
            { Colour = colour, Style = LineStyle.Dashed });
        }

        return new Plot($"Layer {layer + 1}", new("time since its accumulation began (ns)"), new("membrane (V)"), marks);

        double Volt(double v) => circuit.Rest.SI - (circuit.Threshold.SI * v);
    }

    private static double[] Release(PhysicalNetwork network, int layer, double[] inputs, double[] potentials)
    {
        double[] released = [.. potentials];
        network.Release.Add(network.Layers[layer], inputs, released);
        return released;
    }

    private static double Fired(double time, Duration window) => time < 1 ? 1e9 * window.SI * time : double.NaN;
}
