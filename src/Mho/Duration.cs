using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Duration.</summary>
/// <param name="SI">The value in seconds.</param>
[JsonConverter(typeof(QuantityJsonConverter<Duration>))]
public readonly record struct Duration(double SI) : IQuantity<Duration>
{
    /// <inheritdoc/>
    public static string Symbol => "s";

    /// <inheritdoc/>
    public static string Name => "duration";

    /// <inheritdoc/>
    public static Duration FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>1 * day</c>.</summary>
    public static Duration operator *(double factor, Duration unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Duration operator -(Duration left, Duration right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Duration left, Duration right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Duration left, Duration right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Duration left, Duration right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Duration left, Duration right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Duration left, Duration right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Duration other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"1 day"</c>.</summary>
    public override string ToString() => DurationNotation.Format(SI);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"1 day"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Duration Parse(string text) => new(DurationNotation.Parse(text, Name));
}
