using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>What dense and convolutional layers of spiking neurons record alike.</summary>
internal static class SpikingSynapses
{
    /// <summary>Records a dense layer: sorted spikes, their product with W, the neuron and its noise.</summary>
    /// <param name="recorder">Of the layer, whose weights are <c>"kernel"</c>.</param>
    /// <param name="times">Spike times [samples x inputs].</param>
    /// <param name="neuron">Which neuron.</param>
    /// <param name="discretisation">M for training and for tests.</param>
    /// <param name="release">What synapses take when their spikes end; of RC-Spike neurons only.</param>
    /// <returns>Spike times of the neurons.</returns>
    public static Tensor Dense(Recorder recorder, Tensor times, ISpikingNeuron neuron, Discretisation discretisation, ReleaseCharge release)
    {
        (int intervals, GridOffset offset) = Grid(recorder, discretisation);
        Tensor kernel = recorder.Noisy("kernel");
        SortedSpikes spikes = new(recorder.Arena, times, intervals, offset, neuron.Window);
        recorder.Tape.Record(spikes);
        SpikeProduct product = new(recorder.Arena, spikes, kernel, neuron.Membrane.Reversal);
        Tensor drives = recorder.Tape.Record(product);
        return neuron is RcSpike own && release != ReleaseCharge.None
            ? Noisy(recorder, neuron, own.Fire(recorder.Tape, drives, product.Rates, spikes, recorder.Tape.Record(new ReleasedCharges(recorder.Arena, times, kernel, release))))
            : Fired(recorder, neuron, drives, product.Rates, spikes);
    }

    /// <summary>Records a convolution, to which every interval of a sample is an image of its own: spread spikes, the two products G = S W and F = S (β∘W), the neuron and its noise.</summary>
    /// <param name="recorder">Of the layer.</param>
    /// <param name="times">Spike times [samples x height x width x channels].</param>
    /// <param name="neuron">Which neuron.</param>
    /// <param name="discretisation">M for training and for tests.</param>
    /// <param name="window">What a neuron sees.</param>
    /// <returns>Spike times of the neurons.</returns>
    public static Tensor Convolution(Recorder recorder, Tensor times, ISpikingNeuron neuron, Discretisation discretisation, Window window)
    {
        (int intervals, GridOffset offset) = Grid(recorder, discretisation);
        (Tape tape, Arena arena) = (recorder.Tape, recorder.Arena);
        Tensor kernel = recorder.Noisy("kernel");
        SpreadSpikes spikes = new(arena, times, intervals, offset, neuron.Window);
        Tensor conducting = tape.Record(spikes), drives = tape.Record(new Convolution(arena, conducting, kernel, bias: null, window));
        Tensor reversed = tape.Record(new ReversedWeights(arena, kernel, neuron.Membrane.Reversal));
        return Fired(recorder, neuron, drives, tape.Record(new Convolution(arena, conducting, reversed, bias: null, window)), spikes);
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

    private static (int Intervals, GridOffset Offset) Grid(Recorder recorder, Discretisation discretisation) =>
        recorder.Trains ? (discretisation.Intervals, discretisation.Offset) : (discretisation.TestIntervals, GridOffset.Fixed);

    private static Tensor Fired(Recorder recorder, ISpikingNeuron neuron, Tensor drives, Tensor rates, ISpikeIntervals intervals) =>
        Noisy(recorder, neuron, neuron.Fire(recorder.Tape, drives, rates, intervals));

    private static Tensor Noisy(Recorder recorder, ISpikingNeuron neuron, Tensor fired) =>
        neuron.SpikeNoise == 0 ? fired : recorder.Tape.Record(new NormalNoise(recorder.Arena, fired, neuron.SpikeNoise));
}
