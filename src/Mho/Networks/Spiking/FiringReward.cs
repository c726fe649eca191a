using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>−γ · mean over samples of Σᵢ Σⱼ wᵢⱼ over the inputs whose spikes came before neuron i fired: raises the weights that neurons late or silent have used.</summary>
/// <remarks>
/// Q of Y. Sakemi et al., arXiv 2412.09010 v1, eq. 53, which enters their cost with a plus sign; since it is to promote firing, it must enter with a minus sign. Which spikes
/// count is taken as given: the gradient goes to the weights alone, −γ times the share of samples in which the input came first.
/// </remarks>
public sealed unsafe class FiringReward : Operation
{
    private readonly double _factor;

    /// <summary>Of a dense layer.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="inputs">[samples x inputs] spike times.</param>
    /// <param name="outputs">[samples x neurons] spike times; a neuron that does not fire has the end of the window.</param>
    /// <param name="weights">[inputs x neurons].</param>
    /// <param name="factor">γ.</param>
    public FiringReward(Arena arena, Tensor inputs, Tensor outputs, Tensor weights, double factor)
        : base(new Tensor(arena, new Shape(1), NeedsGradient(weights, inputs, outputs)), weights, inputs, outputs)
    {
        if (inputs.Shape[0] != outputs.Shape[0] || weights.Shape != new Shape(inputs.Shape.Stride, outputs.Shape.Stride))
            throw new ArgumentException($"weights {weights.Shape} do not lead from spikes {inputs.Shape} to spikes {outputs.Shape}.", nameof(weights));
        _factor = factor / inputs.Shape[0];
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        (int inputs, int neurons) = (Inputs[0].Shape[0], Inputs[0].Shape[1]);
        float* w = Inputs[0].Data;
        double sum = 0;
        for (int sample = 0; sample < Inputs[1].Shape[0]; sample++)
        {
            float* before = Inputs[1].Data + ((nint)sample * inputs), after = Inputs[2].Data + ((nint)sample * neurons);
            for (int j = 0; j < inputs; j++)
            {
                for (int i = 0; i < neurons; i++)
                    sum += before[j] < after[i] ? w[((nint)j * neurons) + i] : 0;
            }
        }

        Output.Values[0] = (float)(-_factor * sum);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        (int inputs, int neurons) = (Inputs[0].Shape[0], Inputs[0].Shape[1]);
        if (Inputs[0].NeedsGradient)
        {
            float scale = (float)(-_factor * Output.Gradients[0]);
            if (!Adds(0))
                Inputs[0].Gradients.Clear();
            for (int sample = 0; sample < Inputs[1].Shape[0]; sample++)
            {
                float* before = Inputs[1].Data + ((nint)sample * inputs), after = Inputs[2].Data + ((nint)sample * neurons), dw = Inputs[0].Gradient;
                for (int j = 0; j < inputs; j++, dw += neurons)
                {
                    for (int i = 0; i < neurons; i++)
                        dw[i] += before[j] < after[i] ? scale : 0;
                }
            }
        }

        // Spike times get no gradient, but the first to write one must store it.
        for (int input = 1; input < 3; input++)
        {
            if (!Adds(input))
                Inputs[input].Gradients.Clear();
        }
    }
}
