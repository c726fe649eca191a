using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device that changes by itself after programming: relaxation, retention loss, drift.</summary>
public interface IRelaxing : IDevice
{
    /// <summary>The conductances <paramref name="elapsed"/> after programming.</summary>
    /// <param name="programmed">Conductances in S directly after programming.</param>
    /// <param name="elapsed">Time since programming.</param>
    /// <param name="key">Cell i draws number i of this key (or of its children); the same key at another time gives the same cell's later state.</param>
    /// <param name="conductances">Conductances in S; same length.</param>
    void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances);
}
