using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Hyperbolic tangent: y = tanh x.</summary>
[Model("tanh")]
public sealed record Tanh : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => recorder.Tape.Record(new Autograd.Tanh(recorder.Arena, input));
}
