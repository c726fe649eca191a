namespace Mho.Autograd;

/// <summary>Clipped rectifier with learned range a, unsigned n bits: y = round(clip(x, 0, a) / a · L) · a / L with L = 2ⁿ − 1.</summary>
/// <remarks>
/// PACT: J. Choi et al., arXiv:1805.06085 (2018). The decay of the range is <see cref="Parameter.Decay"/> of its parameter.
/// Straight-through adjoint: ∂x = ∂y inside the range, else 0; ∂a = Σ ∂y over x ≥ a.
/// </remarks>
public sealed class QuantisedRelu : Operation
{
    private readonly Quantisation _quantisation;

    /// <summary>Quantises any shape to <paramref name="bits"/>; <paramref name="range"/> is a [1], usually a parameter.</summary>
    public QuantisedRelu(Arena arena, Tensor x, Tensor range, int bits)
        : base(new Tensor(arena, x.Shape, NeedsGradient(x, range)), x, Quantisation.OneNumber(range)) => _quantisation = Quantisation.Unsigned(bits, x);

    /// <inheritdoc/>
    public override void Forward(in Step step) => _quantisation.Forward(Inputs[0], Inputs[1].Values[0], Output);

    /// <inheritdoc/>
    public override void Backward(in Step step) => _quantisation.Backward(Inputs[0], Inputs[1], Output, Adds(0), Adds(1));
}
