using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Power.</summary>
/// <param name="SI">The value in watt.</param>
[JsonConverter(typeof(QuantityJsonConverter<Power>))]
public readonly record struct Power(double SI) : IQuantity<Power>
{
    /// <inheritdoc/>
    public static string Symbol => "W";

    /// <inheritdoc/>
    public static string Name => "power";

    /// <inheritdoc/>
    public static Power FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>5 * mW</c>.</summary>
    public static Power operator *(double factor, Power unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Power operator +(Power left, Power right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Power operator -(Power left, Power right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Power left, Power right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Power left, Power right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Power left, Power right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Power left, Power right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Power left, Power right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Power other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"5 mW"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"5 mW"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Power Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
