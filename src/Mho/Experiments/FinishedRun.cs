namespace Mho.Experiments;

/// <summary>A run whose results are in its folder.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="WasFinished">Whether the run had been finished before and was only found.</param>
public sealed record FinishedRun(string Folder, bool WasFinished)
{
    /// <summary>Whether a finding says that the result should not be used.</summary>
    public bool Failed => Read("findings.json").Contains("\"severity\": \"error\"", StringComparison.Ordinal);

    /// <summary>A text file of the run.</summary>
    /// <param name="name">Relative to the folder, for example <c>metrics.json</c>.</param>
    public string Read(string name)
    {
        string path = Path.Combine(Folder, name);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message} Delete the run folder and run again.", path, inner: exception);
        }
    }
}
