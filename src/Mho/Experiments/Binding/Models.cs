using System.Reflection;

namespace Mho.Experiments.Binding;

/// <summary>Every record with a <see cref="ModelAttribute"/>, by the interface or abstract record it stands for and its name.</summary>
/// <remarks>One mechanism for devices, layers, encodings, data sets and experiments: the assembly is searched once, nobody registers anything.</remarks>
public static class Models
{
    private static readonly Lock Gate = new();
    private static readonly List<(string Name, Type Type)> Known = [.. Search(typeof(Models).Assembly)];

    /// <summary>Adds the models of another assembly, for example an extension's or a test's.</summary>
    public static void Add(Assembly assembly)
    {
        lock (Gate)
            Known.AddRange(Search(assembly).Where(model => !Known.Contains(model)).ToList());
    }

    /// <summary>The models that are a <paramref name="family"/>, by name, in alphabetical order.</summary>
    public static IReadOnlyList<(string Name, Type Type)> Of(Type family)
    {
        lock (Gate)
            return [.. Known.Where(model => family.IsAssignableFrom(model.Type)).OrderBy(model => model.Name, StringComparer.Ordinal)];
    }

    /// <summary>The name of a model, or null of a record that is none.</summary>
    public static string? NameOf(Type type) => type.GetCustomAttribute<ModelAttribute>()?.Name;

    /// <summary>Where a model's equations and constants are from, or empty.</summary>
    public static string SourceOf(Type type) => type.GetCustomAttribute<ModelAttribute>()?.Source ?? "";

    /// <summary>The model of a family that may be told by one of its parameters alone, and that parameter; null if there is none.</summary>
    internal static (Type Type, string Parameter)? Told(Type family) => Of(family)
        .Select(model => ((Type, string)?)(model.Type, model.Type.GetCustomAttribute<ModelAttribute>()!.ToldBy))
        .FirstOrDefault(told => told!.Value.Item2.Length > 0);

    /// <summary>Where a noun's equations and constants are from, or empty.</summary>
    public static string SourceOf(object noun)
    {
        ArgumentNullException.ThrowIfNull(noun);
        return noun is ISourced sourced ? sourced.Source : SourceOf(noun.GetType());
    }

    /// <summary>Whether values of this declared type say by <c>"model"</c> which record they are.</summary>
    internal static bool IsFamily(Type type) => (type.IsInterface || type.IsAbstract) && Of(type).Count > 0;

    private static IEnumerable<(string Name, Type Type)> Search(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false })
        .Select(type => (NameOf(type), type))
        .Where(model => model.Item1 is not null)!;
}
