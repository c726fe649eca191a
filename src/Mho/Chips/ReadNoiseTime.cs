namespace Mho.Chips;

/// <summary>How long one value of a cell's read noise lasts.</summary>
public enum ReadNoiseTime
{
    /// <summary>
    /// White: every sample cycle draws anew. Bit b of |x| is sampled 2^b times with input ±1, so the variance of the integrated output is
    /// Σᵢ Σ_b 2^b bit_b(|xᵢ|) σᵢⱼ² = Σᵢ |xᵢ| σᵢⱼ².
    /// </summary>
    EachSample,

    /// <summary>Slow (telegraph, 1/f): one value for all cycles of a phase, so the variance is Σᵢ xᵢ² σᵢⱼ². The pessimistic choice.</summary>
    EachVector,
}
