using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mho.Experiments;
using Mho.Experiments.DataSets;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed class FetchingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mho-fetch-").FullName;
    private readonly byte[] _file = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i / 7))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_interrupted_download_continues_where_it_stopped()
    {
        using Server server = new(_file, breakAfter: 100_000);
        Fetch(server, Checksum.Of(_file));
        Assert.Equal(_file, File.ReadAllBytes(Path.Combine(_folder, "x.bin")));
        Assert.Contains(server.Requests, request => request.Contains("Range: bytes=", StringComparison.OrdinalIgnoreCase));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_an_earlier_call_left_is_continued()
    {
        File.WriteAllBytes(Path.Combine(_folder, "x.bin.partial"), _file[..200_000]);
        using Server server = new(_file);
        Fetch(server, Checksum.Of(_file));
        Assert.Equal(_file, File.ReadAllBytes(Path.Combine(_folder, "x.bin")));
        Assert.Contains("bytes=200000-", Assert.Single(server.Requests), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_wrong_checksum_is_refused_and_leaves_nothing()
    {
        using Server server = new(_file);
        InputException fault = Assert.Throws<InputException>(() => Fetch(server, new string('0', 32)));
        Assert.Contains("has MD5 " + Checksum.Of(_file), fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_server_that_has_no_such_file_is_one_line()
    {
        using Server server = new(_file, status: "404 Not Found");
        InputException fault = Assert.Throws<InputException>(() => Fetch(server, Checksum.Of(_file)));
        Assert.Contains("404", fault.Message, StringComparison.Ordinal);
        Assert.Contains("MHO_DATA", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_expected_members_of_an_archive_are_unpacked()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter archive = new(zip))
        {
            foreach (string name in new[] { "folder/a.bin", "../../evil.bin" })
                archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1, 2, 3]) });
        }

        byte[] file = packed.ToArray();
        using Server server = new(file);
        Fetching.Fetch(new HttpClient(), new Download("x.tar.gz", [server.Address], file.Length, new Checksum(Checksum.Of(file), Unpacked: false)) { Members = ["a.bin"] }, _folder, new SilentListener(), default);
        Assert.Equal([Path.Combine(_folder, "a.bin")], Directory.GetFiles(_folder));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(_folder, "a.bin")));
    }

    private void Fetch(Server server, string md5)
    {
        using HttpClient client = new();
        Fetching.Fetch(client, new Download("x.bin", [server.Address], _file.Length, new Checksum(md5, Unpacked: false)), _folder, new SilentListener(), default);
    }

    /// <summary>The least of an HTTP server: one file, ranges, and on wish a connection that breaks.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(byte[] file, int breakAfter = int.MaxValue, string? status = null)
        {
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/x.bin");
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    await Answer(client.GetStream(), file, breakAfter, status);
                    breakAfter = int.MaxValue; // only the first connection breaks
                }
            });
        }

        public Uri Address { get; }

        public List<string> Requests { get; } = [];

        public void Dispose() => _listener.Dispose();

        private async Task Answer(NetworkStream stream, byte[] file, int breakAfter, string? status)
        {
            byte[] buffer = new byte[8192];
            int length = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
                length += await stream.ReadAsync(buffer.AsMemory(length));
            string request = Encoding.ASCII.GetString(buffer, 0, length);
            Requests.Add(request);
            int at = request.IndexOf("bytes=", StringComparison.OrdinalIgnoreCase);
            int start = at < 0 ? 0 : int.Parse(request[(at + 6)..].Split('-')[0]);
            status ??= start > 0 ? "206 Partial Content" : "200 OK";
            string range = start > 0 ? $"Content-Range: bytes {start}-{file.Length - 1}/{file.Length}\r\n" : "";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {file.Length - start}\r\n{range}Connection: close\r\n\r\n"));
            await stream.WriteAsync(file.AsMemory(start, Math.Min(breakAfter, file.Length - start)));
        }
    }
}
