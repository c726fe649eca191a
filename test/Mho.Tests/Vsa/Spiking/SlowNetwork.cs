using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Spiking;

namespace Mho.Tests.Vsa.Spiking;

/// <summary>The spiking network once more, in double and plain loops, its synapses kept by the neuron that spikes: what the fast one is held against.</summary>
internal sealed class SlowNetwork(Synapses synapses, int ones, LeakyNeuron neuron)
{
    private readonly double[] _traces = new double[synapses.Length];
    private readonly int[] _lastSpike = [.. Enumerable.Repeat(int.MinValue / 2, synapses.Length)];
    private int _tick;

    public double[] Potentials { get; } = new double[synapses.Length];

    // As after a long time at the nominal rate: every synapse of an active neuron stands at r0 τ_s.
    public void Begin(SparseBinary state, ReadOnlySpan<float> potentials)
    {
        foreach (int one in state.Ones)
            _traces[one] = neuron.NominalRate.SI * neuron.Synapse.SI;
        for (int i = 0; i < potentials.Length; i++)
            Potentials[i] = potentials[i];
    }

    public List<int> Advance(Bipolar? stimulus)
    {
        double scale = 1 / (ones * neuron.NominalRate.SI * neuron.Synapse.SI), activity = _traces.Sum() * scale;
        double dt = neuron.Step.SI, refractory = neuron.Refractory.SI;
        List<int> spikes = [];
        for (int i = 0; i < synapses.Length; i++)
        {
            double u = 0;
            for (int j = 0; j < synapses.Length; j++)
                u += synapses.From(j)[i] * _traces[j] * scale;
            double current = neuron.Drive + (neuron.Excitation * u) - (neuron.Inhibition * activity) + (stimulus is not null && stimulus[i] < 0 ? neuron.MaskCurrent : 0);
            if ((_tick - _lastSpike[i]) * dt < refractory + (dt / 2))
                continue;
            Potentials[i] = Math.Max(neuron.Floor, current + ((Potentials[i] - current) * Math.Exp(-dt / neuron.Membrane.SI)));
            if (Potentials[i] < 1)
                continue;
            (Potentials[i], _lastSpike[i]) = (0, _tick);
            spikes.Add(i);
        }

        for (int j = 0; j < _traces.Length; j++)
            _traces[j] *= Math.Exp(-dt / neuron.Synapse.SI);
        foreach (int j in spikes)
            _traces[j]++;
        _tick++;
        return spikes;
    }
}
