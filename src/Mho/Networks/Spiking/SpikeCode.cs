using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Numbers x in [0, 1] as spike times: t = τ (1 − x), the brightest first, or t = τ x; with or without a spike at t = 0 that every image has.</summary>
/// <remarks>Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 54 and 55: images brightest first, Iris smallest first and with a bias spike.</remarks>
/// <param name="Order">Which numbers spike first.</param>
/// <param name="BiasSpike">Whether an input is added that spikes at 0; needs [features].</param>
/// <param name="Window">τ, in units of the input window.</param>
[Model("spike-code", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 54 and 55")]
public sealed record SpikeCode(SpikeOrder Order = SpikeOrder.LargestFirst, bool BiasSpike = false, double Window = 1) : ILayer
{
    /// <summary>τ.</summary>
    public double Window { get; init => field = Limit.Positive(value, "it is the time of the last spike"); } = Limit.Positive(Window, "it is the time of the last spike");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => !BiasSpike ? input
        : input.Rank == 1 ? new Shape(input.Count + 1)
        : throw new ArgumentException($"got {input}, needs [features] for a bias spike; put a \"flatten\" layer before it.", nameof(input));

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        Tensor times = recorder.Tape.Record(Order == SpikeOrder.LargestFirst
            ? new Affine(recorder.Arena, input, -Window, Window)
            : new Affine(recorder.Arena, input, Window));
        return BiasSpike ? recorder.Tape.Record(new Concatenate(recorder.Arena, times, recorder.Tape.Input(new Shape(input.Shape[0], 1)))) : times;
    }
}
