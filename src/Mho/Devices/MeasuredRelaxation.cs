using Mho.Numerics;

namespace Mho.Devices;

/// <summary>A device as measured: its relaxation is what <see cref="DeviceFit"/> found in a file of readings.</summary>
/// <remarks>
/// Programming hits the target (the measurement starts at the first reading after it). A time after it,
/// G = max(0, G₀ + μ(G₀, t) + σ(G₀, t)·z), with σ multiplied by the outlier scale for the cells that are outliers; z and who is an outlier stay with a cell,
/// and outliers become more with time, not others. Between two curves everything is linear in ln t; before the first it grows as ln(1 + t/1 µs);
/// after the last it is held and <see cref="Doubt"/> says so. Left out: correlation of a cell's readings below 1, read noise, dependence on temperature.
/// </remarks>
[Model("measured", Source = "your own cells, fitted by \"mho devices fit\"; before that, " + MeasuredTechnologyC.Source)]
public sealed record MeasuredRelaxation : IProgrammable, IRelaxing, ISourced
{
    private const double PulseWidth = 1e-6;

    /// <summary>What was measured.</summary>
    public string Name { get; init; } = MeasuredTechnologyC.Name;

    /// <inheritdoc/>
    public ConductanceRange Range { get; init; } = new(MeasuredTechnologyC.From, MeasuredTechnologyC.To);

    /// <summary>The fitted curves in order of time, at least one.</summary>
    public IReadOnlyList<RelaxationCurve> Curves
    {
        get;
        init => field = Ordered(value);
    }
    = MeasuredTechnologyC.Curves;

    /// <inheritdoc/>
    public string Source => Curves.SequenceEqual(MeasuredTechnologyC.Curves) ? MeasuredTechnologyC.Source : $"{Name}, fitted by \"mho devices fit\"";

    /// <inheritdoc/>
    public Finding? ProgrammingDoubt => new(Severity.Warning, "measured", $"cells start exactly on their targets: {Name} holds what readings do after the first one, not how far programming misses",
        "take the accuracy as programmed for an upper bound; for the error of programming compare a device that knows it (pulsed-rram, joshi2020-pcm)");

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        CellSpans.RequireSameLength(targets.Length, achieved.Length);
        for (int i = 0; i < targets.Length; i++)
            achieved[i] = Range.Nearest(targets[i]);
    }

    /// <inheritdoc/>
    public void Relax(ReadOnlySpan<double> programmed, Duration elapsed, Key key, Span<double> conductances)
    {
        CellSpans.RequireSameLength(programmed.Length, conductances.Length);
        (RelaxationCurve early, RelaxationCurve late, double f, double scale) = At(CellSpans.RequireElapsed(elapsed));
        double outliers = early.Outliers + (f * (late.Outliers - early.Outliers)), wide = early.OutlierScale + (f * (late.OutlierScale - early.OutlierScale));
        Key lots = key["outlier"];
        for (int i = 0; i < programmed.Length; i++)
        {
            double g = programmed[i];
            double sigma = early.SpreadAt(g), mu = early.ShiftAt(g);
            if (f > 0)
            {
                sigma += f * (late.SpreadAt(g) - sigma);
                mu += f * (late.ShiftAt(g) - mu);
            }

            if (lots.Uniform(i) < outliers)
                sigma *= wide;
            conductances[i] = Math.Max(0, g + (scale * (mu + (sigma * key.Normal(i)))));
        }
    }

    /// <inheritdoc/>
    public Finding? Doubt(Duration elapsed)
    {
        RelaxationCurve last = Curves[^1];
        return elapsed > last.Time
            ? new Finding(Severity.Warning, "measured", $"asked {elapsed} after programming, but {Name} was measured up to {last.Time}; the last curve is held", "evaluate earlier, or fit a longer measurement")
            : Range.Max > last.To || Range.Min < last.From
                ? new Finding(Severity.Warning, "measured", $"the range {Range.Min} to {Range.Max} leaves the fitted {last.From} to {last.To} of {Name}; the curves are held outside", "narrow the range, or fit a wider measurement")
                : null;
    }

    /// <inheritdoc/>
    public bool Equals(MeasuredRelaxation? other) => other is not null && Name == other.Name && Range == other.Range && Curves.SequenceEqual(other.Curves);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Range, Curves.Count);

    private static IReadOnlyList<RelaxationCurve> Ordered(IReadOnlyList<RelaxationCurve> curves)
    {
        if (curves is null || curves.Count == 0)
            throw new ArgumentException("Curves is empty; give at least one fitted time.", nameof(curves));
        for (int i = 0; i < curves.Count; i++)
        {
            if (!(curves[i].Time.SI > (i == 0 ? 0 : curves[i - 1].Time.SI)) || !(curves[i].To > curves[i].From))
                throw new ArgumentException($"Curves[{i}] at {curves[i].Time}, {curves[i].From} to {curves[i].To}: times must rise from above 0 s and From lie below To.", nameof(curves));
        }

        return curves;
    }

    // The curves around a time, the share of the later one, and the factor of both before the first.
    private (RelaxationCurve Early, RelaxationCurve Late, double Share, double Scale) At(double t)
    {
        RelaxationCurve first = Curves[0], last = Curves[^1];
        if (t <= first.Time.SI)
            return (first, first, 0, Math.Log(1 + (t / PulseWidth)) / Math.Log(1 + (first.Time.SI / PulseWidth)));
        if (t >= last.Time.SI)
            return (last, last, 0, 1);
        int next = 1;
        while (Curves[next].Time.SI < t)
            next++;
        RelaxationCurve early = Curves[next - 1], late = Curves[next];
        return (early, late, Math.Log(t / early.Time.SI) / Math.Log(late.Time.SI / early.Time.SI), 1);
    }
}
