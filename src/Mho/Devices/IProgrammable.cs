using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device whose result of a whole programming procedure is known as a distribution around the target.</summary>
public interface IProgrammable : IDevice
{
    /// <summary>Programs cells once. A target outside <see cref="IDevice.Range"/> is taken as the end of the range nearest to it.</summary>
    /// <param name="targets">Wished conductances in S.</param>
    /// <param name="key">Cell i draws number i of this key (or of its children).</param>
    /// <param name="achieved">Conductances in S directly after programming, ≥ 0; same length, may be the same memory.</param>
    void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved);

    /// <summary>What is doubtful about this model's programming; null where it stands on its data.</summary>
    Finding? ProgrammingDoubt => null;
}
