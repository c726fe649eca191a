using System.Reflection;
using Mho.Experiments;
using Mho.Experiments.Binding;

namespace Mho.Cli;

/// <summary>The experiments that ship with Mho, embedded from experiments/*.json so that they run from any folder.</summary>
internal static class NamedExperiments
{
    private const string Prefix = "experiments/", Suffix = ".json";

    private static readonly Assembly Own = typeof(NamedExperiments).Assembly;

    /// <summary>Their names in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => [.. Own.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The experiment of that name, or of that file if it ends in <c>.json</c> or is one.</summary>
    public static IExperiment Load(string nameOrFile)
    {
        if (nameOrFile.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || File.Exists(nameOrFile))
            return Experiment.Load(nameOrFile);
        using Stream stream = Own.GetManifestResourceStream(Prefix + nameOrFile + Suffix)
            ?? throw new InputException($"no experiment is called \"{nameOrFile}\"; {Spelling.Advice(nameOrFile, Names)} Your own is a file that ends in .json.");
        using StreamReader reader = new(stream);
        return Experiment.Parse(reader.ReadToEnd(), Prefix + nameOrFile + Suffix);
    }
}
