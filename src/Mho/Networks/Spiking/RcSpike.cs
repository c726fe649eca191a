using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Neuron of two phases: synapses charge the membrane for one window, then a constant current takes it to the threshold, and the time that needs is the answer.</summary>
/// <remarks>
/// Accumulation: <see cref="Membrane"/> from v = 0 at t = 0 to v(1). Firing: t = clip(1 − v(1), 0, 1) for an ideal current, else <see cref="FiringPhase"/>. Layers take turns, so times
/// are local to each layer's window. Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 20–27 and 81–85. For ideal synapses it is a weighted sum of activations 1 − t with a hard sigmoid.
/// </remarks>
/// <param name="Membrane">Reversal potentials and leak; E = ±4 without leak if null.</param>
/// <param name="DischargeSlope">b = λ_dis Vth = 1/E_dis in [0, 1): how much the discharger's current falls on the way; 0 for an ideal one.</param>
/// <param name="SpikeNoise">σ of the noise on spike times; the published default keeps potentials large enough for hardware to tell apart.</param>
[Model("rc-spike", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 20-27 and 81-85")]
public sealed record RcSpike(Membrane? Membrane = null, double DischargeSlope = 0, double SpikeNoise = 0.01) : ISpikingNeuron
{
    /// <inheritdoc/>
    public Membrane Membrane { get; init => field = value ?? new(); } = Membrane ?? new();

    /// <summary>b in [0, 1).</summary>
    public double DischargeSlope { get; init => field = Slope(value); } = Slope(DischargeSlope);

    /// <inheritdoc/>
    public double SpikeNoise { get; init => field = Limit.Within(value, 0, 1, "it is a share of the window"); } = Limit.Within(SpikeNoise, 0, 1, "it is a share of the window");

    /// <summary>1: the window is the unit of time.</summary>
    public double Window => 1;

    /// <inheritdoc/>
    public Tensor Fire(Tape tape, Tensor drives, Tensor rates, ISpikeIntervals spikes) => Fire(tape, drives, rates, spikes, null);

    /// <summary>Records spike times with a charge [samples x …], in thresholds, that membranes get between the phases.</summary>
    internal Tensor Fire(Tape tape, Tensor drives, Tensor rates, ISpikeIntervals spikes, Tensor? released)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tensor potentials = tape.Record(new MembraneCharge(tape.Arena, drives, rates, spikes, Membrane.Leak));
        if (released is not null)
            potentials = tape.Record(new Add(tape.Arena, potentials, released));
        return tape.Record(new FiringTime(tape.Arena, potentials, DischargeSlope));
    }

    private static double Slope(double slope) =>
        Limit.Within(slope, 0, 0.99, "the discharging current, 1 - b v of that at rest, must not die before the threshold v = 1");
}
