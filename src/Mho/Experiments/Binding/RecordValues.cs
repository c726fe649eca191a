using System.Text.Json;

namespace Mho.Experiments.Binding;

/// <summary>A record as a list of paths and values: what <c>--set</c> can change, and what stands there now.</summary>
public static class RecordValues
{
    /// <summary>Every value in the order of the written JSON; a list of numbers or texts is one value.</summary>
    public static IReadOnlyList<(string Path, string Value)> Of<T>(T record)
        where T : notnull => [.. Of(JsonText.Read(RecordJson.Write(record), "record"), "").Where(value => !value.Path.EndsWith("model", StringComparison.Ordinal))];

    private static IEnumerable<(string Path, string Value)> Of(JsonValue value, string path) => value.Kind switch
    {
        JsonValueKind.Object => value.Members.SelectMany(member => Of(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array when value.Items.Exists(item => item.Kind is JsonValueKind.Object or JsonValueKind.Array) => value.Items.SelectMany((item, i) => Of(item, $"{path}[{i}]")),
        JsonValueKind.Array => [(path, $"[{string.Join(", ", value.Items.Select(Text))}]")],
        _ => [(path, Text(value))],
    };

    private static string Text(JsonValue value) => value.Kind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null ? value.Described : value.Text;
}
