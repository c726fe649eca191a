using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Electrical resistance.</summary>
/// <param name="SI">The value in ohm.</param>
[JsonConverter(typeof(QuantityJsonConverter<Resistance>))]
public readonly record struct Resistance(double SI) : IQuantity<Resistance>
{
    /// <inheritdoc/>
    public static string Symbol => "ohm";

    /// <inheritdoc/>
    public static string Name => "resistance";

    /// <inheritdoc/>
    public static Resistance FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>10 * kohm</c>.</summary>
    public static Resistance operator *(double factor, Resistance unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Resistance operator +(Resistance left, Resistance right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Resistance operator -(Resistance left, Resistance right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Resistance left, Resistance right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Resistance left, Resistance right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Resistance left, Resistance right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Resistance left, Resistance right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Resistance left, Resistance right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Resistance other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"10 kohm"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"10 kohm"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Resistance Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
