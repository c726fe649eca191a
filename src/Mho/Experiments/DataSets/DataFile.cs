using System.Buffers.Binary;
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
        using MemoryStream file = new();
        stream.CopyTo(file);
        return name.EndsWith(".gz", StringComparison.Ordinal) ? Unpacked(file, name) : file.ToArray();
    }

    private static byte[] Unpacked(MemoryStream file, string name)
    {
        const int least = 18; // header and trailer of RFC 1952
        if (file.Length < least)
            throw new InputException($"ends at offset {file.Length}, and a gzip file has at least {least} bytes; get it again.", name);
        try
        {
            file.Position = 0;
            using GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true);
            using MemoryStream content = new();
            unpacked.CopyTo(content);
            // The stream ends quietly where the file was cut; the trailer tells how long the content was.
            uint promised = BinaryPrimitives.ReadUInt32LittleEndian(file.GetBuffer().AsSpan((int)file.Length - 4));
            return content.Length % (1L << 32) == promised
                ? content.ToArray()
                : throw new InputException($"is cut at offset {file.Length}: {content.Length} bytes came out where its last four promise {promised}; get it again.", name);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"is not a whole gzip file ({exception.Message}); get it again.", name, inner: exception);
        }
    }
}
