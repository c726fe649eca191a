namespace Mho;

/// <summary>Writes files that are either whole or not there: to a temporary name beside the target, flushed, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes <paramref name="path"/> by <paramref name="write"/>; folders are made as needed.</summary>
    /// <exception cref="InputException">The disk is full or the place cannot be written; nothing is left behind and an older file is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path), temporary = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception)
        {
            Discard(temporary);
            if (exception is IOException or UnauthorizedAccessException)
                throw new InputException($"cannot be written: {exception.Message} Free some space or choose another folder.", path, inner: exception);
            throw;
        }
    }

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first fault is the one to report.
        }
    }
}
