using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Rounds values to the integer codes of a digital-to-analog converter of fixed range: y = (r / q)·round(clip(x)·q / r).</summary>
/// <remarks>Unsigned: clip to 0 … r, q = 2ᵇ − 1. Signed: clip to −r … r, q = 2ᵇ⁻¹ − 1. The gradient passes inside the range.</remarks>
/// <param name="Bits">Bits of the code, with the sign.</param>
/// <param name="Range">The largest value r.</param>
/// <param name="Signed">Whether values may be negative.</param>
[Model("input-quantiser")]
public sealed record InputQuantiser(int Bits = 3, double Range = 1.0, bool Signed = false) : ILayer
{
    /// <summary>Bits of the code, with the sign.</summary>
    public int Bits { get; init => field = Limit.Within(value, 1, 8, Why); } = Limit.Within(Bits, Signed ? 2 : 1, 8, Why);

    /// <summary>The largest value.</summary>
    public double Range { get; init => field = Limit.Positive(value, "it is the largest input"); } = Limit.Positive(Range, "it is the largest input");

    private const string Why = "a converter of the chip has 1 to 8 bits";

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        if (!Signed)
            return recorder.Tape.Record(new QuantisedInput(recorder.Arena, input, Range, Bits));
        Tensor range = new(recorder.Arena, new Shape(1), needsGradient: false);
        range.Values[0] = (float)Range;
        return recorder.Tape.Record(new QuantisedSigned(recorder.Arena, input, range, Bits));
    }
}
