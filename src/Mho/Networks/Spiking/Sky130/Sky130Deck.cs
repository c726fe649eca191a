using System.Globalization;
using System.Text;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>A network of the circuit with one input, as a deck for ngspice: layers take turns, each a window later than the one before.</summary>
/// <remarks>
/// Layer k (from 1) is reset, accumulates for a window from (k − 1) T on, fires in the next. Its spikes last to the end of its firing phase, which is the accumulation of layer k + 1. Nodes:
/// <c>s0_j</c> and <c>n0_j</c> the spike of input j and its complement, <c>mk_i</c>, <c>sk_i</c>, <c>nk_i</c> membrane, spike and complement of neuron i of layer k.
/// </remarks>
/// <param name="circuit">The circuit.</param>
/// <param name="biases">Its common voltages.</param>
/// <param name="layers">Weights.</param>
internal sealed class Sky130Deck(Sky130Circuit circuit, CircuitBiases biases, IReadOnlyList<SynapseGates> layers)
{
    // Signals switch within a nanosecond; reset ends before the first spike can come.
    private const double Edge = 1e-9, Quiet = 20e-9;

    // Spikes are found to some 0.3 ns (against reltol 1e-4, chgtol 1e-18, trtol 1, in three times the points): charge errors are what the step is chosen by, and nodes within a neuron hold some fC. A transistor's junction is 1e-15 S.
    private const string Options = ".options reltol=1e-3 vntol=1e-5 abstol=1e-12 chgtol=3e-17 trtol=7 gmin=1e-15 method=gear itl1=500 itl4=50";

    /// <summary>When the first layer begins to accumulate, s.</summary>
    public const double Start = 100e-9;

    /// <summary>Length of the last layer's firing phase in windows; longer than 1 to see when a neuron fires that should at 1.</summary>
    public double LastPhase { get; init; } = 1;

    /// <summary>Synapses of every neuron, idle ones included; those of the widest layer if fewer.</summary>
    public int Synapses { get; init => field = Math.Max(value, layers.Max(layer => layer.Inputs)); } = layers.Max(layer => layer.Inputs);

    /// <summary>Longest step.</summary>
    public Duration Step { get; init; } = new(20e-9);

    /// <summary>The end, s.</summary>
    public double Stop => PhaseEnd(layers.Count);

    /// <summary>When a layer's firing phase begins, s; layers from 1.</summary>
    public double PhaseStart(int layer) => Start + (layer * circuit.Window.SI);

    /// <summary>When it ends, s.</summary>
    public double PhaseEnd(int layer) => PhaseStart(layer) + (circuit.Window.SI * (layer == layers.Count ? LastPhase : 1));

    /// <summary>The deck.</summary>
    /// <param name="models">The process.</param>
    /// <param name="times">When inputs spike, in windows; one at 1 or later, or infinite, does not.</param>
    public string Text(Sky130Models models, ReadOnlySpan<double> times)
    {
        StringBuilder deck = new();
        Line(deck, $"Mho: RC-Spike network {string.Join('-', layers.Select(layer => layer.Inputs).Append(layers[^1].Neurons))} in SKY130");
        Line(deck, $"{Options}");
        deck.Append(models.Card(Sky130Circuit.Transistors)).Append(circuit.Subcircuits);
        Line(deck, $"vdd vdd 0 {circuit.Supply.SI}");
        Line(deck, $"v0 v0 0 {circuit.Rest.SI}");
        Line(deck, $"vsense vsense 0 {biases.Sense.SI}");
        Line(deck, $"vdischarge vdischarge 0 {biases.Discharge.SI}");
        Inputs(deck, times);
        for (int layer = 1; layer <= layers.Count; layer++)
            Layer(deck, layer, layers[layer - 1]);
        Line(deck, $".save {string.Join(' ', from layer in Enumerable.Range(1, layers.Count) from neuron in Enumerable.Range(0, layers[layer - 1].Neurons) select $"v(m{layer}_{neuron}) v(s{layer}_{neuron})")}");
        Line(deck, $".tran {Step.SI / 10} {Stop} 0 {Step.SI}");
        Line(deck, $".end");
        return deck.ToString();
    }

    private void Inputs(StringBuilder deck, ReadOnlySpan<double> times)
    {
        if (times.Length != layers[0].Inputs)
            throw new ArgumentException($"{times.Length} spike times for {layers[0].Inputs} inputs; give one for each.", nameof(times));
        double on = circuit.Supply.SI, end = PhaseStart(1);
        for (int input = 0; input < times.Length; input++)
        {
            if (!(times[input] >= 0))
                throw new ArgumentOutOfRangeException(nameof(times), $"input {input} spikes at {times[input]} windows; give 0 to 1, or infinity for silence.");
            double at = Start + (times[input] * circuit.Window.SI);
            bool silent = at > end - (2 * Edge);
            Line(deck, $"vs{input} s0_{input} 0 {(silent ? "0" : Pulse(0, on, at, end))}");
            Line(deck, $"vn{input} n0_{input} 0 {(silent ? Number(on) : Pulse(on, 0, at, end))}");
        }
    }

    private void Layer(StringBuilder deck, int layer, SynapseGates gates)
    {
        double on = circuit.Supply.SI, release = Start + ((layer - 1) * circuit.Window.SI) - Quiet;
        Line(deck, $"vreset{layer} reset{layer} 0 pwl(0 {on} {release} {on} {release + Edge} 0)");
        Line(deck, $"vresetn{layer} resetn{layer} 0 pwl(0 0 {release} 0 {release + Edge} {on})");
        Line(deck, $"vphase{layer} phase{layer} 0 {Pulse(0, on, PhaseStart(layer), PhaseEnd(layer))}");
        for (int k = 0; k < gates.Positive.Count; k++)
        {
            (int input, int neuron) = (k / gates.Neurons, k % gates.Neurons);
            string place = $"{layer}_{input}_{neuron}";
            Line(deck, $"xsynapse{place} m{layer}_{neuron} {Gate(deck, "vgn" + place, gates.Positive[k])} {Gate(deck, "vgp" + place, gates.Negative[k])} s{layer - 1}_{input} n{layer - 1}_{input} synapse");
        }

        for (int neuron = 0; neuron < gates.Neurons; neuron++)
        {
            // Layers of fewer inputs get synapses that never conduct: then all membranes are alike.
            for (int input = gates.Inputs; input < Synapses; input++)
                Line(deck, $"xidle{layer}_{input}_{neuron} m{layer}_{neuron} 0 vdd 0 vdd synapse");
            Line(deck, $"xneuron{layer}_{neuron} m{layer}_{neuron} s{layer}_{neuron} n{layer}_{neuron} reset{layer} resetn{layer} phase{layer} neuron");
        }
    }

    // A transistor that is off has its rail for a gate, without a source of its own.
    private string Gate(StringBuilder deck, string source, double volt)
    {
        if (volt == 0 || volt == circuit.Supply.SI)
            return volt == 0 ? "0" : "vdd";
        Line(deck, $"{source} {source} 0 {volt}");
        return source;
    }

    // Half way at the times said.
    private static string Pulse(double before, double during, double from, double to) =>
        string.Create(CultureInfo.InvariantCulture, $"pwl(0 {before} {from - (Edge / 2)} {before} {from + (Edge / 2)} {during} {to - (Edge / 2)} {during} {to + (Edge / 2)} {before})");

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder deck, FormattableString text) => deck.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
