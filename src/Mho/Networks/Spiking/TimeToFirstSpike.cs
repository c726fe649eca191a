using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Neuron that fires when its membrane first reaches the threshold, while its inputs are still arriving; once.</summary>
/// <remarks>
/// Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 28–29 (exact) and 44 (discretised, with the index of the interval of the crossing throughout). A neuron that does not reach it gets the
/// time of the window's end, at which a spike has no effect, and no gradient: the firing reward of a layer is what wakes it.
/// </remarks>
/// <param name="Membrane">Reversal potentials and leak; E = ±4 without leak if null. E⁺ must lie above the threshold 1.</param>
/// <param name="SpikeNoise">σ of the noise on spike times.</param>
/// <param name="Window">How long membranes are followed, in units of the input window; published output spikes aim at 3.2.</param>
[Model("time-to-first-spike", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 28-29 and 44")]
public sealed record TimeToFirstSpike(Membrane? Membrane = null, double SpikeNoise = 0.01, double Window = 5) : ISpikingNeuron
{
    /// <inheritdoc/>
    public Membrane Membrane { get; init => field = Reaching(value ?? new()); } = Reaching(Membrane ?? new());

    /// <inheritdoc/>
    public double SpikeNoise { get; init => field = Limit.Within(value, 0, 1, "it is a share of the input window"); } = Limit.Within(SpikeNoise, 0, 1, "it is a share of the input window");

    /// <inheritdoc/>
    public double Window { get; init => field = Limit.Positive(value, "it is how long a membrane is followed"); } = Limit.Positive(Window, "it is how long a membrane is followed");

    /// <inheritdoc/>
    public Tensor Fire(Tape tape, Tensor drives, Tensor rates, ISpikeIntervals spikes)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return tape.Record(new FirstSpike(tape.Arena, drives, rates, spikes, Membrane.Leak));
    }

    private static Membrane Reaching(Membrane membrane) => membrane.Reversal.Positive > 1
        ? membrane
        : throw new ArgumentOutOfRangeException(nameof(membrane), $"E⁺ = {membrane.Reversal.Positive} is not above the threshold 1, so the neuron could never fire; raise it.");
}
