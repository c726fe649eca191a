using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = x W + b, with an optional rectifier: x [n, in] (further axes count as one), W [in, out], b [out], y [n, out].</summary>
/// <remarks>Adjoint, with g the gradient of y behind the rectifier: ∂x = g Wᵀ, ∂W = xᵀ g, ∂b = Σ rows of g.</remarks>
public sealed unsafe class Dense : Operation
{
    private readonly Activation _activation;
    private readonly int _rows, _in, _out;

    /// <summary>A fully connected layer; <paramref name="bias"/> may be null.</summary>
    public Dense(Arena arena, Tensor x, Tensor weights, Tensor? bias, Activation activation = Activation.None)
        : base(Result(arena, x, weights, bias), bias is null ? [x, weights] : [x, weights, bias])
    {
        _activation = activation;
        (_rows, _in, _out) = (x.Shape[0], weights.Shape[0], weights.Shape[1]);
    }

    private float* Bias => Inputs.Count > 2 ? Inputs[2].Data : null;

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        MatrixProduct.Multiply(_rows, _out, _in, Inputs[0].Data, _in, 1, Inputs[1].Data, _out, 1, Output.Data, _out, accumulate: false);
        if (Bias != null || _activation == Activation.Relu)
            RowBias.Forward(Output.Data, Bias, _rows, _out, _activation);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        Tensor x = Inputs[0], weights = Inputs[1];
        float* g = Output.Gradient;
        if (_activation == Activation.Relu)
            RowBias.MaskGradient(Output.Data, g, Output.Shape.Count);
        if (x.NeedsGradient)
            MatrixProduct.Multiply(_rows, _in, _out, g, _out, 1, weights.Data, 1, _out, x.Gradient, _in, Adds(0));
        if (weights.NeedsGradient)
            MatrixProduct.Multiply(_in, _out, _rows, x.Data, 1, _in, g, _out, 1, weights.Gradient, _out, Adds(1));
        if (Inputs.Count > 2 && Inputs[2].NeedsGradient)
            RowBias.Gradient(g, Inputs[2].Gradient, _rows, _out, Adds(2));
    }

    private static Tensor Result(Arena arena, Tensor x, Tensor weights, Tensor? bias)
    {
        if (weights.Shape.Rank != 2 || weights.Shape[0] != x.Shape.Stride)
            throw new ArgumentException($"weights are {weights.Shape}; an input of {x.Shape} needs [{x.Shape.Stride} x outputs].", nameof(weights));
        if (bias is not null && bias.Shape.Count != weights.Shape[1])
            throw new ArgumentException($"the bias is {bias.Shape}; weights of {weights.Shape} need [{weights.Shape[1]}].", nameof(bias));
        return new Tensor(arena, new Shape(x.Shape[0], weights.Shape[1]), bias is null ? NeedsGradient(x, weights) : NeedsGradient(x, weights, bias));
    }
}
