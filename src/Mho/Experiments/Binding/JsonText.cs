using System.Text;
using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Reads JSON text, with comments and trailing commas, into values that know their line.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <summary>Reads one value and nothing after it.</summary>
    /// <exception cref="InputException">The text is not JSON, repeats a property or nests deeper than 64.</exception>
    public static JsonValue Read(string json, string source)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json.StartsWith('\uFEFF') ? json[1..] : json);
        Utf8JsonReader reader = new(bytes, Lenient);
        Lines lines = new(bytes);
        try
        {
            if (!reader.Read())
                throw new InputException("holds nothing; an experiment begins with {.", source, 1);
            JsonValue value = Value(ref reader, lines, source, "");
            reader.Read();
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            long line = exception is JsonException { LineNumber: long number } ? number + 1 : lines.Of(reader.TokenStartIndex);
            throw new InputException($"is not JSON: {Plain(exception.Message)}", source, line, inner: exception);
        }
    }

    private static JsonValue Value(ref Utf8JsonReader reader, Lines lines, string source, string path)
    {
        long line = lines.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, lines, source, path, line);
            case JsonTokenType.StartArray:
                JsonValue list = new() { Kind = JsonValueKind.Array, Line = line };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(ref reader, lines, source, $"{path}[{list.Items.Count}]"));
                return list;
            case JsonTokenType.String:
                return new JsonValue { Kind = JsonValueKind.String, Line = line, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new JsonValue { Kind = JsonValueKind.Number, Line = line, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                JsonValueKind kind = reader.TokenType switch { JsonTokenType.True => JsonValueKind.True, JsonTokenType.False => JsonValueKind.False, _ => JsonValueKind.Null };
                return new JsonValue { Kind = kind, Line = line };
        }
    }

    private static JsonValue Object(ref Utf8JsonReader reader, Lines lines, string source, string path, long line)
    {
        JsonValue value = new() { Kind = JsonValueKind.Object, Line = line };
        HashSet<string> names = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            long at = lines.Of(reader.TokenStartIndex);
            string field = path.Length == 0 ? name : $"{path}.{name}";
            if (!names.Add(name))
                throw new InputException("stands twice in its object; remove one of them.", source, at, field);
            reader.Read();
            value.Members.Add((name, Value(ref reader, lines, source, field)));
        }

        return value;
    }

    // The reader repeats the place, counted from 0, behind its sentence; ours stands in front.
    private static string Plain(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd(' ', '|');
    }

    /// <summary>Turns growing byte offsets into lines without counting twice.</summary>
    private sealed class Lines(byte[] bytes)
    {
        private long _offset;
        private long _line = 1;

        public long Of(long offset)
        {
            for (; _offset < offset && _offset < bytes.Length; _offset++)
            {
                if (bytes[_offset] == (byte)'\n')
                    _line++;
            }

            return _line;
        }
    }
}
