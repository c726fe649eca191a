namespace Mho.Chips;

/// <summary>Write–verify in numbers.</summary>
public sealed record WriteVerifyReport
{
    /// <summary>Share of cells that ended inside their window.</summary>
    public required double Yield { get; init; }

    /// <summary>Pulses per cell, mean over all iterations and cells.</summary>
    public required double MeanPulses { get; init; }

    /// <summary>Cells by number of pulses; the last bin holds all above.</summary>
    public required IReadOnlyList<long> Histogram { get; init; }

    /// <summary>Cells that ended below their window: they could not be set high enough.</summary>
    public required long TooLow { get; init; }

    /// <summary>Cells that ended above their window: stuck or not resettable.</summary>
    public required long TooHigh { get; init; }
}
