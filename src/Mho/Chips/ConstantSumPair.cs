using Mho.Devices;

namespace Mho.Chips;

/// <summary>The offset encoding: both cells sit at half range and move apart, so that their sum, the denominator of voltage sensing, is the same for every weight.</summary>
/// <remarks>
/// G± = (wmax ± W)·gmax/(2 wmax), clipped to the range (exact sums need gmin = 0 or |W| below wmax). Source: the second scheme in the authors' code,
/// github.com/weierwan/Neurram_48core. Costs more: every cell is near half range, where relaxation is largest.
/// </remarks>
[Model("constant-sum-pair", Source = "github.com/weierwan/Neurram_48core")]
public sealed record ConstantSumPair : IWeightEncoding
{
    /// <inheritdoc/>
    public int Slices => 1;

    /// <inheritdoc/>
    public (double Plus, double Minus) Pair(double weight, double full, int slice, ConductanceRange range)
    {
        double half = 0.5 * range.Max.SI, g = half * weight / full;
        return (Math.Clamp(half + g, range.Min.SI, range.Max.SI), Math.Clamp(half - g, range.Min.SI, range.Max.SI));
    }

    /// <inheritdoc/>
    public double WeightPerSiemens(double full, int slice, ConductanceRange range) => full / range.Max.SI;
}
