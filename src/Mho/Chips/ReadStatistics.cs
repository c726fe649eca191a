namespace Mho.Chips;

/// <summary>What conversions were seen while reading: counts by matrix, and histograms of codes where asked for. Threads may share one.</summary>
public sealed class ReadStatistics
{
    /// <summary>Bins of a histogram, from −full scale to +full scale.</summary>
    public const int Bins = 64;

    private readonly long[] _conversions, _clipped;
    private readonly long[][]? _histograms;

    /// <summary>For a chip's matrices.</summary>
    /// <param name="matrices">How many.</param>
    /// <param name="histograms">Whether to count codes too (slower).</param>
    public ReadStatistics(int matrices, bool histograms = false)
    {
        (_conversions, _clipped) = (new long[matrices], new long[matrices]);
        if (histograms)
            _histograms = [.. Enumerable.Range(0, matrices).Select(_ => new long[Bins])];
    }

    /// <summary>Whether codes are counted.</summary>
    public bool HasHistograms => _histograms is not null;

    /// <summary>Conversions of a matrix.</summary>
    public long Conversions(int matrix) => Interlocked.Read(ref _conversions[matrix]);

    /// <summary>Conversions of a matrix that ended at the converter's limit.</summary>
    public long Clipped(int matrix) => Interlocked.Read(ref _clipped[matrix]);

    /// <summary>Share of the conversions of a matrix that ended at the converter's limit; 0 before any.</summary>
    public double ClippedShare(int matrix) => Clipped(matrix) / Math.Max(1.0, Conversions(matrix));

    /// <summary>Counts of codes over [−full scale, +full scale] in <see cref="Bins"/> equal bins; empty when not asked for.</summary>
    public ReadOnlySpan<long> Histogram(int matrix) => _histograms is null ? [] : _histograms[matrix];

    /// <summary>Doubts: converters that clip more than 1 % of what they see.</summary>
    public IReadOnlyList<Finding> Findings(Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        List<Finding> findings = [];
        for (int m = 0; m < _conversions.Length; m++)
        {
            double share = ClippedShare(m);
            if (share > 0.01)
                findings.Add(new(Severity.Warning, placement.Matrices[m].Name, $"the converter clips {100 * share:F1} % of its samples", "calibrate on data like those it sees, or give the converter more bits"));
        }

        return findings;
    }

    internal void Count(int matrix, long conversions, long clipped)
    {
        Interlocked.Add(ref _conversions[matrix], conversions);
        if (clipped > 0)
            Interlocked.Add(ref _clipped[matrix], clipped);
    }

    internal void Fill(int matrix, ReadOnlySpan<float> volts, ReadOnlySpan<float> gains, ReadOnlySpan<float> offsets, double maxCode)
    {
        long[] bins = _histograms![matrix];
        for (int i = 0; i < volts.Length; i++)
        {
            double place = ((volts[i] * gains[i % gains.Length]) + offsets[i % gains.Length]) / maxCode;
            int bin = Math.Clamp((int)Math.Floor((place + 1) * 0.5 * Bins), 0, Bins - 1);
            Interlocked.Increment(ref bins[bin]);
        }
    }
}
