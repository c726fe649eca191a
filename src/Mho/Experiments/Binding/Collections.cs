using System.Collections;
using System.Collections.Immutable;

namespace Mho.Experiments.Binding;

/// <summary>Lists and dictionaries that records may hold.</summary>
internal static class Collections
{
    private static readonly Type[] Lists =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(List<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ReadOnlyMemory<>)];

    private static readonly Type[] Keyeds = [typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>), typeof(Dictionary<,>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>)];

    /// <summary>The type of a list's items, or null of no list.</summary>
    public static Type? Item(Type type) => type.IsArray && type.GetArrayRank() == 1 ? type.GetElementType()
        : type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;

    /// <summary>The type of a dictionary's values, or null if it is none with texts as keys.</summary>
    public static Type? KeyedItem(Type type) =>
        type.IsGenericType && Keyeds.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments()[0] == typeof(string) ? type.GetGenericArguments()[1] : null;

    /// <summary>A list's items, one after the other.</summary>
    public static IEnumerable Items(object list, Type item) => list as IEnumerable
        ?? (IEnumerable)typeof(Immutables<>).MakeGenericType(item).GetMethod(nameof(Immutables<>.Unwrapped))!.Invoke(null, [list])!;

    /// <summary>A list of type <paramref name="type"/> from an array.</summary>
    public static object Build(Type type, Type item, Array items)
    {
        if (type.IsAssignableFrom(items.GetType()) && type.GetGenericTypeDefinitionOrSelf() != typeof(List<>))
            return items;
        string maker = type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? nameof(Immutables<>.Array)
            : type.GetGenericTypeDefinition() == typeof(ImmutableList<>)
            ? nameof(Immutables<>.Linked) : type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) ? nameof(Immutables<>.Memory) : nameof(Immutables<>.List);
        return typeof(Immutables<>).MakeGenericType(item).GetMethod(maker)!.Invoke(null, [items])!;
    }

    /// <summary>A dictionary of type <paramref name="type"/>.</summary>
    public static object BuildKeyed(Type type, Type item, IDictionary entries)
    {
        if (type.IsInstanceOfType(entries))
            return entries;
        string maker = type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) ? nameof(Immutables<>.Keyed) : nameof(Immutables<>.Sorted);
        return typeof(Immutables<>).MakeGenericType(item).GetMethod(maker)!.Invoke(null, [entries])!;
    }

    private static Type GetGenericTypeDefinitionOrSelf(this Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static class Immutables<T>
    {
        public static ImmutableArray<T> Array(T[] items) => [.. items];

        public static ImmutableList<T> Linked(T[] items) => [.. items];

        public static List<T> List(T[] items) => [.. items];

        public static ReadOnlyMemory<T> Memory(T[] items) => items;

        public static T[] Unwrapped(ReadOnlyMemory<T> items) => items.ToArray();

        public static ImmutableDictionary<string, T> Keyed(Dictionary<string, T> entries) => entries.ToImmutableDictionary(StringComparer.Ordinal);

        public static ImmutableSortedDictionary<string, T> Sorted(Dictionary<string, T> entries) => entries.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
