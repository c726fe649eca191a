using System.Numerics;

namespace Mho.Circuits;

/// <summary>Voltages and currents of a crossbar for one input.</summary>
/// <typeparam name="T">double for direct current; <see cref="Complex"/> for amplitudes, of which the real part is in phase with an input of phase 0.</typeparam>
public sealed record CrossbarState<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The array.</summary>
    public required Crossbar Crossbar { get; init; }

    /// <summary>V [rows].</summary>
    public required ReadOnlyMemory<T> Input { get; init; }

    /// <summary>A into each bit line's far terminal, or V of its last node where the end is open [columns].</summary>
    public required ReadOnlyMemory<T> Outputs { get; init; }

    /// <summary>V of the word lines' nodes [rows × columns].</summary>
    public required ReadOnlyMemory<T> WordLines { get; init; }

    /// <summary>V of the bit lines' nodes [rows × columns].</summary>
    public required ReadOnlyMemory<T> BitLines { get; init; }

    /// <summary>A through each cell from word to bit line [rows × columns].</summary>
    public required ReadOnlyMemory<T> Cells { get; init; }

    /// <summary>How the solve ended.</summary>
    public required SolveReport Report { get; init; }
}
