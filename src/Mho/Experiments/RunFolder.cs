using System.Security.Cryptography;
using System.Text;
using Mho.Experiments.Binding;
using Mho.Experiments.Reports;

namespace Mho.Experiments;

/// <summary>Where one run leaves its files. While it runs the folder is called <c>NAME.part</c>; it gets its own name when everything is in it.</summary>
/// <remarks>
/// So a folder without <c>.part</c> is a finished run, and one with it can be resumed: its <c>checkpoints</c> are those of the very same experiment,
/// because its experiment.json is compared byte by byte. A lock beside it keeps two processes from running it at once.
/// </remarks>
public sealed class RunFolder : IDisposable
{
    /// <summary>What the name of a folder ends with while its run is not finished.</summary>
    internal const string Unfinished = ".part";

    private readonly string _experiment;
    private FileStream? _lock;

    private RunFolder(string place, string experiment) => (FinalPath, _experiment) = (place, experiment);

    /// <summary>The folder's path once the run is finished.</summary>
    public string FinalPath { get; }

    /// <summary>Where files are now: <see cref="FinalPath"/> if finished, else that with <c>.part</c>.</summary>
    public string Location => Finished ? FinalPath : FinalPath + Unfinished;

    /// <summary>Whether the run's results are in the folder.</summary>
    public bool Finished { get; private set; }

    /// <summary>Whether an earlier, interrupted run of the same experiment left checkpoints.</summary>
    public bool Resumed { get; private set; }

    /// <summary>Folder of the files that only an unfinished run needs; it goes when the run is finished.</summary>
    public string Checkpoints => Path.Combine(Location, "checkpoints");

    /// <summary>The folder's name: the experiment's and eight digits of the hash of its JSON.</summary>
    public static string NameOf(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecordJson.Write(experiment))));
        return $"{Plain(experiment.Name)}-{hash[..8]}";
    }

    /// <summary>Opens the folder of a run, new, interrupted or finished.</summary>
    /// <param name="experiment">What runs in it.</param>
    /// <param name="place">The folder; <c>runs/NAME-HASH</c> under the current folder if null.</param>
    /// <exception cref="InputException">Another process runs it, another experiment is in it, or it cannot be written.</exception>
    public static RunFolder Open(IExperiment experiment, string? place = null)
    {
        if (place is { Length: 0 })
            throw new InputException("the run folder has no name; give one with --out, or leave it out.");
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place ?? Path.Combine("runs", NameOf(experiment))));
        RunFolder folder = new(path, RecordJson.Write(experiment));
        try
        {
            folder.Enter();
            return folder;
        }
        catch (Exception exception)
        {
            folder.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new InputException($"cannot be used as a run folder: {exception.Message} Choose another folder with --out.", path, inner: exception);
            throw;
        }
    }

    /// <summary>Writes a file of the run, whole or not at all.</summary>
    /// <param name="name">Relative to the folder, for example <c>checkpoints/epoch.bin</c>.</param>
    /// <param name="write">Writes the content.</param>
    public void Write(string name, Action<Stream> write) => AtomicFile.Write(Path.Combine(Location, name), write);

    /// <summary>Writes a text file of the run, whole or not at all.</summary>
    public void Write(string name, string text) => AtomicFile.Write(Path.Combine(Location, name), text);

    /// <summary>Writes metrics, findings, plots and page, and gives the folder its final name.</summary>
    public void Finish(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write("metrics.json", ReportJson.Metrics(report));
        Write("findings.json", ReportJson.Findings(report));
        Write("summary.txt", ReportText.Of(report));
        Write("references.txt", string.Concat(report.References.Select(reference => reference + "\n")));
        foreach (Figure figure in report.Sections.OfType<Figure>())
            Write(Path.Combine("plots", Plain(figure.Name) + ".svg"), figure.Plot.ToSvg());
        Write("report.html", Page.Of(report, _experiment));
        try
        {
            if (Directory.Exists(Checkpoints))
                Directory.Delete(Checkpoints, recursive: true);
            if (Directory.Exists(FinalPath))
                Directory.Delete(FinalPath); // empty, as seen when it was opened
            Directory.Move(Location, FinalPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the finished run cannot get its name: {exception.Message} Its files are in {Location}.", FinalPath, inner: exception);
        }

        Finished = true;
    }

    /// <summary>Removes the run's files, finished or not.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(Location, recursive: true);
            Finished = Resumed = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be removed: {exception.Message} Choose another folder with --out.", Location, inner: exception);
        }
    }

    /// <summary>Removes the folder of a run that failed before it had anything to resume from.</summary>
    internal void RemoveUnlessBegun()
    {
        try
        {
            if (!Finished && Directory.Exists(Location) && Directory.EnumerateFileSystemEntries(Location).All(entry => Path.GetFileName(entry) == "experiment.json"))
                Directory.Delete(Location, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What ended the run is told; a description left behind does no harm.
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private void Enter()
    {
        if (File.Exists(FinalPath) || File.Exists(FinalPath + Unfinished))
            throw new InputException("is a file, not a folder; choose another name with --out.", FinalPath);
        Directory.CreateDirectory(Path.GetDirectoryName(FinalPath) ?? FinalPath);
        Lock();
        Finished = File.Exists(Path.Combine(FinalPath, "experiment.json"));
        if (Finished)
        {
            Same(Path.Combine(FinalPath, "experiment.json"));
            return;
        }

        if (Directory.Exists(FinalPath) && Directory.EnumerateFileSystemEntries(FinalPath).Any())
            throw new InputException("holds files that are not a run of Mho; choose an empty or new folder with --out.", FinalPath);
        string described = Path.Combine(Location, "experiment.json");
        if (File.Exists(described))
        {
            Same(described);
            Resumed = Directory.Exists(Checkpoints) && Directory.EnumerateFileSystemEntries(Checkpoints).Any();
        }
        else
        {
            try
            {
                Write("experiment.json", _experiment);
            }
            catch
            {
                RemoveUnlessBegun();
                throw;
            }
        }
    }

    private void Lock()
    {
        try
        {
            _lock = new FileStream(FinalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(FinalPath + ".lock"))
        {
            throw new InputException("is being run by another process; wait for it or choose another folder with --out.", FinalPath, inner: exception);
        }
    }

    private void Same(string described)
    {
        if (!string.Equals(File.ReadAllText(described), _experiment, StringComparison.Ordinal))
            throw new InputException("is of another experiment or version; choose another folder with --out, or delete this one.", described);
    }

    // Names come from JSON: only what every file system takes stays.
    private static string Plain(string name)
    {
        string plain = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')).Trim('-');
        return plain.Length == 0 ? "run" : plain[..Math.Min(plain.Length, 60)];
    }
}
