namespace Mho.Devices;

/// <summary>A device whose every read fluctuates, independently of other cells and reads, normally distributed.</summary>
public interface IReadNoise : IDevice
{
    /// <summary>The standard deviation in S of one read of each cell, <paramref name="elapsed"/> after programming.</summary>
    void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma);
}
