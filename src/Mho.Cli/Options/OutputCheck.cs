using System.CommandLine;

namespace Mho.Cli.Options;

/// <summary>Looks at the files a command will write before it computes: nobody waits an hour for a name that cannot be written, or loses an input to it.</summary>
internal static class OutputCheck
{
    private static readonly StringComparer Names = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Throws unless every file can be written, is none that is read, and none that is written twice.</summary>
    /// <exception cref="InputException">Says which option names which file, and why not.</exception>
    public static void Run(ParseResult parsed)
    {
        IList<Option> options = parsed.CommandResult.Command.Options;
        Dictionary<string, string> taken = new(Names);
        foreach (IReadsFile option in options.OfType<IReadsFile>())
        {
            if (option.File(parsed) is string file)
                taken.TryAdd(Place(file), $"{option.Name} reads");
        }

        foreach (OutputFileOption option in options.OfType<OutputFileOption>())
        {
            if (parsed.GetValue(option) is not string file)
                continue;
            string place = Place(file);
            if (taken.TryGetValue(place, out string? other))
                throw new InputException($"{file} is the file that {other}; choose another name.", field: option.Name);
            taken.Add(place, $"{option.Name} writes");
            Writable(option.Name, file, place);
        }
    }

    // Where links lead to.
    private static string Place(string file)
    {
        string full = Path.GetFullPath(file);
        try
        {
            return new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }

    private static void Writable(string option, string file, string place)
    {
        string folder = Path.GetDirectoryName(place) ?? place;
        if (Directory.Exists(place))
            throw new InputException($"{file} is a folder; name a file in it.", field: option);
        if (!Directory.Exists(folder))
            throw new InputException($"{file}: there is no folder {folder}; make it, or choose another.", field: option);
        try
        {
            // Files are written beside their place and renamed, so what counts is the folder.
            using FileStream probe = new(Path.Combine(folder, $".mho-{Environment.ProcessId}.tmp"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: nothing can be written in {folder} ({exception.Message.TrimEnd('.')}); choose another folder.", field: option, inner: exception);
        }
    }
}
