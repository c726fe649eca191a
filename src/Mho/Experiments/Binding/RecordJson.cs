using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Records as JSON and back: the same nouns, every default written out, nothing unknown accepted.</summary>
/// <remarks>
/// Property names in camelCase; enumerations as words; quantities as texts with their unit; where a record's field is an interface or abstract record,
/// <c>{"model": "name", …}</c> says which, and <c>"name"</c> alone stands for that model with its defaults. Comments and trailing commas are read.
/// </remarks>
public static class RecordJson
{
    /// <summary>Reads a record.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name for error messages.</param>
    /// <exception cref="InputException">Anything is wrong; says where and what to write instead.</exception>
    public static T Read<T>(string json, string source)
        where T : notnull => (T)new RecordReader(source).Read(JsonText.Read(json, source), typeof(T), "", mayBeNull: false)!;

    /// <summary>Writes a record, indented, line ends <c>\n</c>, one at the end.</summary>
    public static string Write<T>(T value)
        where T : notnull => RecordWriter.Write(value, typeof(T));

    /// <summary>The record with the value at <paramref name="path"/> replaced.</summary>
    /// <param name="record">The record.</param>
    /// <param name="path">As in the written JSON: <c>chip.adc.bits</c>, <c>layers[2].width</c>.</param>
    /// <param name="value">JSON, or a plain text such as <c>40 uS</c>.</param>
    public static T With<T>(T record, string path, string value)
        where T : notnull
    {
        string source = $"{path}={value}";
        JsonValue whole = JsonText.Read(Write(record), source);
        JsonPath.Replace(whole, path, Value(value, source), source);
        return (T)new RecordReader(source, lines: false).Read(whole, typeof(T), "", mayBeNull: false)!;
    }

    private static JsonValue Value(string value, string source)
    {
        try
        {
            return JsonText.Read(value, source);
        }
        catch (InputException)
        {
            return new JsonValue { Kind = JsonValueKind.String, Line = 0, Text = value };
        }
    }
}
