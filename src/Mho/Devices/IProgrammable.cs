using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device whose result of a whole programming procedure is known as a distribution around the target.</summary>
public interface IProgrammable : IDevice
{
    /// <summary>Programs cells once.</summary>
    /// <param name="targets">Wished conductances in S.</param>
    /// <param name="key">Cell i draws number i of this key.</param>
    /// <param name="achieved">Conductances in S directly after programming; same length.</param>
    void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved);
}
