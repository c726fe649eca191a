using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>When the neurons of one layer fired for some images.</summary>
/// <param name="Layer">Name of the layer: <c>"spike-code1"</c> for the inputs, <c>"spiking-dense2"</c>, ….</param>
/// <param name="Neurons">Neurons of the layer, all places of a convolution.</param>
/// <param name="Window">Length of its window; a spike at or after its end has no effect on the next layer.</param>
/// <param name="Times">[images x neurons] spike times in units of the input window, counted from the layer's own window, with spike noise.</param>
public sealed record LayerSpikes(string Layer, int Neurons, double Window, float[] Times)
{
    /// <summary>Share of spikes at or after the end of the window: they say nothing.</summary>
    public double Silent => Times.Count(time => time >= Window) / (double)Times.Length;

    /// <summary>Share of spikes at or before the window's begin: neurons that were full before they could say more.</summary>
    public double AtOnce => Times.Count(time => time <= 0) / (double)Times.Length;

    /// <summary>Spike times of every layer of a network whose outputs are spikes, inputs first.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="images">As many as one batch in memory may hold.</param>
    public static IReadOnlyList<LayerSpikes> Of(TrainedNetwork trained, LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        List<(NamedLayer Layer, Tensor Times)> seen = [];
        NamedLayer? last = null;
        using Tape tape = Tape.ForEvaluation();
        Tensor input = tape.Input(trained.Network.Batched(images.Count));
        new Recorder(tape, trained.Parameters, weightNoise: 0)
        {
            Watch = (named, times) =>
            {
                if (last is { Layer: SpikeCode or SpikingDense or SpikingConv2d })
                    seen.Add((last, times));
                last = named;
            },
        }.Chain(trained.Network.Chain, input);
        for (int i = 0; i < images.Count; i++)
            images.CopyTo(i, input.Values.Slice(i * images.ImageLength, images.ImageLength));
        tape.Forward(new Step(default(Key)["spikes"], Training: false));
        return [.. seen.Select(layer => new LayerSpikes(layer.Layer.Name, layer.Times.Shape.Stride, WindowOf(layer.Layer.Layer), layer.Times.Values.ToArray()))];
    }

    private static double WindowOf(ILayer layer) => layer switch
    {
        SpikingDense dense => dense.Neuron.Window,
        SpikingConv2d convolution => convolution.Neuron.Window,
        SpikeCode code => code.Window,
        _ => 1,
    };
}
