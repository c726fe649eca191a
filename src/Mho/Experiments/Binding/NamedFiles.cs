namespace Mho.Experiments.Binding;

/// <summary>The files being read, each named by the one before it, and where a relative path in the last of them begins.</summary>
/// <param name="Folder">What a relative path is joined to; empty for the working folder.</param>
/// <param name="Open">Full paths from the first to the last.</param>
internal sealed record NamedFiles(string Folder, IReadOnlyList<string> Open)
{
    private const string Suffix = ".json";

    /// <summary>Text that comes from no file: paths are relative to the working folder.</summary>
    public static NamedFiles None { get; } = new("", []);

    /// <summary>Whether a text in the place of a model names a file.</summary>
    public static bool IsNamedBy(string text) => text.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Text that was read from <paramref name="file"/>: paths are relative to its folder.</summary>
    public static NamedFiles Of(string file) => new(Path.GetDirectoryName(file) ?? "", [Path.GetFullPath(file)]);

    /// <summary>Whether a text in the place of a model is a path to something else than JSON.</summary>
    public static bool IsPath(string text) => text.AsSpan().ContainsAny('/', '\\');

    /// <summary>A path of the text being read, as the working folder sees it.</summary>
    public string Located(string path) => Path.Combine(Folder, path);

    /// <summary>Reads the file of that path.</summary>
    /// <returns>Its value, the path as error messages show it, and what paths in it are relative to.</returns>
    /// <exception cref="InputException">It cannot be read, is not JSON or is being read already.</exception>
    public (JsonValue Value, string Source, NamedFiles Files) Read(string path)
    {
        string source = Located(path), full = Full(source);
        if (Open.Contains(full, StringComparer.Ordinal))
            throw new InputException($"names itself by way of {string.Join(", ", Open.Select(Path.GetFileName))}; break the circle.", source);
        try
        {
            return (JsonText.Read(File.ReadAllText(full), source), source, new NamedFiles(Path.GetDirectoryName(source) ?? "", [.. Open, full]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string way = Path.IsPathRooted(path) ? "" : $" A relative path begins at {(Folder.Length == 0 ? "the working folder" : Folder)}.";
            throw new InputException($"cannot be read: {exception.Message}{way}", source, inner: exception);
        }
    }

    private static string Full(string source)
    {
        try
        {
            return Path.GetFullPath(source);
        }
        catch (ArgumentException exception)
        {
            throw new InputException($"is not a path: {exception.Message}", source, inner: exception);
        }
    }
}
