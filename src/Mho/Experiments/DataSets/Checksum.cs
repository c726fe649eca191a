using System.IO.Compression;
using System.Security.Cryptography;

namespace Mho.Experiments.DataSets;

/// <summary>The MD5 that a file's makers or its many users publish. It finds damage; it is no protection against forgery, and no data is executed.</summary>
/// <param name="Md5">32 digits, lower case.</param>
/// <param name="Unpacked">Whether it is that of the content of the gzip file: wrappings differ, contents do not.</param>
public sealed record Checksum(string Md5, bool Unpacked)
{
    /// <summary>Throws unless the stream hashes to <see cref="Md5"/>.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name for the error.</param>
    /// <param name="wayOut">What to do about a wrong one.</param>
    public void Verify(Stream stream, string file, string wayOut)
    {
        string found;
        try
        {
            using Stream content = Unpacked ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : new BufferedStream(stream);
            found = Of(content);
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"is not a whole gzip file ({exception.Message}); {wayOut}", file, inner: exception);
        }

        if (found != Md5)
            throw new InputException($"has MD5 {found} where {Md5} is right; {wayOut}", file);
    }

    /// <summary>MD5 in lower case.</summary>
#pragma warning disable CA5351 // The published sums are MD5; they guard against damage only.
    internal static string Of(Stream content) => Convert.ToHexStringLower(MD5.HashData(content));

    /// <summary>MD5 in lower case.</summary>
    internal static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
}
