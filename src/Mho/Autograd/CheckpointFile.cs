using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Mho.Autograd;

/// <summary>The file of a checkpoint.</summary>
/// <remarks>
/// Little-endian: 8 letters "MHO-CKPT"; version, int32; length of the body, int64; the body; SHA-256 of all before it. The body: rule; steps, int64;
/// number of notes, int32, each two texts; number of tensors, int32, each a name, rank, int32, lengths, int32 each, and floats. A text is its number of
/// UTF-8 octets, int32, and these.
/// </remarks>
internal static class CheckpointFile
{
    private const int Version = 1, Header = 20, Digest = 32;

    private static ReadOnlySpan<byte> Magic => "MHO-CKPT"u8;

    public static void Write(string path, Checkpoint checkpoint) => AtomicFile.Write(path, Encode(checkpoint));

    public static Checkpoint Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < 8 || !bytes.AsSpan(0, 8).SequenceEqual(Magic))
            throw Refusal(path, "is not a Mho checkpoint", 0, "name a file that Mho wrote, or delete it and train anew");
        if (bytes.Length < Header + Digest)
            throw Refusal(path, "is cut off", bytes.Length, "delete it and train anew");
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        long body = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(12));
        if (version != Version)
            throw Refusal(path, $"is a checkpoint of version {version}, this program reads version {Version}", 8, "read it with the program that wrote it, or delete it and train anew");
        if (body != bytes.Length - Header - Digest)
            throw Refusal(path, $"holds {bytes.Length - Header - Digest} of {body} octets", bytes.Length, "delete it and train anew");
        if (!SHA256.HashData(bytes.AsSpan(..^Digest)).AsSpan().SequenceEqual(bytes.AsSpan(^Digest..)))
            throw Refusal(path, "is damaged: its checksum differs", bytes.Length - Digest, "delete it and train anew");
        return new Reader(path, bytes.AsMemory(Header, (int)body)).Checkpoint();
    }

    private static InputException Refusal(string path, string what, long offset, string wayOut) => new($"{what} (offset {offset}); {wayOut}.", path);

    private static byte[] Encode(Checkpoint checkpoint)
    {
        using MemoryStream body = new();
        using BinaryWriter writer = new(body);
        Text(writer, checkpoint.Rule);
        writer.Write(checkpoint.Steps);
        writer.Write(checkpoint.Notes.Count);
        foreach ((string name, string note) in checkpoint.Notes.OrderBy(note => note.Key, StringComparer.Ordinal))
        {
            Text(writer, name);
            Text(writer, note);
        }

        writer.Write(checkpoint.Tensors.Count);
        foreach (NamedTensor tensor in checkpoint.Tensors)
        {
            Text(writer, tensor.Name);
            writer.Write(tensor.Shape.Rank);
            for (int axis = 0; axis < tensor.Shape.Rank; axis++)
                writer.Write(tensor.Shape[axis]);
            writer.Write(MemoryMarshal.AsBytes(tensor.Values.Span));
        }

        writer.Flush();
        byte[] bytes = new byte[Header + body.Length + Digest];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), body.Length);
        body.ToArray().CopyTo(bytes, Header);
        SHA256.HashData(bytes.AsSpan(..^Digest), bytes.AsSpan(^Digest..));
        return bytes;
    }

    private static void Text(BinaryWriter writer, string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        writer.Write(octets.Length);
        writer.Write(octets);
    }

    // The checksum holds, so a wrong length here means a writer that was wrong: it is refused like damage.
    private sealed class Reader(string path, ReadOnlyMemory<byte> body)
    {
        private int _offset;

        public Checkpoint Checkpoint()
        {
            string rule = Text();
            long steps = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
            Dictionary<string, string> notes = new(StringComparer.Ordinal);
            for (int left = Count(); left > 0; left--)
                notes[Text()] = Text();
            List<NamedTensor> tensors = [];
            for (int left = Count(); left > 0; left--)
                tensors.Add(Tensor());
            return _offset == body.Length ? new Checkpoint(rule, steps, notes, tensors) : throw Wrong("has more octets than it tells of");
        }

        private NamedTensor Tensor()
        {
            string name = Text();
            int[] lengths = new int[Count() is var rank and >= 1 and <= 4 ? rank : throw Wrong($"'{name}' does not have 1 to 4 axes")];
            long count = 1;
            for (int axis = 0; axis < lengths.Length; axis++)
                count *= lengths[axis] = Count() is var length and > 0 ? length : throw Wrong($"'{name}' has an empty axis");
            return new NamedTensor(name, new Shape(lengths), MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float))).ToArray());
        }

        private string Text() => Encoding.UTF8.GetString(Take(Count()));

        private int Count() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        private ReadOnlySpan<byte> Take(long octets)
        {
            if (octets < 0 || octets > body.Length - _offset)
                throw Wrong($"needs {octets} octets where {body.Length - _offset} are left");
            ReadOnlySpan<byte> taken = body.Span.Slice(_offset, (int)octets);
            _offset += (int)octets;
            return taken;
        }

        private InputException Wrong(string what) => Refusal(path, what, Header + _offset, "write it anew");
    }
}
