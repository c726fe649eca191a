using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Rectifier: y = max(0, x).</summary>
[Model("relu")]
public sealed record Relu : ILayer
{
    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => recorder.Tape.Record(new Autograd.Relu(recorder.Arena, input));
}
