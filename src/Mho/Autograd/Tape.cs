namespace Mho.Autograd;

/// <summary>Operations in the order they were recorded; recorded once for a shape, replayed for every batch.</summary>
/// <remarks><c>Tensor y = tape.Record(new Dense(tape.Arena, x, weights, bias));</c> then <see cref="Forward"/>, <see cref="Backward"/> for each batch.</remarks>
public sealed class Tape : IDisposable
{
    private readonly List<Operation> _operations = [];
    private bool _planned;

    /// <summary>The memory of everything recorded here.</summary>
    public Arena Arena { get; } = new();

    /// <summary>What was recorded.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>A tensor that the caller fills before each pass.</summary>
    public Tensor Input(Shape shape, bool needsGradient = false) => new(Arena, shape, needsGradient);

    /// <summary>Adds an operation and returns its output.</summary>
    public Tensor Record(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _operations.Add(operation);
        _planned = false;
        return operation.Output;
    }

    /// <summary>Computes every operation in order.</summary>
    public void Forward(in Step step)
    {
        for (int i = 0; i < _operations.Count; i++)
            _operations[i].Forward(new Step(step.Key[i], step.Training));
    }

    /// <summary>The gradient of the last operation's output, a scalar, with respect to everything that keeps one.</summary>
    /// <param name="step">The very step that <see cref="Forward"/> was given: noise is drawn again, not stored.</param>
    public void Backward(in Step step)
    {
        Plan();
        Tensor loss = _operations[^1].Output;
        if (loss.Shape.Count != 1)
            throw new InvalidOperationException($"a gradient needs a scalar loss as the tape's last output; it is {loss.Shape}.");
        loss.Gradients[0] = 1;
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            if (_operations[i].Output.NeedsGradient)
                _operations[i].Backward(new Step(step.Key[i], step.Training));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Arena.Dispose();

    // Walking backwards, the first writer of a gradient stores, the later ones add.
    private void Plan()
    {
        if (_planned)
            return;
        HashSet<Tensor> written = new(ReferenceEqualityComparer.Instance);
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            Operation operation = _operations[i];
            for (int input = 0; input < operation.Inputs.Count; input++)
            {
                Tensor tensor = operation.Inputs[input].Original ?? operation.Inputs[input];
                operation.SetAdds(input, !written.Add(tensor));
            }
        }

        _planned = true;
    }
}
