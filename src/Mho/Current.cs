using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Electric current.</summary>
/// <param name="SI">The value in ampere.</param>
[JsonConverter(typeof(QuantityJsonConverter<Current>))]
public readonly record struct Current(double SI) : IQuantity<Current>
{
    /// <inheritdoc/>
    public static string Symbol => "A";

    /// <inheritdoc/>
    public static string Name => "current";

    /// <inheritdoc/>
    public static Current FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>3 * uA</c>.</summary>
    public static Current operator *(double factor, Current unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Current operator +(Current left, Current right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Current operator -(Current left, Current right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Current left, Current right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Current left, Current right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Current left, Current right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Current left, Current right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Current left, Current right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Current other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"3 uA"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"3 uA"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Current Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
