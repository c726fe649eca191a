namespace Mho.Autograd;

/// <summary>Unsigned quantiser with fixed range a: y = round(clip(x, 0, a) / a · L) · a / L with L = 2ⁿ − 1, for the images that enter a network.</summary>
/// <remarks>Straight-through adjoint: ∂x = ∂y inside the range, else 0.</remarks>
public sealed unsafe class QuantisedInput : Operation
{
    private readonly Quantisation _quantisation;
    private readonly double[] _partialSums;
    private readonly float _range;

    /// <summary>Quantises any shape to <paramref name="bits"/> over 0 … <paramref name="range"/>.</summary>
    public QuantisedInput(Arena arena, Tensor x, double range, int bits)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range);
        _range = (float)range;
        _quantisation = new(false, Quantisation.UnsignedLevels(bits));
        _partialSums = new double[Quantisation.PartialSums(x.Shape.Count)];
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => _quantisation.Forward(Inputs[0].Data, _range, Output.Data, Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step) =>
        _quantisation.Backward(Inputs[0].Data, _range, Output.Gradient, Inputs[0].Gradient, Adds(0), _partialSums, Output.Shape.Count);
}
