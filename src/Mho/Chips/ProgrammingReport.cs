namespace Mho.Chips;

/// <summary>How programming went.</summary>
public sealed record ProgrammingReport
{
    /// <summary>Cells programmed.</summary>
    public required long Cells { get; init; }

    /// <summary>Root mean square of achieved − target directly after programming.</summary>
    public required Conductance Error { get; init; }

    /// <summary>Write–verify in numbers; null for a device that is only known by its outcome.</summary>
    public WriteVerifyReport? WriteVerify { get; init; }
}
