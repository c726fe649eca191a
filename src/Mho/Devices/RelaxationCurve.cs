using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>How cells have changed a time after programming, as a function of their conductance G.</summary>
/// <remarks>
/// With x = (2G − From − To)/(To − From) kept in ±1: spread σ = 1 µS · exp(Σ LogSpread[k] xᵏ), shift μ = 1 µS · Σ Shift[k] xᵏ. A fraction
/// <see cref="Outliers"/> of the cells has σ·<see cref="OutlierScale"/> instead of σ.
/// </remarks>
public sealed record RelaxationCurve
{
    /// <summary>Time since programming.</summary>
    public Duration Time { get; init; } = 1 * s;

    /// <summary>Lowest conductance fitted; below, the curve is held.</summary>
    public Conductance From { get; init; }

    /// <summary>Highest conductance fitted; above, the curve is held.</summary>
    public Conductance To { get; init; } = 40 * uS;

    /// <summary>ln(σ/µS), ascending powers of x.</summary>
    public IReadOnlyList<double> LogSpread { get; init; } = [0];

    /// <summary>μ/µS, ascending powers of x.</summary>
    public IReadOnlyList<double> Shift { get; init; } = [0];

    /// <summary>Fraction of cells that change by more than the others.</summary>
    public double Outliers { get; init => field = CellSpans.RequireFraction(value, nameof(Outliers)); }

    /// <summary>Their spread in units of σ.</summary>
    public double OutlierScale
    {
        get;
        init => field = value is >= 1 and <= 1e3 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"OutlierScale = {value} must lie between 1 and 1000 spreads.");
    }
    = 1;

    /// <summary>x of a conductance in S.</summary>
    public double Coordinate(double siemens) => Math.Clamp(((2 * siemens) - From.SI - To.SI) / (To.SI - From.SI), -1, 1);

    /// <summary>σ in S of the ordinary cells.</summary>
    public double SpreadAt(double siemens) => 1e-6 * Math.Exp(Sum(LogSpread, Coordinate(siemens)));

    /// <summary>μ in S.</summary>
    public double ShiftAt(double siemens) => 1e-6 * Sum(Shift, Coordinate(siemens));

    /// <inheritdoc/>
    public bool Equals(RelaxationCurve? other) => other is not null && Time == other.Time && From == other.From && To == other.To
        && LogSpread.SequenceEqual(other.LogSpread) && Shift.SequenceEqual(other.Shift) && Outliers.Equals(other.Outliers) && OutlierScale.Equals(other.OutlierScale);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Time, From, To, Outliers, OutlierScale, LogSpread.Count, Shift.Count);

    private static double Sum(IReadOnlyList<double> ascending, double x) => ascending is double[] array
        ? Polynomial.Evaluate<double>(array, x)
        : Polynomial.Evaluate<double>([.. ascending], x);
}
