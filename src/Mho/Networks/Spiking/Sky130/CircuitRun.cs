using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>What a network did in ngspice with one input.</summary>
/// <param name="SpikeTimes">[layers][neurons] in windows, from the beginning of each layer's firing phase; 1 where a neuron did not fire.</param>
public sealed record CircuitRun(IReadOnlyList<IReadOnlyList<double>> SpikeTimes)
{
    /// <summary>Whether ngspice came to the end. If not, layers that had not finished have spike times of NaN.</summary>
    public bool Converged => Fault.Length == 0;

    /// <summary>What stopped ngspice, and the way out; empty if it came to the end.</summary>
    public string Fault { get; init; } = "";

    /// <summary>s, the points at which ngspice found the circuit; layer 1 accumulates from <see cref="Start"/> on.</summary>
    public IReadOnlyList<double> Times { get; init; } = [];

    /// <summary>s at which the first layer's accumulation begins.</summary>
    public double Start { get; init; }

    /// <summary>[layers][neurons][points] V of the membranes.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Membranes { get; init; } = [];

    /// <summary>Reads a result.</summary>
    internal static CircuitRun Of(SpiceResult result, Sky130Deck deck, IReadOnlyList<SynapseGates> layers, Sky130Circuit circuit)
    {
        double[] times = result.Curve("time");
        double reached = times[^1], half = circuit.Supply.SI / 2;
        List<double[]> spikes = [];
        List<double[][]> membranes = [];
        for (int layer = 1; layer <= layers.Count; layer++)
        {
            double start = deck.PhaseStart(layer), end = deck.PhaseEnd(layer);
            int[] neurons = [.. Enumerable.Range(0, layers[layer - 1].Neurons)];
            membranes.Add(Array.ConvertAll(neurons, neuron => result.Curve($"v(m{layer}_{neuron})")));
            spikes.Add(Array.ConvertAll(neurons, neuron => Math.Min(deck.LastPhase, (Rise(times, result.Curve($"v(s{layer}_{neuron})"), half, start, end) - start) / circuit.Window.SI)));
        }

        bool whole = reached >= deck.Stop * (1 - 1e-9);
        return new([.. spikes])
        {
            Times = times,
            Start = Sky130Deck.Start,
            Membranes = [.. membranes],
            Fault = whole ? "" : $"ngspice did not converge beyond {new Duration(EngineeringNotation.Round(reached, 4))} of {new Duration(EngineeringNotation.Round(deck.Stop, 4))}; give a shorter step than {deck.Step}",
        };
    }

    /// <summary>Nothing came out.</summary>
    internal static CircuitRun Failed(IReadOnlyList<SynapseGates> layers, string fault) =>
        new([.. layers.Select(layer => Enumerable.Repeat(double.NaN, layer.Neurons).ToArray())]) { Fault = fault };

    /// <summary>When a signal first rises through a level between two times; the later one if it does not, NaN if it was not seen till then.</summary>
    internal static double Rise(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double level, double from, double to)
    {
        for (int k = 1; k < times.Length && times[k - 1] <= to; k++)
        {
            if (times[k] < from || !(values[k - 1] < level && values[k] >= level))
                continue;
            double crossing = times[k - 1] + ((times[k] - times[k - 1]) * (level - values[k - 1]) / (values[k] - values[k - 1]));
            if (crossing >= from && crossing <= to)
                return crossing;
        }

        return times[^1] >= to * (1 - 1e-9) ? to : double.NaN;
    }
}
