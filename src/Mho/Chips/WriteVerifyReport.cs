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

    internal const int HistogramBins = 64;

    internal static WriteVerifyReport? Of(IReadOnlyList<Programming.Result> tiles)
    {
        long cells = 0, inside = 0, low = 0, high = 0, pulses = 0;
        long[] histogram = new long[HistogramBins];
        foreach (Programming.Result tile in tiles)
        {
            if (tile.Outcomes is null || tile.Pulses is null)
                return null;
            cells += tile.Outcomes.Length;
            inside += tile.Outcomes.Count(outcome => outcome == WriteOutcome.Inside);
            low += tile.Outcomes.Count(outcome => outcome == WriteOutcome.TooLow);
            high += tile.Outcomes.Count(outcome => outcome == WriteOutcome.TooHigh);
            foreach (int count in tile.Pulses)
            {
                pulses += count;
                histogram[Math.Min(count, HistogramBins - 1)]++;
            }
        }

        return new() { Yield = inside / (double)cells, MeanPulses = pulses / (double)cells, Histogram = histogram, TooLow = low, TooHigh = high };
    }
}
