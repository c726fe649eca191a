using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Rectifier with a learned ceiling whose outputs are the integer codes that a tile takes: y = (α / q)·round(clip(x, 0, α)·q / α), q = 2ᵇ − 1.</summary>
/// <remarks>The gradient passes where 0 ≤ x ≤ α; the ceiling α learns from what it cuts off. J. Choi et al., "PACT", arXiv 1805.06085 (2018), equations 1 to 3.</remarks>
/// <param name="Bits">Bits of the code; 3 gives 8 levels.</param>
/// <param name="InitialRange">The ceiling α before training.</param>
[Model("quantised-relu", Source = "J. Choi et al., PACT, arXiv 1805.06085 (2018)")]
public sealed record QuantisedRelu(int Bits = 3, double InitialRange = 3.0) : ILayer
{
    /// <summary>Bits of the code.</summary>
    public int Bits { get; init => field = Limit.Within(value, 1, 8, Why); } = Limit.Within(Bits, 1, 8, Why);

    /// <summary>The ceiling before training.</summary>
    public double InitialRange { get; init => field = Limit.Positive(value, "it is the largest output"); } = Limit.Positive(InitialRange, "it is the largest output");

    private const string Why = "a converter of the chip has 1 to 8 bits";

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        yield return new LayerParameter("range", new Shape(1), new Initial(InitialRange));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input) =>
        recorder.Tape.Record(new Autograd.QuantisedRelu(recorder.Arena, input, recorder.Parameter("range").Tensor, Bits));
}
