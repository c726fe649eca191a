using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>What the synapses of a dense layer add to its membranes when their spikes end [samples x neurons]: Σⱼ q(wⱼᵢ) over the inputs that spiked before the window's end.</summary>
/// <remarks>
/// Adjoint: ∂w = b/w of the charge's logarithm where there is a charge (<see cref="ReleaseCharge"/>), times the samples in which the input spiked. Whether it spiked is taken as given: spike times
/// get no gradient.
/// </remarks>
public sealed unsafe class ReleasedCharges : Operation
{
    private readonly ReleaseCharge _release;
    private readonly float* _charges;

    /// <summary>Of a dense layer.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="times">[samples x inputs] spike times, in windows.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="release">q.</param>
    public ReleasedCharges(Arena arena, Tensor times, Tensor weights, ReleaseCharge release)
        : base(Membranes(arena, times, weights), times, weights)
    {
        ArgumentNullException.ThrowIfNull(release);
        _release = release;
        _charges = arena.Take(weights.Shape.Count);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        (int inputs, int neurons) = (Inputs[1].Shape[0], Inputs[1].Shape[1]);
        for (int k = 0; k < inputs * neurons; k++)
            _charges[k] = (float)_release.Of(Inputs[1].Data[k]);
        Output.Values.Clear();
        for (int sample = 0; sample < Output.Shape[0]; sample++)
        {
            float* spike = Inputs[0].Data + ((nint)sample * inputs), charge = _charges, sum = Output.Data + ((nint)sample * neurons);
            for (int j = 0; j < inputs; j++, charge += neurons)
            {
                for (int i = 0; i < neurons && spike[j] < 1; i++)
                    sum[i] += charge[i];
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        // Spike times get no gradient, but the first to write one must store it.
        if (Inputs[0].NeedsGradient && !Adds(0))
            Inputs[0].Gradients.Clear();
        if (!Inputs[1].NeedsGradient)
            return;
        (int inputs, int neurons) = (Inputs[1].Shape[0], Inputs[1].Shape[1]);
        if (!Adds(1))
            Inputs[1].Gradients.Clear();
        for (int k = 0; k < inputs * neurons; k++)
            _charges[k] = (float)_release.Slope(Inputs[1].Data[k]);
        for (int sample = 0; sample < Output.Shape[0]; sample++)
        {
            float* spike = Inputs[0].Data + ((nint)sample * inputs), slope = _charges, to = Inputs[1].Gradient, from = Output.Gradient + ((nint)sample * neurons);
            for (int j = 0; j < inputs; j++, slope += neurons, to += neurons)
            {
                for (int i = 0; i < neurons && spike[j] < 1; i++)
                    to[i] += slope[i] * from[i];
            }
        }
    }

    private static Tensor Membranes(Arena arena, Tensor times, Tensor weights) => weights.Shape.Rank == 2 && weights.Shape[0] == times.Shape.Stride
        ? new Tensor(arena, new Shape(times.Shape[0], weights.Shape[1]), NeedsGradient(times, weights))
        : throw new ArgumentException($"weights are {weights.Shape}; spikes {times.Shape} need [{times.Shape.Stride} x neurons].", nameof(weights));
}
