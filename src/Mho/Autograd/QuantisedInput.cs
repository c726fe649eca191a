namespace Mho.Autograd;

/// <summary>Unsigned quantiser with fixed range a: y = round(clip(x, 0, a) / a · L) · a / L with L = 2ⁿ − 1, for the images that enter a network.</summary>
/// <remarks>Straight-through adjoint: ∂x = ∂y inside the range, else 0.</remarks>
public sealed class QuantisedInput : Operation
{
    private readonly Quantisation _quantisation;
    private readonly float _range;

    /// <summary>Quantises any shape to <paramref name="bits"/> over 0 … <paramref name="range"/>.</summary>
    public QuantisedInput(Arena arena, Tensor x, double range, int bits)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range);
        _range = (float)range;
        _quantisation = Quantisation.Unsigned(bits, x);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => _quantisation.Forward(Inputs[0], _range, Output);

    /// <inheritdoc/>
    public override void Backward(in Step step) => _quantisation.Backward(Inputs[0], _range, Output, Adds(0));
}
