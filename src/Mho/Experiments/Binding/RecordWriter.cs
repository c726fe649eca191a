using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Writes records with every default.</summary>
internal static class RecordWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(object value, Type declared)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Indented))
            Value(writer, value, declared);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Value(Utf8JsonWriter writer, object? value, Type declared)
    {
        Type plain = Nullable.GetUnderlyingType(declared) ?? declared;
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case Enum word:
                writer.WriteStringValue(RecordShape.Camel(word.ToString()));
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case IConvertible number when Scalars.IsWhole(value.GetType()):
                writer.WriteNumberValue(number.ToInt64(null));
                break;
            case not null when Scalars.IsQuantity(value.GetType()):
                writer.WriteStringValue(value.ToString());
                break;
            case not null when Collections.KeyedItem(plain) is Type keyed:
                Keyed(writer, (IEnumerable)value, keyed);
                break;
            case not null when Collections.Item(plain) is Type item:
                writer.WriteStartArray();
                foreach (object? each in Collections.Items(value, item))
                    Value(writer, each, item);
                writer.WriteEndArray();
                break;
            default:
                Record(writer, value, plain);
                break;
        }
    }

    private static void Keyed(Utf8JsonWriter writer, IEnumerable entries, Type item)
    {
        List<(string Key, object? Value)> pairs = [];
        foreach (object pair in entries)
            pairs.Add(((string)pair.GetType().GetProperty("Key")!.GetValue(pair)!, pair.GetType().GetProperty("Value")!.GetValue(pair)));
        writer.WriteStartObject();
        foreach ((string key, object? value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            Value(writer, value, item);
        }

        writer.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter writer, object value, Type declared)
    {
        Type type = value.GetType();
        writer.WriteStartObject();
        if (declared != type || declared.IsAbstract)
        {
            writer.WriteString("model", Models.NameOf(type)
                ?? throw new ArgumentException($"{type.Name} has no [Model] name, so a file could not say that it stands for {declared.Name}; give the record a [Model(\"name\")].", nameof(value)));
        }

        foreach (RecordShape.Field field in RecordShape.Of(type).Fields)
        {
            writer.WritePropertyName(field.Name);
            Value(writer, field.Property.GetValue(value), field.Type);
        }

        writer.WriteEndObject();
    }
}
