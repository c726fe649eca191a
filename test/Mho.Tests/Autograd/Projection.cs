using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Tests.Autograd;

/// <summary>Σ over inputs and elements of r·x with fixed random r: a scalar loss that sees every output.</summary>
internal sealed class Projection : Operation
{
    private readonly double[][] _weights;

    public Projection(Arena arena, Key key, params Tensor[] inputs)
        : base(new Tensor(arena, new Shape(1), NeedsGradient(inputs)), inputs) => _weights = [.. inputs.Select((x, i) => Weights(key[i], x.Shape.Count))];

    public static double[] Weights(Key key, int count) => [.. Enumerable.Range(0, count).Select(i => (double)(float)key.Normal(i))];

    public override void Forward(in Step step)
    {
        double sum = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            for (int j = 0; j < _weights[i].Length; j++)
                sum += _weights[i][j] * Inputs[i].Values[j];
        }

        Output.Values[0] = (float)sum;
    }

    public override void Backward(in Step step)
    {
        float g = Output.Gradients[0];
        for (int i = 0; i < _weights.Length; i++)
        {
            if (!Inputs[i].NeedsGradient)
                continue;
            for (int j = 0; j < _weights[i].Length; j++)
                Inputs[i].Gradients[j] = (Adds(i) ? Inputs[i].Gradients[j] : 0) + (g * (float)_weights[i][j]);
        }
    }
}
