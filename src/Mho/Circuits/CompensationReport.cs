namespace Mho.Circuits;

/// <summary>Targets against the loss on wires, and what they cannot reach.</summary>
public sealed record CompensationReport
{
    /// <summary>S, all within the range [rows × columns].</summary>
    public required double[] Targets { get; init; }

    /// <summary>Root mean square of (effective − wished) over that of the wished matrix, with the wish itself programmed, even beyond the range; at most, the solves' tolerance included.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>The same with <see cref="Targets"/> programmed exactly.</summary>
    public required double Error { get; init; }

    /// <summary>Cells at an end of the range.</summary>
    public required int Limited { get; init; }
}
