namespace Mho.Autograd;

/// <summary>Symmetric quantiser with learned range a, signed n bits: y = round(clip(x, −a, a) / a · L) · a / L with L = 2ⁿ⁻¹ − 1.</summary>
/// <remarks>
/// The inputs of a bit-serial array: sign and n − 1 bits of magnitude.
/// Straight-through adjoint: ∂x = ∂y inside the range, else 0; ∂a = Σ ∂y over x ≥ a − Σ ∂y over x ≤ −a.
/// </remarks>
public sealed class QuantisedSigned : Operation
{
    private readonly Quantisation _quantisation;

    /// <summary>Quantises any shape to <paramref name="bits"/>; <paramref name="range"/> is a [1], usually a parameter.</summary>
    public QuantisedSigned(Arena arena, Tensor x, Tensor range, int bits)
        : base(new Tensor(arena, x.Shape, NeedsGradient(x, range)), x, Quantisation.OneNumber(range)) => _quantisation = Quantisation.Signed(bits, x);

    /// <inheritdoc/>
    public override void Forward(in Step step) => _quantisation.Forward(Inputs[0], Inputs[1].Values[0], Output);

    /// <inheritdoc/>
    public override void Backward(in Step step) => _quantisation.Backward(Inputs[0], Inputs[1], Output, Adds(0), Adds(1));
}
