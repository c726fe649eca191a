using Mho.Devices;

namespace Mho.Chips;

/// <summary>A weight rounded to digits of a few bits, each digit a pair of cells on a column of its own; readings are shifted and added.</summary>
/// <remarks>
/// |W|/wmax · (2^(nb) − 1) is rounded and cut into n digits d of b bits; the pair of digit s holds gmin + d·(gmax − gmin)/(2^b − 1) on the side of the
/// sign and gmin on the other. For devices that only know a few levels well.
/// </remarks>
[Model("bit-slices", Source = "A. Shafiee et al., ISCA 2016 (ISAAC), adapted to signed pairs")]
public sealed record BitSlices : IWeightEncoding
{
    /// <summary>Columns one weight takes; 1 … 8.</summary>
    public int Slices { get; init => field = value is >= 1 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} slices; choose 1 to 8."); } = 2;

    /// <summary>Bits of a digit; 1 … 8.</summary>
    public int BitsPerSlice { get; init => field = value is >= 1 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"{value} bits per slice; choose 1 to 8."); } = 2;

    private int DigitMax => (1 << BitsPerSlice) - 1;

    // Slices and bits are both at most 8, so Σ digits fits a double exactly.
    private double WeightMax => Math.Pow(2, Slices * BitsPerSlice) - 1;

    /// <inheritdoc/>
    public (double Plus, double Minus) Pair(double weight, double full, int slice, ConductanceRange range)
    {
        ulong magnitude = (ulong)Math.Round(Math.Min(1, Math.Abs(weight) / full) * WeightMax);
        double digit = (magnitude >> (slice * BitsPerSlice)) & (ulong)DigitMax;
        double low = range.Min.SI, g = low + (digit * (range.Max.SI - low) / DigitMax);
        return weight >= 0 ? (g, low) : (low, g);
    }

    /// <inheritdoc/>
    public double WeightPerSiemens(double full, int slice, ConductanceRange range) =>
        full / WeightMax * Math.Pow(2, slice * BitsPerSlice) * DigitMax / (range.Max.SI - range.Min.SI);
}
