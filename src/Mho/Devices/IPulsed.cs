using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device that is programmed pulse by pulse, the raw material of write–verify.</summary>
public interface IPulsed : IDevice
{
    /// <summary>Freshly formed cells; their individual thresholds and bounds are drawn from <paramref name="key"/>.</summary>
    PulsedCells Form(int count, Key key);

    /// <summary>One pulse on each of <c>volts.Length</c> cells, from cell <paramref name="first"/> on.</summary>
    /// <param name="cells">Cells formed by this device; those addressed are changed. Disjoint stretches may be pulsed on different threads.</param>
    /// <param name="first">Index of the first cell.</param>
    /// <param name="volts">Amplitudes in V: positive is SET, negative RESET, 0 leaves the cell alone and counts no pulse.</param>
    /// <param name="key">Pulse n of cell c draws number n of <c>key[c]</c>: the result does not depend on how cells are grouped or interleaved.</param>
    void Apply(PulsedCells cells, int first, ReadOnlySpan<double> volts, Key key);
}
