namespace Mho.Autograd;

/// <summary>The sum of scalars: a loss and its penalties. Adjoint: each gets the gradient of the sum.</summary>
public sealed class Sum : Operation
{
    /// <summary>Of tensors [1].</summary>
    public Sum(Arena arena, params ReadOnlySpan<Tensor> scalars)
        : base(new Tensor(arena, new Shape(1), NeedsGradient(scalars)), scalars)
    {
        foreach (Tensor scalar in scalars)
        {
            if (scalar.Shape.Count != 1)
                throw new ArgumentException($"a sum of losses is one of scalars; got {scalar.Shape}.", nameof(scalars));
        }
    }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        double sum = 0;
        for (int i = 0; i < Inputs.Count; i++)
            sum += Inputs[i].Values[0];
        Output.Values[0] = (float)sum;
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        for (int i = 0; i < Inputs.Count; i++)
        {
            if (Inputs[i].NeedsGradient)
                Inputs[i].Gradients[0] = (Adds(i) ? Inputs[i].Gradients[0] : 0) + Output.Gradients[0];
        }
    }
}
