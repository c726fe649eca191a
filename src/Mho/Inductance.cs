using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Electrical inductance.</summary>
/// <param name="SI">The value in henry.</param>
[JsonConverter(typeof(QuantityJsonConverter<Inductance>))]
public readonly record struct Inductance(double SI) : IQuantity<Inductance>
{
    /// <inheritdoc/>
    public static string Symbol => "H";

    /// <inheritdoc/>
    public static string Name => "inductance";

    /// <inheritdoc/>
    public static Inductance FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>2 * nH</c>.</summary>
    public static Inductance operator *(double factor, Inductance unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Inductance operator +(Inductance left, Inductance right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Inductance operator -(Inductance left, Inductance right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Inductance left, Inductance right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Inductance left, Inductance right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Inductance left, Inductance right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Inductance left, Inductance right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Inductance left, Inductance right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Inductance other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"2 nH"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"2 nH"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Inductance Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
