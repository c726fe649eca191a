namespace Mho.Networks.Spiking;

/// <summary>Dense layers of RC-Spike neurons as numbers, solved exactly: what a circuit is compared with.</summary>
/// <param name="Neuron">Of all layers.</param>
/// <param name="Layers">Weights in order.</param>
public sealed record PhysicalNetwork(RcSpike Neuron, IReadOnlyList<SpikingWeights> Layers)
{
    /// <summary>Weights in order; each layer has as many inputs as the one before has neurons.</summary>
    public IReadOnlyList<SpikingWeights> Layers { get; init => field = Fitting(value); } = Fitting(Layers);

    /// <summary>What synapses take from membranes when a spike ends; nothing in the published model.</summary>
    public ReleaseCharge Release { get; init; } = ReleaseCharge.None;

    /// <summary>The layers of a trained network of spike coding, dense RC-Spike layers of one kind of neuron, and a read-out.</summary>
    /// <exception cref="InputException">The network is of another kind; says which layer is in the way.</exception>
    public static PhysicalNetwork Of(TrainedNetwork trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        (RcSpike Neuron, ReleaseCharge Release)? circuit = null;
        List<SpikingWeights> layers = [];
        foreach (NamedLayer named in trained.Network.Chain)
        {
            if (named.Layer is SpikingDense { Neuron: RcSpike own } dense && (own with { SpikeNoise = 0 }, dense.Release) is var like && (circuit is null || like == circuit))
            {
                circuit = like;
                layers.Add(new(named.Input.Count, [.. trained.Parameters[named.Name + ".kernel"].Values.ToArray().Select(weight => (double)weight)]));
            }
            else if (named.Layer is not (SpikeCode or Flatten or SpikeReadout))
            {
                throw new InputException($"{named.Name} is no dense layer of the same RC-Spike neurons as the others; the circuit has no other layers.", field: "network");
            }
        }

        return circuit is (RcSpike neuron, ReleaseCharge release)
            ? new(neuron, layers) { Release = release }
            : throw new InputException("has no layer of RC-Spike neurons.", field: "network");
    }

    /// <summary>Spike times of every layer, in windows from the beginning of its firing phase; 1 where a neuron does not fire.</summary>
    /// <param name="times">Of the inputs, in windows.</param>
    public double[][] SpikeTimes(ReadOnlySpan<double> times)
    {
        double[][] spikes = new double[Layers.Count][];
        double[] inputs = times.ToArray();
        for (int layer = 0; layer < spikes.Length; layer++)
        {
            spikes[layer] = Potentials(layer, inputs, 1);
            Release.Add(Layers[layer], inputs, spikes[layer]);
            for (int i = 0; i < spikes[layer].Length; i++)
                spikes[layer][i] = FiringPhase.SpikeTime(spikes[layer][i], Neuron.DischargeSlope);
            inputs = spikes[layer];
        }

        return spikes;
    }

    /// <summary>The membranes of a layer while it accumulates.</summary>
    /// <param name="layer">Which, from 0.</param>
    /// <param name="times">Spike times of its inputs, in windows.</param>
    /// <param name="at">When, in windows from the beginning of its accumulation.</param>
    /// <returns>v [neurons], in thresholds.</returns>
    public double[] Potentials(int layer, ReadOnlySpan<double> times, double at)
    {
        SpikingWeights weights = Layers[layer];
        if (times.Length != weights.Inputs)
            throw new ArgumentException($"{times.Length} spike times for {weights.Inputs} inputs of layer {layer}; give one for each.", nameof(times));
        double[] potentials = new double[weights.Neurons];
        if (at > 0)
            EventDrivenLayer.Potentials(Neuron.Membrane, at, times, [.. weights.Weights], weights.Neurons, potentials);
        return potentials;
    }

    /// <summary>How far membranes go while they accumulate: between spikes they move one way, so the ends are at a spike or at the end of the window, where <see cref="Release"/> joins.</summary>
    /// <param name="times">Of the inputs, in windows.</param>
    public MembraneRange Range(ReadOnlySpan<double> times)
    {
        double[] inputs = times.ToArray();
        double[][] spikes = SpikeTimes(times);
        (MembranePeak lowest, MembranePeak highest) = (default, default);
        for (int layer = 0; layer < spikes.Length; layer++)
        {
            foreach (double at in (IEnumerable<double>)[.. inputs.Where(time => time < 1), 1])
            {
                double[] potentials = Potentials(layer, inputs, at);
                if (at == 1)
                    Release.Add(Layers[layer], inputs, potentials);
                for (int i = 0; i < potentials.Length; i++)
                {
                    lowest = potentials[i] < lowest.Potential ? new(potentials[i], layer, i) : lowest;
                    highest = potentials[i] > highest.Potential ? new(potentials[i], layer, i) : highest;
                }
            }

            inputs = spikes[layer];
        }

        return new(lowest, highest);
    }

    /// <summary>The network with its positive and its negative weights scaled.</summary>
    public PhysicalNetwork Scaled(double positive, double negative) =>
        this with { Layers = [.. Layers.Select(layer => new SpikingWeights(layer.Inputs, [.. layer.Weights.Select(weight => weight * (weight >= 0 ? positive : negative))]))] };

    private static IReadOnlyList<SpikingWeights> Fitting(IReadOnlyList<SpikingWeights> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
            throw new ArgumentException("a network has a layer.", nameof(layers));
        for (int layer = 1; layer < layers.Count; layer++)
        {
            if (layers[layer].Inputs != layers[layer - 1].Neurons)
                throw new ArgumentException($"layer {layer} has {layers[layer].Inputs} inputs, and the one before {layers[layer - 1].Neurons} neurons; make them equal.", nameof(layers));
        }

        return layers;
    }
}
