namespace Mho.Autograd;

/// <summary>How one step changes a parameter, given its gradient: the equation of an optimiser, without its memory.</summary>
public interface IUpdateRule
{
    /// <summary>How many numbers the rule remembers for each weight.</summary>
    int Moments { get; }

    /// <summary>Changes the values of <paramref name="parameter"/> by its gradient and decay.</summary>
    /// <param name="parameter">Values and gradient.</param>
    /// <param name="moments"><see cref="Moments"/> tensors of the parameter's shape, zero before the first step.</param>
    /// <param name="rate">Learning rate, ≥ 0.</param>
    /// <param name="step">1 for the first step.</param>
    void Update(Parameter parameter, ReadOnlySpan<Tensor> moments, double rate, long step);
}
