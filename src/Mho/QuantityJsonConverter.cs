using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mho;

/// <summary>Quantities in JSON are texts with a unit: <c>"40 uS"</c>. A bare number is refused, because nobody can know its unit.</summary>
/// <typeparam name="T">The quantity.</typeparam>
public sealed class QuantityJsonConverter<T> : JsonConverter<T>
    where T : struct, IQuantity<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"a {T.Name} is a text with its unit, for example \"1 {T.Symbol}\", not {reader.TokenType.ToString().ToLowerInvariant()}");
        string text = reader.GetString()!;
        try
        {
            return T.FromSI(T.Symbol == "s" ? DurationNotation.Parse(text, T.Name) : EngineeringNotation.Parse(text, T.Symbol, T.Name));
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
