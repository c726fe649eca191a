using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Spiking neurons that each see every input spike; weights stored [inputs x units], no bias but what a bias spike gives.</summary>
/// <param name="Units">Number of neurons.</param>
/// <param name="Neuron">Which neuron; RC-Spike with E = ±4 if null.</param>
/// <param name="Discretisation">Intervals of training and of tests; the defaults of <see cref="Spiking.Discretisation"/> if null.</param>
/// <param name="EarlySpikePenalty">γ of Σ (t − 1)², which keeps spikes late and currents small (v1, eq. 58); 0 for none.</param>
/// <param name="FiringReward">γ of the weights that came before each neuron fired (<see cref="Spiking.FiringReward"/>); 0 for none, 8e-6 published for time to first spike.</param>
/// <param name="Release">What each synapse takes from the membrane when its spike ends, of RC-Spike neurons; nothing if null, as published.</param>
[Model("spiking-dense", Source = "Y. Sakemi et al., arXiv 2412.09010 v1")]
public sealed record SpikingDense(
    int Units, ISpikingNeuron? Neuron = null, Discretisation? Discretisation = null, double EarlySpikePenalty = 0, double FiringReward = 0, ReleaseCharge? Release = null) : ILayer
{
    /// <summary>Number of neurons.</summary>
    public int Units { get; init => field = Limit.AtLeast(value, 1, "a layer has an output"); } = Limit.AtLeast(Units, 1, "a layer has an output");

    /// <summary>Which neuron.</summary>
    public ISpikingNeuron Neuron { get; init => field = value ?? new RcSpike(); } = Neuron ?? new RcSpike();

    /// <summary>Intervals of training and of tests.</summary>
    public Discretisation Discretisation { get; init => field = value ?? new(); } = Discretisation ?? new();

    /// <summary>γ of the early-spike penalty.</summary>
    public double EarlySpikePenalty { get; init => field = Limit.AtLeast(value, 0, "it is a penalty"); } = Limit.AtLeast(EarlySpikePenalty, 0, "it is a penalty");

    /// <summary>γ of the firing reward.</summary>
    public double FiringReward { get; init => field = Limit.AtLeast(value, 0, "it is a reward"); } = Limit.AtLeast(FiringReward, 0, "it is a reward");

    /// <summary>What each synapse takes from the membrane when its spike ends.</summary>
    public ReleaseCharge Release { get; init => field = value ?? ReleaseCharge.None; } = Release ?? ReleaseCharge.None;

    /// <inheritdoc/>
    public Shape Infer(Shape input) =>
        input.Rank != 1 ? throw new ArgumentException($"got {input}, needs [spike times]; put a \"flatten\" layer before it.", nameof(input))
        : Release != ReleaseCharge.None && Neuron is not RcSpike ? throw new ArgumentException("a release charge comes between the two phases of an RC-Spike neuron, and this neuron has one; leave release out.", nameof(input))
        : new Shape(Units);

    /// <inheritdoc/>
    /// <remarks>
    /// Two phases: uniform with variance 1/(4 inputs) around 3/(4 inputs), so that inputs spread over their window charge neurons to some 0.3 ± 0.25 of the threshold: inside the clip,
    /// where gradients pass. The paper is silent on it; of six choices tried on the digits this one alone trained every network of the tests. Time to first spike: uniform in 0 … w_max/inputs with w_max = −8 ln(1 − β)/(β t²), t = 3.2/3 a layer, after v1, eq. 107.
    /// </remarks>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        yield return new LayerParameter("kernel", new Shape(input.Count, Units), SpikingSynapses.First(Neuron, input.Count));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        Tensor fired = SpikingSynapses.Dense(recorder, input, Neuron, Discretisation, Release);
        if (EarlySpikePenalty > 0)
            recorder.Penalise(new SpikeTimePenalty(recorder.Arena, fired, EarlySpikePenalty, Neuron.Window));
        if (FiringReward > 0)
            recorder.Penalise(new FiringReward(recorder.Arena, input, fired, recorder.Parameter("kernel").Tensor, FiringReward));
        return fired;
    }
}
