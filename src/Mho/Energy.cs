using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Energy.</summary>
/// <param name="SI">The value in joule.</param>
[JsonConverter(typeof(QuantityJsonConverter<Energy>))]
public readonly record struct Energy(double SI) : IQuantity<Energy>
{
    /// <inheritdoc/>
    public static string Symbol => "J";

    /// <inheritdoc/>
    public static string Name => "energy";

    /// <inheritdoc/>
    public static Energy FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>2 * nJ</c>.</summary>
    public static Energy operator *(double factor, Energy unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Energy operator +(Energy left, Energy right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Energy operator -(Energy left, Energy right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Energy left, Energy right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Energy left, Energy right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Energy left, Energy right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Energy left, Energy right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Energy left, Energy right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Energy other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"2 nJ"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"2 nJ"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Energy Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
