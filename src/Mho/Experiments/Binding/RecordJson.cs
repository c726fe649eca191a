using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>Records as JSON and back: the same nouns, every default written out, nothing unknown accepted.</summary>
/// <remarks>
/// Property names in camelCase; enumerations as words; quantities as texts with their unit; where a record's field is an interface or abstract record,
/// <c>{"model": "name", …}</c> says which, <c>"name"</c> alone stands for that model with its defaults, and <c>"path/of/a/file.json"</c> for what that file
/// holds; a written record holds it itself. Comments and trailing commas are read.
/// </remarks>
public static class RecordJson
{
    /// <summary>Reads a record from text; files it names are found from the working folder.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The text's name for error messages.</param>
    /// <exception cref="InputException">Anything is wrong; says where and what to write instead.</exception>
    public static T Read<T>(string json, string source)
        where T : notnull => Read<T>(json, source, NamedFiles.None);

    /// <summary>Reads a record from a file; files it names are found from its folder.</summary>
    /// <exception cref="InputException">Anything is wrong; says where and what to write instead.</exception>
    public static T Load<T>(string file)
        where T : notnull
    {
        try
        {
            return Read<T>(File.ReadAllText(file), file, NamedFiles.Of(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message}", file, inner: exception);
        }
    }

    /// <summary>Writes a record, indented, line ends <c>\n</c>, one at the end.</summary>
    public static string Write<T>(T value)
        where T : notnull => RecordWriter.Write(value, typeof(T));

    /// <summary>The record with the value at <paramref name="path"/> replaced.</summary>
    /// <param name="record">The record.</param>
    /// <param name="path">As in the written JSON: <c>chip.adc.magnitudeBits</c>, <c>layers[2].width</c>.</param>
    /// <param name="value">JSON, or a plain text such as <c>40 uS</c>; files it names are found from the working folder.</param>
    public static T With<T>(T record, string path, string value)
        where T : notnull
    {
        string source = $"{path}={value}";
        JsonValue whole = JsonText.Read(Write(record), source);
        JsonPath.Replace(whole, path, Value(value, source), source);
        return (T)new RecordReader(source, NamedFiles.None, lines: false).Read(whole, typeof(T), "", mayBeNull: false)!;
    }

    private static T Read<T>(string json, string source, NamedFiles files)
        where T : notnull => (T)new RecordReader(source, files).Read(JsonText.Read(json, source), typeof(T), "", mayBeNull: false)!;

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
