namespace Mho.Chips;

/// <summary>The NeuRRAM converter: a sign, then magnitude bits by charge decrements that halve.</summary>
/// <remarks>
/// The signed residue is driven to 0 with decrements 2^(k−1) … 1 steps; after each the comparator says the next bit. Without offset that is
/// code = sign(v)·min(floor(|v|/step), 2^k − 1). Published: up to 8 bit, 1 + 7 [recalled] (W. Wan et al., Nature 608, 504 (2022), Fig. 3g).
/// +0 and −0 are told apart by the sign bit, so the read-out may place a code at its step's centre (<see cref="CodeOrigin.StepCentre"/>) at no cost.
/// </remarks>
[Model("binary-search", Source = "W. Wan et al., Nature 608, 504 (2022), Fig. 3g")]
public sealed record BinarySearchAdc : IAdc
{
    /// <summary>A converter of a sign and <paramref name="magnitudeBits"/> bits.</summary>
    public BinarySearchAdc(int magnitudeBits) => MagnitudeBits = magnitudeBits;

    /// <summary>Magnitude bits k; 1 … 15.</summary>
    public int MagnitudeBits
    {
        get;
        init => field = value is >= 1 and <= 15 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} magnitude bits; a binary-search converter has 1 to 15.");
    }

    /// <inheritdoc/>
    public CodeOrigin Origin { get; init; } = CodeOrigin.StepEdge;

    /// <inheritdoc/>
    public double MaxCode => (1 << MagnitudeBits) - (Origin == CodeOrigin.StepCentre ? 0.5 : 1);

    /// <inheritdoc/>
    public int Steps => MagnitudeBits + 1;

    /// <inheritdoc/>
    public IAdc Narrower(int bits) => this with { MagnitudeBits = Math.Max(1, MagnitudeBits - bits) };
}
