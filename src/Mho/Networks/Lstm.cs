using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Long short-term memory over a sequence [steps x inputs], from zero state; its hidden states are the integer codes that a tile takes.</summary>
/// <remarks>
/// z = x W + h R + b, four gates side by side in the order i, j, f, o: c' = c·σ(f) + σ(i)·tanh(j), h' = tanh(c')·σ(o), then h' is rounded to signed codes of a
/// learned range. On a chip W with b and R are two matrices, one product of each a step; gates and state are digital, as on the published chip's host:
/// W. Wan et al., Nature 608, 504 (2022), whose speech network has 112 units and 4-bit codes. Layers on top of one another are left to the user;
/// left out are peepholes and sequences of unequal length.
/// </remarks>
/// <param name="Units">Cells: numbers of a hidden state.</param>
/// <param name="Bits">Bits of a hidden state's code, sign included; 0 leaves hidden states as they are, to be quantised after training.</param>
/// <param name="Output">Which hidden states are given out: the last, [units], or all, [steps x units].</param>
/// <param name="InitialRange">The largest code's value before training; hidden states lie within ±1.</param>
[Model("lstm", Source = "S. Hochreiter and J. Schmidhuber, Neural Computation 9, 1735 (1997); gates as in W. Wan et al., Nature 608, 504 (2022)")]
public sealed record Lstm(int Units, int Bits = 4, LstmOutput Output = LstmOutput.LastStep, double InitialRange = 1.0) : ILayer
{
    /// <summary>Cells.</summary>
    public int Units { get; init => field = Limit.AtLeast(value, 1, "a layer has an output"); } = Limit.AtLeast(Units, 1, "a layer has an output");

    /// <summary>Bits of a hidden state's code, sign included; 0 for none.</summary>
    public int Bits { get; init => field = Codes(value); } = Codes(Bits);

    /// <summary>The range before training.</summary>
    public double InitialRange { get; init => field = Limit.Positive(value, "it is the largest output"); } = Limit.Positive(InitialRange, "it is the largest output");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input.Rank != 2
        ? throw new ArgumentException($"got {input}, needs [steps x inputs]; put a \"rows\" layer before it to read an image row by row.", nameof(input))
        : Output == LstmOutput.LastStep ? new Shape(Units) : new Shape(input[0], Units);

    /// <inheritdoc/>
    /// <remarks>Each gate is a matrix of its own where first values are concerned: Glorot over inputs and units, and over units and units.</remarks>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        yield return new LayerParameter("kernel", new Shape(input[1], 4 * Units), Initial.Glorot(input[1], Units));
        yield return new LayerParameter("bias", new Shape(4 * Units), new Initial(0));
        yield return new LayerParameter("recurrent.kernel", new Shape(Units, 4 * Units), Initial.Glorot(Units, Units));
        if (Bits > 0)
            yield return new LayerParameter("range", new Shape(1), new Initial(InitialRange));
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        (Tensor kernel, Tensor? bias) = recorder.Weights(bias: true);
        Tensor recurrent = recorder.Noisy("recurrent.kernel");
        Tensor? range = Bits > 0 ? recorder.Parameter("range").Tensor : null;
        return recorder.Tape.Record(new Autograd.Lstm(recorder.Arena, input, kernel, recurrent, bias!, Output, range, Bits));
    }

    private static int Codes(int bits) =>
        bits == 0 ? 0 : Limit.Within(bits, 2, 8, "a converter of the chip has 1 to 8 bits, and hidden states have a sign; 0 leaves them as they are");
}
