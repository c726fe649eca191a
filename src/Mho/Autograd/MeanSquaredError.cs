namespace Mho.Autograd;

/// <summary>Mean over all elements of (y − target)²; a scalar loss. Adjoint: 2 (y − target) / n, and its opposite for the target.</summary>
public sealed unsafe class MeanSquaredError : Operation
{
    /// <summary>The loss of <paramref name="y"/> beside a target of its shape, often an input that the caller fills.</summary>
    public MeanSquaredError(Arena arena, Tensor y, Tensor target)
        : base(new Tensor(arena, new Shape(1), NeedsGradient(y, target)), y, target)
    {
        if (y.Shape != target.Shape)
            throw new ArgumentException($"the target is {target.Shape}; a result of {y.Shape} needs the same.", nameof(target));
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        double sum = 0;
        float* y = Inputs[0].Data, target = Inputs[1].Data;
        int count = Inputs[0].Shape.Count;
        for (int i = 0; i < count; i++)
        {
            double difference = y[i] - target[i];
            sum += difference * difference;
        }

        Output.Values[0] = (float)(sum / count);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        float* y = Inputs[0].Data, target = Inputs[1].Data;
        int count = Inputs[0].Shape.Count;
        for (int input = 0; input < 2; input++)
        {
            float* gradient = Inputs[input].Gradient;
            float scale = (input == 0 ? 2 : -2) * Output.Gradients[0] / count;
            for (int i = 0; gradient != null && i < count; i++)
                gradient[i] = (Adds(input) ? gradient[i] : 0) + (scale * (y[i] - target[i]));
        }
    }
}
