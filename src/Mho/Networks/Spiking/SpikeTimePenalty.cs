using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>γ · mean over samples of Σ (t − t_ref)²: pulls spikes towards a time of reference, and with them their gradients away from the clip.</summary>
/// <remarks>The temporal penalty of output neurons and, with t_ref = 1, the early-spike penalty of hidden ones: Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 52 and 58. Adjoint 2 γ (t − t_ref)/samples.</remarks>
public sealed unsafe class SpikeTimePenalty : Operation
{
    private readonly double _factor, _reference;

    /// <summary>Of spike times [samples x …].</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="times">[samples x …].</param>
    /// <param name="factor">γ.</param>
    /// <param name="reference">t_ref.</param>
    public SpikeTimePenalty(Arena arena, Tensor times, double factor, double reference)
        : base(new Tensor(arena, new Shape(1), times.NeedsGradient), times) => (_factor, _reference) = (factor / times.Shape[0], reference);

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        double sum = 0;
        foreach (float time in Inputs[0].Values)
            sum += (time - _reference) * (time - _reference);
        Output.Values[0] = (float)(_factor * sum);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        float scale = (float)(2 * _factor * Output.Gradients[0]), reference = (float)_reference;
        float* t = Inputs[0].Data, dt = Inputs[0].Gradient;
        for (int i = 0; i < Inputs[0].Shape.Count; i++)
            dt[i] = (Adds(0) ? dt[i] : 0) + (scale * (t[i] - reference));
    }
}
