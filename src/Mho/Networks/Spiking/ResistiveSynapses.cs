using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Weights of spiking layers as cells of a resistive memory: two cells behind switches for each synapse, of which the one with the weight's sign conducts.</summary>
/// <remarks>
/// By <see cref="SwitchedResistors"/> a weight is σ = C |w|/(T |E|). A layer's membranes get the C with which its largest weight needs the device's highest conductance: C = σ_max T |E|/w_max.
/// Weights beyond are clipped; those that would need less than half the lowest conductance stay switched off, as does the other cell of each synapse. Left out: resistance of switches
/// and wires, read noise (a membrane averages over its window), the cells' own capacitance.
/// </remarks>
/// <param name="Device">The cells.</param>
/// <param name="WriteVerify">How cells that know pulses are programmed; the published scheme if null.</param>
/// <param name="WeightPercentile">Share of a layer's synapses that are not clipped, in (0, 1].</param>
/// <param name="Window">T; 1 µs if 0.</param>
/// <param name="Threshold">Vth; 50 mV if 0, so that cells of |E| = 8 see no more than 0.8 V.</param>
public sealed record ResistiveSynapses(IDevice Device, WriteVerify? WriteVerify = null, double WeightPercentile = 1, Duration Window = default, Voltage Threshold = default)
{
    /// <summary>How cells that know pulses are programmed.</summary>
    public WriteVerify WriteVerify { get; init; } = WriteVerify ?? new();

    /// <summary>Share of a layer's synapses that are not clipped.</summary>
    public double WeightPercentile { get; init => field = Limit.Within(value, 0.01, 1, "it is the share of weights that the cells reach"); } =
        Limit.Within(WeightPercentile, 0.01, 1, "it is the share of weights that the cells reach");

    /// <summary>T.</summary>
    public Duration Window { get; init => field = CircuitLimit.Positive(value, 1e-6); } = CircuitLimit.Positive(Window, 1e-6);

    /// <summary>Vth.</summary>
    public Voltage Threshold { get; init => field = CircuitLimit.Positive(value, 0.05); } = CircuitLimit.Positive(Threshold, 0.05);

    /// <summary>Programs the weights of every spiking layer.</summary>
    /// <param name="trained">A network whose layers with weights are spiking ones, with finite reversal potentials and no leak.</param>
    /// <param name="key">What cells draw, a child for each layer.</param>
    public ProgrammedSynapses Program(TrainedNetwork trained, Key key)
    {
        ArgumentNullException.ThrowIfNull(trained);
        List<SynapseCells> layers = [];
        foreach (NamedLayer named in trained.Network.Chain)
        {
            ISpikingNeuron? neuron = named.Layer switch { SpikingDense dense => dense.Neuron, SpikingConv2d convolution => convolution.Neuron, _ => null };
            if (neuron is not null)
                layers.Add(Cells(named.Name, neuron, trained.Parameters[named.Name + ".kernel"], key[named.Name]));
            else if (named.Layer.Parameters(named.Input).Any())
                throw new LayerException($"{named.Name}: has weights and is no spiking layer; only spiking layers become switched cells.");
        }

        return layers.Count > 0 ? new ProgrammedSynapses(trained, layers) : throw new LayerException("the network has no spiking layer; take \"physical-mlp\" or layers \"spiking-dense\".");
    }

    /// <summary>The circuit of a layer: its capacitance fits the largest weights to the highest conductance.</summary>
    internal SwitchedResistors Circuit(ReversalPotentials reversal, ReadOnlySpan<float> weights)
    {
        double[] needed = new double[weights.Length]; // σ T/C
        for (int i = 0; i < needed.Length; i++)
        {
            needed[i] = weights[i] >= 0 ? weights[i] / reversal.Positive : weights[i] / reversal.Negative;
            if (!double.IsFinite(needed[i]))
                throw new ArgumentException($"weight {i} is {weights[i]}; no cell has such a conductance. Train the network anew with a lower rate.", nameof(weights));
        }

        Array.Sort(needed);
        double largest = Quantiles.At(needed, WeightPercentile);
        largest = largest > 0 ? largest : needed[^1] > 0 ? needed[^1] : 1;
        return SwitchedResistors.Of(reversal, new Capacitance(Device.Range.Max.SI * Window.SI / largest), Threshold, Window);
    }

    private SynapseCells Cells(string layer, ISpikingNeuron neuron, Parameter weights, Key key)
    {
        if (neuron.Membrane.Leak > 0)
            throw new LayerException($"{layer}: a membrane of switched resistors has no leak; train with leak = 0.");
        if (!double.IsFinite(neuron.Membrane.Reversal.Positive - neuron.Membrane.Reversal.Negative))
            throw new LayerException($"{layer}: ideal synapses need infinite supply voltages; train with a finite |E|, 100 for instance.");
        return new SynapseCells(layer, Circuit(neuron.Membrane.Reversal, weights.Values), weights, this, key);
    }
}
