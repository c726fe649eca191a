using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Voltage.</summary>
/// <param name="SI">The value in volt.</param>
[JsonConverter(typeof(QuantityJsonConverter<Voltage>))]
public readonly record struct Voltage(double SI) : IQuantity<Voltage>
{
    /// <inheritdoc/>
    public static string Symbol => "V";

    /// <inheritdoc/>
    public static string Name => "voltage";

    /// <inheritdoc/>
    public static Voltage FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>0.5 * V</c>.</summary>
    public static Voltage operator *(double factor, Voltage unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Voltage operator +(Voltage left, Voltage right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Voltage operator -(Voltage left, Voltage right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Voltage left, Voltage right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Voltage left, Voltage right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Voltage left, Voltage right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Voltage left, Voltage right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Voltage left, Voltage right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Voltage other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"500 mV"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"500 mV"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Voltage Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
