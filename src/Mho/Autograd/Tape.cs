namespace Mho.Autograd;

/// <summary>Operations in the order they were recorded; recorded once for a shape, replayed for every batch.</summary>
/// <remarks>
/// <c>Tensor y = tape.Record(new Dense(tape.Arena, x, weights, bias));</c> then <see cref="Forward"/>, <see cref="Backward"/> for each batch.
/// Several tapes (a batch of 128 and the last one of 96, training and evaluation) may share parameters; they are used one after the other.
/// </remarks>
public sealed class Tape : IDisposable
{
    private readonly List<Operation> _operations = [];
    private readonly HashSet<Tensor> _overwritten = new(ReferenceEqualityComparer.Instance);
    private bool[] _reached = [];
    private bool _planned;

    /// <summary>A tape with gradients.</summary>
    public Tape()
        : this(new Arena())
    {
    }

    private Tape(Arena arena) => Arena = arena;

    /// <summary>The memory of everything recorded here.</summary>
    public Arena Arena { get; }

    /// <summary>What was recorded.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>A tape that keeps no gradients: half the memory, <see cref="Forward"/> only.</summary>
    public static Tape ForEvaluation() => new(new Arena { KeepsGradients = false });

    /// <summary>A tensor that the caller fills before each pass.</summary>
    public Tensor Input(Shape shape, bool needsGradient = false) => new(Arena, shape, needsGradient);

    /// <summary>Adds an operation and returns its output.</summary>
    public Tensor Record(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        foreach (Tensor input in operation.Inputs)
        {
            if (input.GradientOverwrites && !(operation.OverwritesInputs && _overwritten.Add(input.Original ?? input)))
                throw new InvalidOperationException($"{operation.GetType().Name} reads {input.Shape}, whose gradient overwrites it: one operation may, and one that says so; give it a tensor of its own.");
        }

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

    /// <summary>The gradient of the last operation's output, a scalar, with respect to everything that it depends on and that keeps one.</summary>
    /// <remarks>Gradients are stored anew at each call; those of parameters the loss does not depend on are left as they are.</remarks>
    /// <param name="step">The very step that <see cref="Forward"/> was given: noise is drawn again, not stored.</param>
    public void Backward(in Step step)
    {
        Plan();
        _operations[^1].Output.Gradients[0] = 1;
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            if (_reached[i])
                _operations[i].Backward(new Step(step.Key[i], step.Training));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Arena.Dispose();

    // Walking backwards: an operation is reached when something wrote its output's gradient; the first writer of a gradient stores, later ones add.
    private void Plan()
    {
        if (_planned)
            return;
        if (_operations.Count == 0)
            throw new InvalidOperationException("nothing was recorded on this tape; record operations that end in a scalar loss before asking for its gradient.");
        Tensor loss = _operations[^1].Output;
        if (loss.Shape.Count != 1)
            throw new InvalidOperationException($"the tape's last output is {loss.Shape}; a gradient needs a scalar loss there, for example SoftmaxCrossEntropy.");
        if (!loss.NeedsGradient)
            throw new InvalidOperationException("the tape's last output keeps no gradient: record on a Tape with gradients, from inputs or parameters that need one.");
        _reached = new bool[_operations.Count];
        HashSet<Tensor> written = new(ReferenceEqualityComparer.Instance) { loss.Original ?? loss };
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            Operation operation = _operations[i];
            _reached[i] = operation.Output.NeedsGradient && written.Contains(operation.Output.Original ?? operation.Output);
            if (!_reached[i])
                continue;
            for (int input = 0; input < operation.Inputs.Count; input++)
            {
                Tensor tensor = operation.Inputs[input];
                if (tensor.NeedsGradient)
                    operation.SetAdds(input, !written.Add(tensor.Original ?? tensor));
            }
        }

        _planned = true;
    }
}
