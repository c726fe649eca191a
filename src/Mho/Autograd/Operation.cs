namespace Mho.Autograd;

/// <summary>One step of a computation: kernel and adjoint side by side, over memory planned when it was made.</summary>
/// <remarks>
/// The constructor checks shapes and allocates <see cref="Output"/> and work space from the tape's arena. <see cref="Forward"/> and
/// <see cref="Backward"/> allocate nothing. In <see cref="Backward"/> the gradient of input i is stored when <c>Adds(i)</c> is false (this
/// operation is the first to write it) and added to when it is true; inputs are treated in order, because one tensor may be two of them.
/// An input whose <see cref="Tensor.NeedsGradient"/> is false gets none. The output's gradient may be overwritten: nobody reads it later.
/// </remarks>
public abstract class Operation
{
    private readonly bool[] _adds;

    /// <summary>An operation of these inputs; parameters are inputs like others.</summary>
    protected Operation(Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        Output = output;
        Inputs = inputs.ToArray();
        _adds = new bool[inputs.Length];
    }

    /// <summary>The result.</summary>
    public Tensor Output { get; }

    /// <summary>What it is computed from.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>Whether <see cref="Backward"/> has read an input's values before it stores their gradients, place by place, so that both may share memory (<see cref="Tensor.Overwritten"/>).</summary>
    public virtual bool OverwritesInputs => false;

    /// <summary>Computes <see cref="Output"/> from <see cref="Inputs"/>.</summary>
    public abstract void Forward(in Step step);

    /// <summary>Carries the output's gradient to the inputs that need one.</summary>
    public abstract void Backward(in Step step);

    /// <summary>Whether any of these keeps a gradient, so that a result computed from them needs one.</summary>
    protected static bool NeedsGradient(params ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor input in inputs)
        {
            if (input.NeedsGradient)
                return true;
        }

        return false;
    }

    /// <summary>Whether the gradient of that input holds another operation's part already.</summary>
    protected bool Adds(int input) => _adds[input];

    internal void SetAdds(int input, bool adds) => _adds[input] = adds;
}
