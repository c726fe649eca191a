using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device that changes by itself after programming: relaxation, retention loss, drift.</summary>
public interface IRelaxing : IDevice
{
    /// <summary>The conductances <paramref name="elapsed"/> after programming.</summary>
    /// <param name="programmed">Conductances in S directly after programming.</param>
    /// <param name="elapsed">Time since programming, ≥ 0.</param>
    /// <param name="key">
    /// Cell i draws number i of this key (or of its children); the same key at another time gives the same cell's later state.
    /// A cell that was programmed again relaxes anew: give it another key.
    /// </param>
    /// <param name="conductances">Conductances in S, ≥ 0; same length, may be the same memory.</param>
    void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances);

    /// <summary>What is doubtful about this model so long after programming; null where it stands on its data.</summary>
    Finding? Doubt(Duration elapsed) => null;
}
