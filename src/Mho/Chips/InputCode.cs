using System.Numerics;

namespace Mho.Chips;

/// <summary>How a real input becomes the integer a row driver is given: code = round(x / FullScale · MaxCode).</summary>
/// <remarks>
/// A signed n-bit code is a sign and n − 1 magnitude bits (4 bit: −7 … 7), an unsigned one n magnitude bits (3 bit: 0 … 7).
/// Source: W. Wan et al., Nature 608, 504 (2022), Fig. 3e.
/// </remarks>
/// <param name="Bits">Bits of the code with its sign; 1 … 16.</param>
/// <param name="Signed">Whether one of the bits is the sign.</param>
/// <param name="FullScale">The input that becomes <see cref="MaxCode"/>, in the network's units.</param>
public readonly record struct InputCode(int Bits, bool Signed, double FullScale)
{
    /// <summary>Magnitude bits, at least one: a signed 1-bit input is −1, 0 or +1 in one plane.</summary>
    public int MagnitudeBits => Math.Max(1, Signed ? Bits - 1 : Bits);

    /// <summary>The greatest code: 2^(n−1) − 1 signed, 2^n − 1 unsigned.</summary>
    public int MaxCode => (1 << MagnitudeBits) - 1;

    /// <summary>The input one code step stands for.</summary>
    public double Step => FullScale / MaxCode;

    /// <summary>The nearest code to each input, clipped to the range, as floats (what a tile multiplies).</summary>
    public void Encode(ReadOnlySpan<float> inputs, Span<float> codes)
    {
        float scale = (float)(MaxCode / FullScale), max = MaxCode, min = Signed ? -max : 0;
        int i = 0, width = Vector<float>.Count;
        for (; i <= inputs.Length - width; i += width)
            Vector.Min(Vector.Max(Vector.Round(new Vector<float>(inputs[i..]) * scale), new Vector<float>(min)), new Vector<float>(max)).CopyTo(codes[i..]);
        for (; i < inputs.Length; i++)
            codes[i] = Math.Clamp(MathF.Round(inputs[i] * scale), min, max);
    }

    internal void Check(string name)
    {
        if (Bits is < 1 or > 16)
            throw new ArgumentOutOfRangeException(nameof(name), $"{name}: inputs of {Bits} bits cannot be driven; choose 1 to 16.");
        if (!(FullScale > 0) || !double.IsFinite(FullScale))
            throw new ArgumentOutOfRangeException(nameof(name), $"{name}: full scale {FullScale} of the inputs must be finite and above 0.");
    }
}
