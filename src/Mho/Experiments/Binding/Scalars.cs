using System.Reflection;

namespace Mho.Experiments.Binding;

/// <summary>Numbers and quantities.</summary>
internal static class Scalars
{
    private static readonly Type[] Whole = [typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(ushort), typeof(byte), typeof(sbyte)];

    public static bool IsWhole(Type type) => Whole.Contains(type);

    public static bool IsNumber(Type type) => IsWhole(type) || type == typeof(double) || type == typeof(float);

    public static bool IsQuantity(Type type) => type.IsValueType && Array.Exists(type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IQuantity<>));

    public static object Lowest(Type type) => type.GetField("MinValue")!.GetValue(null)!;

    public static object Highest(Type type) => type.GetField("MaxValue")!.GetValue(null)!;

    /// <summary><c>a conductance with its unit, for example "1 S"</c>.</summary>
    public static string QuantityExample(Type type) => $"a {Static(type, "Name")} as a text with its unit, for example \"1 {Static(type, "Symbol")}\"";

    public static object ParseQuantity(Type type, string text) => type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)])!.Invoke(null, [text])!;

    private static object? Static(Type type, string property) => type.GetProperty(property, BindingFlags.Public | BindingFlags.Static)!.GetValue(null);
}
