using Mho.Autograd;

namespace Mho.Networks;

/// <summary>In training each value is dropped with probability p and the others are divided by 1 − p; in evaluation nothing happens.</summary>
/// <param name="Probability">p.</param>
[Model("dropout")]
public sealed record Dropout(double Probability = 0.5) : ILayer
{
    /// <summary>The probability of being dropped.</summary>
    public double Probability { get; init => field = Limit.Within(value, 0, 0.99, "something must be left"); } =
        Limit.Within(Probability, 0, 0.99, "something must be left");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) => recorder.Tape.Record(new Autograd.Dropout(recorder.Arena, input, (float)Probability));
}
