namespace Mho.Circuits;

/// <summary>Voltages and currents of a crossbar for one input.</summary>
public sealed record CrossbarState
{
    /// <summary>The array.</summary>
    public required Crossbar Crossbar { get; init; }

    /// <summary>V [rows].</summary>
    public required ReadOnlyMemory<double> Input { get; init; }

    /// <summary>A into each bit line's far terminal, or V of its last node where the end is open [columns].</summary>
    public required ReadOnlyMemory<double> Outputs { get; init; }

    /// <summary>V of the word lines' nodes [rows × columns].</summary>
    public required ReadOnlyMemory<double> WordLines { get; init; }

    /// <summary>V of the bit lines' nodes [rows × columns].</summary>
    public required ReadOnlyMemory<double> BitLines { get; init; }

    /// <summary>A through each cell from word to bit line [rows × columns].</summary>
    public required ReadOnlyMemory<double> Cells { get; init; }

    /// <summary>How the solve ended.</summary>
    public required SolveReport Report { get; init; }
}
