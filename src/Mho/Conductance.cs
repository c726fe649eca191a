using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Electrical conductance.</summary>
/// <param name="SI">The value in siemens.</param>
[JsonConverter(typeof(QuantityJsonConverter<Conductance>))]
public readonly record struct Conductance(double SI) : IQuantity<Conductance>
{
    /// <inheritdoc/>
    public static string Symbol => "S";

    /// <inheritdoc/>
    public static string Name => "conductance";

    /// <inheritdoc/>
    public static Conductance FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>40 * uS</c>.</summary>
    public static Conductance operator *(double factor, Conductance unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Conductance operator +(Conductance left, Conductance right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Conductance operator -(Conductance left, Conductance right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Conductance left, Conductance right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Conductance left, Conductance right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Conductance left, Conductance right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Conductance left, Conductance right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Conductance left, Conductance right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Conductance other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"40 uS"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"40 uS"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Conductance Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
