using Mho.Autograd;
using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>The programmed cells of one spiking layer.</summary>
public sealed class SynapseCells
{
    private readonly double[] _targets;
    private readonly int[] _places; // synapse i of positive weight at i, of negative weight at −1 − i
    private readonly Programming.Result _cells;
    private readonly ResistiveSynapses _synapses;
    private readonly Key _key;

    internal SynapseCells(string layer, SwitchedResistors circuit, Parameter weights, ResistiveSynapses synapses, Key key)
    {
        (Layer, Circuit, Synapses, _synapses, _key) = (layer, circuit, weights.Values.Length, synapses, key);
        double[] positive = new double[Synapses], negative = new double[Synapses];
        ((ISynapseCircuit)circuit).Elements<float>(weights.Values, positive, negative);
        double least = synapses.Device.Range.Min.SI / 2, most = synapses.Device.Range.Max.SI;
        List<double> targets = [];
        List<int> places = [];
        for (int i = 0; i < Synapses; i++)
        {
            double wished = Math.Max(positive[i], negative[i]);
            if (wished == 0 || wished < least)
                continue;
            Clipped += wished > most * (1 + 1e-9) ? 1 : 0;
            targets.Add(synapses.Device.Range.Nearest(wished));
            places.Add(positive[i] > 0 ? i : -1 - i);
        }

        (_targets, _places) = ([.. targets], [.. places]);
        _cells = Programming.Run(synapses.Device, synapses.WriteVerify, _targets, key["cells"]);
    }

    /// <summary>Name of the layer.</summary>
    public string Layer { get; }

    /// <summary>Capacitance and voltages of its membranes.</summary>
    public SwitchedResistors Circuit { get; }

    /// <summary>Synapses of the layer.</summary>
    public int Synapses { get; }

    /// <summary>Cells that conduct; of the other synapses both stay switched off.</summary>
    public int Conducting => _targets.Length;

    /// <summary>Weights larger than the highest conductance makes.</summary>
    public int Clipped { get; }

    /// <summary>Root mean square of achieved less target directly after programming.</summary>
    public Conductance Error
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < _targets.Length; i++)
                sum += (_cells.Programmed[i] - _targets[i]) * (_cells.Programmed[i] - _targets[i]);
            return new Conductance(Math.Sqrt(sum / Math.Max(1, _targets.Length)));
        }
    }

    /// <summary>Share of cells that write–verify brought inside their window; NaN for devices that are not programmed by pulses.</summary>
    public double Yield => _cells.Outcomes is null ? double.NaN : _cells.Outcomes.Count(outcome => outcome == WriteOutcome.Inside) / (double)Math.Max(1, _cells.Outcomes.Length);

    /// <summary>The weights that the cells realise a time after programming; the same cell keeps its draw at all times.</summary>
    /// <param name="elapsed">Since programming; 0 for at once.</param>
    /// <param name="weights">Gets them, in the order of the layer's kernel.</param>
    public void Weights(Duration elapsed, Span<float> weights)
    {
        double[] now = _cells.Programmed, positive = new double[Synapses], negative = new double[Synapses];
        if (elapsed.SI > 0 && _synapses.Device is IRelaxing relaxing)
        {
            now = new double[_targets.Length];
            int last = _synapses.WriteVerify.Iterations - 1;
            Programming.Relax(relaxing, _cells.Programmed, _cells.Rounds, elapsed, _key["cells"], _key["relaxation"], last, now);
        }

        for (int i = 0; i < now.Length; i++)
        {
            if (_places[i] >= 0)
                positive[_places[i]] = now[i];
            else
                negative[-1 - _places[i]] = now[i];
        }

        ((ISynapseCircuit)Circuit).Weights(positive, negative, weights);
    }
}
