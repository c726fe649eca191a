using System.Numerics;

namespace Mho.Circuits;

/// <summary>What the bit lines of a crossbar give at many frequencies.</summary>
public sealed record FrequencyResponse
{
    /// <summary>The array and the frequencies.</summary>
    public required FrequencySweep Sweep { get; init; }

    /// <summary>V [rows].</summary>
    public required ReadOnlyMemory<Complex> Input { get; init; }

    /// <summary>A into each bit line's far terminal, or V of its last node where the end is open [frequencies × columns].</summary>
    public required ReadOnlyMemory<Complex> Outputs { get; init; }

    /// <summary>How each frequency's solve ended: at a resonance without losses not well.</summary>
    public required IReadOnlyList<SolveReport> Reports { get; init; }
}
