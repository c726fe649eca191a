namespace Mho.Experiments.Classification;

/// <summary>Times after programming at which a network is tested.</summary>
internal static class Ages
{
    /// <summary>The ages if they rise from above 0: the last is that of headlines, and every age names a metric.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One does not; says which.</exception>
    public static IReadOnlyList<Duration> Rising(IReadOnlyList<Duration> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        for (int i = 0; i < times.Count; i++)
        {
            if (!double.IsFinite(times[i].SI) || !(times[i].SI > (i == 0 ? 0 : times[i - 1].SI)))
                throw new ArgumentOutOfRangeException(nameof(times), $"age {i + 1}, {times[i]}, is not later than {(i == 0 ? "the programming, which is always tested" : times[i - 1].ToString())}; give ages above 0 s in rising order.");
        }

        return times;
    }
}
