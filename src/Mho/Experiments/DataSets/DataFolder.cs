namespace Mho.Experiments.DataSets;

/// <summary>Where data sets are looked for: the folder that <c>MHO_DATA</c> names, then the user's cache.</summary>
public static class DataFolder
{
    /// <summary>The folder that <c>mho data fetch</c> writes to: <c>~/.cache/mho</c>, <c>$XDG_CACHE_HOME/mho</c> or <c>%LOCALAPPDATA%\mho\cache</c>.</summary>
    public static string Cache => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "mho", "cache")
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "mho");

    /// <summary>The path of a data set's file, or null if it is not on this machine. A gzip file is found under its name with and without <c>.gz</c>.</summary>
    public static string? TryFind(string set, string file) => Candidates(set, file).FirstOrDefault(File.Exists);

    /// <summary>The path of a data set's file.</summary>
    /// <exception cref="InputException">It is not on this machine; says how to get it.</exception>
    public static string Find(string set, string file) => TryFind(set, file)
        ?? throw new InputException(
            $"data set {set} is not on this machine: no {file} in {string.Join(" or ", Folders().Select(folder => Path.Combine(folder, set)))}; "
            + $"run \"mho data fetch {set}\", or name a folder that holds {set}/ by MHO_DATA.");

    private static IEnumerable<string> Folders() =>
        Environment.GetEnvironmentVariable("MHO_DATA") is { Length: > 0 } own ? [own, Cache] : [Cache];

    private static IEnumerable<string> Candidates(string set, string file)
    {
        string plain = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        foreach (string folder in Folders())
        {
            yield return Path.Combine(folder, set, plain + ".gz");
            yield return Path.Combine(folder, set, plain);
        }
    }
}
