using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>A JSON value that knows its line, so that a fault found late can still be shown where it stands.</summary>
internal sealed class JsonValue
{
    /// <summary>Object, Array, String, Number, True, False or Null.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>Where it begins, counted from 1; 0 if it was not read from a file.</summary>
    public required long Line { get; init; }

    /// <summary>The text of a string, the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object, in order.</summary>
    public List<(string Name, JsonValue Value)> Members { get; } = [];

    /// <summary>The items of an array.</summary>
    public List<JsonValue> Items { get; } = [];

    /// <summary>How an error message calls it.</summary>
    public string Described => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{(Text.Length > 40 ? Text[..40] + "…" : Text)}\"",
        JsonValueKind.Number => $"the number {(Text.Length > 40 ? Text[..40] + "…" : Text)}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
