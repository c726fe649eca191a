using System.Numerics;
using System.Text.Json.Nodes;

namespace Mho.Cli;

/// <summary>Numbers in JSON, which holds neither infinity nor NaN: they are told as null.</summary>
internal static class JsonNumber
{
    /// <summary>A number.</summary>
    public static JsonValue? Of(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A real number as such, any other as <c>{"re": …, "im": …}</c>.</summary>
    public static JsonNode? Of(Complex value) => value.Imaginary == 0 ? Of(value.Real) : new JsonObject { ["re"] = Of(value.Real), ["im"] = Of(value.Imaginary) };
}
