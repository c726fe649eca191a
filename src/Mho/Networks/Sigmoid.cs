using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Logistic function: y = 1 / (1 + e⁻ˣ).</summary>
[Model("sigmoid")]
public sealed record Sigmoid : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => recorder.Tape.Record(new Autograd.Sigmoid(recorder.Arena, input));
}
