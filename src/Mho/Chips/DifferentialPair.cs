using Mho.Devices;

namespace Mho.Chips;

/// <summary>The NeuRRAM encoding: one cell of the pair carries the weight, the other stays at the lowest conductance.</summary>
/// <remarks>
/// G⁺ = clip(gmax·W/wmax, gmin, gmax), G⁻ = clip(−gmax·W/wmax, gmin, gmax). G⁺ − G⁻ is short of gmax·W/wmax by gmin·sign(W); calibration takes
/// most of that back. Source: W. Wan et al., Nature 608, 504 (2022), Methods [recalled]; clipping at gmax from the targets printed in the authors'
/// notebooks (github.com/weierwan/Neurram_48core).
/// </remarks>
[Model("differential-pair", Source = "W. Wan et al., Nature 608, 504 (2022)")]
public sealed record DifferentialPair : IWeightEncoding
{
    /// <inheritdoc/>
    public int Slices => 1;

    /// <inheritdoc/>
    public (double Plus, double Minus) Pair(double weight, double full, int slice, ConductanceRange range)
    {
        double g = range.Max.SI * weight / full;
        return (Math.Clamp(g, range.Min.SI, range.Max.SI), Math.Clamp(-g, range.Min.SI, range.Max.SI));
    }

    /// <inheritdoc/>
    public double WeightPerSiemens(double full, int slice, ConductanceRange range) => full / range.Max.SI;
}
