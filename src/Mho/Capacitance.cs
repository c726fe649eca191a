using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Electrical capacitance.</summary>
/// <param name="SI">The value in farad.</param>
[JsonConverter(typeof(QuantityJsonConverter<Capacitance>))]
public readonly record struct Capacitance(double SI) : IQuantity<Capacitance>
{
    /// <inheritdoc/>
    public static string Symbol => "F";

    /// <inheritdoc/>
    public static string Name => "capacitance";

    /// <inheritdoc/>
    public static Capacitance FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>17 * fF</c>.</summary>
    public static Capacitance operator *(double factor, Capacitance unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Capacitance operator +(Capacitance left, Capacitance right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Capacitance operator -(Capacitance left, Capacitance right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Capacitance left, Capacitance right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Capacitance left, Capacitance right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Capacitance left, Capacitance right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Capacitance left, Capacitance right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Capacitance left, Capacitance right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Capacitance other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"17 fF"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"17 fF"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Capacitance Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
