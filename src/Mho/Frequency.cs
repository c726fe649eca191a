using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Frequency.</summary>
/// <param name="SI">The value in hertz.</param>
[JsonConverter(typeof(QuantityJsonConverter<Frequency>))]
public readonly record struct Frequency(double SI) : IQuantity<Frequency>
{
    /// <inheritdoc/>
    public static string Symbol => "Hz";

    /// <inheritdoc/>
    public static string Name => "frequency";

    /// <inheritdoc/>
    public static Frequency FromSI(double value) => new(value);

    /// <summary>A multiple of a unit: <c>100 * MHz</c>.</summary>
    public static Frequency operator *(double factor, Frequency unit) => new(EngineeringNotation.Times(factor, unit.SI));

    /// <summary>Sum.</summary>
    public static Frequency operator +(Frequency left, Frequency right) => new(left.SI + right.SI);

    /// <summary>Difference.</summary>
    public static Frequency operator -(Frequency left, Frequency right) => new(left.SI - right.SI);

    /// <summary>Ratio of two quantities, a plain number; also a conversion: <c>x / unit</c>.</summary>
    public static double operator /(Frequency left, Frequency right) => left.SI / right.SI;

    /// <summary>Less than.</summary>
    public static bool operator <(Frequency left, Frequency right) => left.SI < right.SI;

    /// <summary>Greater than.</summary>
    public static bool operator >(Frequency left, Frequency right) => left.SI > right.SI;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Frequency left, Frequency right) => left.SI <= right.SI;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Frequency left, Frequency right) => left.SI >= right.SI;

    /// <inheritdoc/>
    public int CompareTo(Frequency other) => SI.CompareTo(other.SI);

    /// <summary>Engineering notation: <c>"100 MHz"</c>.</summary>
    public override string ToString() => EngineeringNotation.Format(SI, Symbol);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Reads <c>"100 MHz"</c>; throws a <see cref="FormatException"/> that names the text and the units it may have.</summary>
    public static Frequency Parse(string text) => new(EngineeringNotation.Parse(text, Symbol, Name));
}
