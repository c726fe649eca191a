namespace Mho.Devices;

/// <summary>A device whose every read fluctuates, independently of other cells and reads, normally distributed.</summary>
public interface IReadNoise : IDevice
{
    /// <summary>The standard deviation in S of one read of each cell, <paramref name="elapsed"/> after programming; all 0 when read noise is switched off.</summary>
    /// <param name="conductances">Present conductances in S.</param>
    /// <param name="elapsed">Time since programming, ≥ 0.</param>
    /// <param name="sigma">Standard deviations in S; same length, may be the same memory.</param>
    void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma);
}
