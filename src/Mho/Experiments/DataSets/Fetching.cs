using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Mho.Experiments.DataSets;

/// <summary>Downloads data sets, whole or not at all; what was already there of an interrupted download is kept and continued.</summary>
public static class Fetching
{
    private const int Attempts = 3;

    /// <summary>Downloads what is missing of a data set to <see cref="DataFolder.Cache"/>.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="set">The data set.</param>
    /// <param name="progress">Hears bytes.</param>
    /// <param name="cancel">Stops; the next call continues.</param>
    /// <returns>The folder it is in.</returns>
    /// <exception cref="InputException">No address answers, the checksum is wrong, or the disk cannot be written.</exception>
    public static string Fetch(string name, IFetched set, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(set);
        string folder = Path.Combine(DataFolder.Cache, name);
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };
        foreach (Download download in set.Downloads)
            Fetch(client, download, folder, progress, cancel);
        return folder;
    }

    /// <summary>Downloads one file to <paramref name="folder"/> unless it is there.</summary>
    internal static void Fetch(HttpClient client, Download download, string folder, IProgressListener progress, CancellationToken cancel)
    {
        string target = Path.Combine(folder, download.File), partial = target + ".partial";
        if (download.Members.Count > 0 ? download.Members.All(member => File.Exists(Path.Combine(folder, member))) : File.Exists(target))
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            progress.Begin(download.File, download.Bytes);
            Receive(client, download, partial, progress, cancel);
            Verify(download, partial);
            if (download.Members.Count == 0)
                File.Move(partial, target, overwrite: true);
            else
                Unpack(download, partial, folder, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written: {exception.Message} Free some space, or name another cache by XDG_CACHE_HOME.", partial, inner: exception);
        }
    }

    private static void Receive(HttpClient client, Download download, string partial, IProgressListener progress, CancellationToken cancel)
    {
        string refusal = "no address is known";
        foreach (Uri address in download.Addresses)
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                try
                {
                    Continue(client, address, partial, progress, cancel).GetAwaiter().GetResult();
                    return;
                }
                catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                {
                    File.Delete(partial); // longer than the server's file: not a beginning of it
                }
                catch (Exception exception) when (exception is HttpRequestException or HttpIOException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
                {
                    refusal = $"{address} answers: {exception.Message}";
                    if (exception is HttpRequestException { StatusCode: not null })
                        break; // it answered; asking again gives the same
                }
            }
        }

        throw new InputException($"{download.File} cannot be downloaded; {refusal} Try again later (it continues), or put the file into a folder that MHO_DATA names.");
    }

    private static async Task Continue(HttpClient client, Uri address, string partial, IProgressListener progress, CancellationToken cancel)
    {
        long have = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        bool continues = response.StatusCode == HttpStatusCode.PartialContent;
        long total = continues ? have : 0;
        using FileStream file = new(partial, continues ? FileMode.Append : FileMode.Create, FileAccess.Write);
        using Stream content = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, cancel).ConfigureAwait(false) is int count and > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancel).ConfigureAwait(false);
            progress.Advance(total += count);
        }
    }

    private static void Verify(Download download, string partial)
    {
        try
        {
            using FileStream stream = File.OpenRead(partial);
            download.Check.Verify(stream, download.File, "the download was damaged and is removed; fetch again.");
        }
        catch (InputException)
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Unpack(Download download, string partial, string folder, CancellationToken cancel)
    {
        using (FileStream stream = File.OpenRead(partial))
        using (GZipStream unpacked = new(stream, CompressionMode.Decompress))
        using (TarReader archive = new(unpacked))
        {
            while (archive.GetNextEntry() is TarEntry entry)
            {
                cancel.ThrowIfCancellationRequested();
                // Only the expected names, without their folders: an archive may not choose where it writes.
                string name = Path.GetFileName(entry.Name);
                if (entry.DataStream is Stream content && download.Members.Contains(name, StringComparer.Ordinal))
                    AtomicFile.Write(Path.Combine(folder, name), content.CopyTo);
            }
        }

        foreach (string member in download.Members.Where(member => !File.Exists(Path.Combine(folder, member))))
            throw new InputException($"holds no {member}; it is not the archive that was expected.", partial);
        File.Delete(partial);
    }
}
