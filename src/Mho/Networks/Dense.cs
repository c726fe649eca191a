using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Every output is a weighted sum of every input: y = x W + b, W stored [inputs x units]. An image is read as one row.</summary>
/// <param name="Units">Number of outputs.</param>
/// <param name="Bias">Whether a bias is added.</param>
[Model("dense")]
public sealed record Dense(int Units, bool Bias = true) : ILayer
{
    /// <summary>Number of outputs.</summary>
    public int Units { get; init => field = Limit.AtLeast(value, 1, "a layer has an output"); } = Limit.AtLeast(Units, 1, "a layer has an output");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input.Rank == 1
        ? new Shape(Units)
        : throw new ArgumentException($"got {input}, needs [features]; put a \"flatten\" layer before it.", nameof(input));

    /// <inheritdoc/>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        yield return new LayerParameter("kernel", new Shape(input.Count, Units), Initial.Glorot(input.Count, Units));
        if (Bias)
            yield return new LayerParameter("bias", new Shape(Units), new Initial(0));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        (Tensor kernel, Tensor? bias) = recorder.Weights(Bias);
        return recorder.Tape.Record(new Autograd.Dense(recorder.Arena, input, kernel, bias));
    }
}
