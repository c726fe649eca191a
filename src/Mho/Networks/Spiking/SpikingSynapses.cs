using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>What dense and convolutional layers of spiking neurons record alike.</summary>
internal static class SpikingSynapses
{
    /// <summary>Records spread spikes, the two products G = S W and F = S (β∘W), the neuron and its noise.</summary>
    /// <param name="recorder">Of the layer, whose weights are <c>"kernel"</c>.</param>
    /// <param name="times">Spike times [samples x …].</param>
    /// <param name="neuron">Which neuron.</param>
    /// <param name="discretisation">M for training and for tests.</param>
    /// <param name="product">The layer's product of S with a kernel; the intervals of a sample count as samples of their own.</param>
    /// <returns>Spike times of the neurons.</returns>
    public static Tensor Record(Recorder recorder, Tensor times, ISpikingNeuron neuron, Discretisation discretisation, Func<Tensor, Tensor, Operation> product)
    {
        Tensor kernel = recorder.Noisy("kernel");
        SpreadSpikes spikes = recorder.Trains
            ? new(recorder.Arena, times, discretisation.Intervals, discretisation.Offset, neuron.Window)
            : new(recorder.Arena, times, discretisation.TestIntervals, GridOffset.Fixed, neuron.Window);
        Tape tape = recorder.Tape;
        Tensor conducting = tape.Record(spikes), drives = tape.Record(product(conducting, kernel));
        Tensor reversed = tape.Record(new ReversedWeights(recorder.Arena, kernel, neuron.Membrane.Reversal));
        Tensor fired = neuron.Fire(tape, drives, tape.Record(product(conducting, reversed)), spikes);
        return neuron.SpikeNoise == 0 ? fired : tape.Record(new NormalNoise(recorder.Arena, fired, neuron.SpikeNoise));
    }

    /// <summary>First weights: see <see cref="SpikingDense.Parameters"/>.</summary>
    public static Initial First(ISpikingNeuron neuron, int inputs) => neuron is TimeToFirstSpike
        ? new Initial(FirstMean(neuron) / inputs, FirstMean(neuron) / inputs)
        : new Initial(0.75 / inputs, Math.Sqrt(0.75 / inputs));

    // Half of w_max: with spikes spread over a window, v(t) = (1 − exp(−w_max β t²/4))/β reaches the threshold at t_ref.
    private static double FirstMean(ISpikingNeuron neuron)
    {
        const double surplus = 2, reference = 3.2 / 3;
        double beta = neuron.Membrane.Reversal.Slopes.Positive;
        return 0.5 * surplus * 4 * Decay.LogRatio(-beta) / (reference * reference);
    }
}
