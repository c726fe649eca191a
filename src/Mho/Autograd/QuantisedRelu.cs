namespace Mho.Autograd;

/// <summary>Clipped rectifier with learned range a, unsigned n bits: y = round(clip(x, 0, a) / a · L) · a / L with L = 2ⁿ − 1.</summary>
/// <remarks>
/// PACT: J. Choi et al., arXiv:1805.06085 (2018). The decay of the range is <see cref="Parameter.Decay"/> of its parameter.
/// Straight-through adjoint: ∂x = ∂y inside the range, else 0; ∂a = Σ ∂y over x ≥ a.
/// </remarks>
public sealed unsafe class QuantisedRelu : Operation
{
    private readonly Quantisation _quantisation;
    private readonly double[] _partialSums;

    /// <summary>Quantises any shape to <paramref name="bits"/>; <paramref name="range"/> is a [1], usually a parameter.</summary>
    public QuantisedRelu(Arena arena, Tensor x, Tensor range, int bits)
        : base(new Tensor(arena, x.Shape, NeedsGradient(x, range)), x, range)
    {
        if (range.Shape.Count != 1)
            throw new ArgumentException($"the range is {range.Shape}; one number, [1], serves the whole tensor.", nameof(range));
        _quantisation = new(false, Quantisation.UnsignedLevels(bits));
        _partialSums = new double[Quantisation.PartialSums(x.Shape.Count)];
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => _quantisation.Forward(Inputs[0].Data, *Inputs[1].Data, Output.Data, Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        Tensor x = Inputs[0], range = Inputs[1];
        double sum = _quantisation.Backward(x.Data, *range.Data, Output.Gradient, x.Gradient, Adds(0), _partialSums, Output.Shape.Count);
        if (range.NeedsGradient)
            *range.Gradient = (float)((Adds(1) ? *range.Gradient : 0) + sum);
    }
}
