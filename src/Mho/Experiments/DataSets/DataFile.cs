using System.IO.Compression;

namespace Mho.Experiments.DataSets;

/// <summary>Reads whole files, gzipped or not, and says what is wrong with them in one line.</summary>
internal static class DataFile
{
    /// <summary>The content of a file, unpacked if its name ends in <c>.gz</c>.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Content(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message}", path, inner: exception);
        }
    }

    /// <summary>The content of a file that is embedded in the library.</summary>
    public static byte[] Embedded(string name)
    {
        using Stream stream = typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded in {typeof(DataFile).Assembly}.");
        return Content(stream, name);
    }

    /// <summary>Unpacks <paramref name="stream"/> if <paramref name="name"/> ends in <c>.gz</c>.</summary>
    public static byte[] Content(Stream stream, string name)
    {
        try
        {
            using MemoryStream content = new();
            if (name.EndsWith(".gz", StringComparison.Ordinal))
            {
                using GZipStream unpacked = new(stream, CompressionMode.Decompress, leaveOpen: true);
                unpacked.CopyTo(content);
            }
            else
            {
                stream.CopyTo(content);
            }

            return content.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"is not a whole gzip file ({exception.Message}); get it again.", name, inner: exception);
        }
    }
}
