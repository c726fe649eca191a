using Mho.Experiments.Plots;

namespace Mho.Experiments.DeviceSheets;

/// <summary>The plots of a device sheet.</summary>
public static class DeviceSheetPlots
{
    // Of the places asked: near the low end, the middle and near the high end of the range.
    private static readonly int[] Followed = [4, 12, 20];

    /// <summary>Standard deviation from the target over the target, a line for each time.</summary>
    public static Plot OverTargets(DeviceSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new Plot($"{sheet.Name}: spread of the cells", new Axis("target conductance (µS)"), new Axis("standard deviation (µS)") { Min = 0 },
            [.. sheet.Errors.Select(at => new Line(at.Time.SI > 0 ? $"{at.Time}" : "as programmed", [.. at.Targets.Select(g => 1e6 * g)], [.. at.Sigma.Select(sigma => 1e6 * sigma)]))]);
    }

    /// <summary>Standard deviation over time, a line for each of three targets; null of a device that does not change.</summary>
    public static Plot? OverTime(DeviceSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Times is not { } times)
            return null;
        double last = sheet.Errors[^1].Time.SI;
        double first = Math.Min(1e-3, 1e-3 * last);
        Duration[] ages = [.. Enumerable.Range(0, 41).Select(i => new Duration(first * Math.Pow(last / first, i / 40.0)))];
        DeviceErrors[] errors = DeviceErrors.At(sheet.Device, ages);
        double[] seconds = [.. ages.Select(age => age.SI)];
        IEnumerable<Mark> lines = Followed.Select(place =>
            new Line($"target {1e6 * errors[0].Targets[place]:0.#} µS", seconds, [.. errors.Select(at => 1e6 * at.Sigma[place])]));
        IEnumerable<Mark> ends = new[] { ("data begin", times.From.SI), ("data end", times.To.SI) }
            .Where(end => times.Any && end.Item2 >= seconds[0] && end.Item2 <= seconds[^1]).Select(end => new Rule(end.Item1, end.Item2, Vertical: true));
        return new Plot($"{sheet.Name}: spread of the cells as they age", Axis.OfTime("time after programming"), new Axis("standard deviation (µS)") { Min = 0 }, [.. lines, .. ends]);
    }
}
