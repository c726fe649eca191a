using System.Buffers.Binary;
using System.IO.Compression;

namespace Mho.Experiments.Plots;

/// <summary>The least of a PNG encoder: one byte a pixel and a palette.</summary>
/// <remarks>W3C, Portable Network Graphics Specification, second edition; CRC of annex D.</remarks>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>A PNG file.</summary>
    /// <param name="pixels">Height × width indices, row by row.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="palette">Up to 256 colours, red, green, blue.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, ReadOnlySpan<byte> palette)
    {
        int height = pixels.Length / width;
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3); // bits a sample, palette
        using MemoryStream data = new();
        using (ZLibStream packed = new(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                packed.WriteByte(0); // no filter: indices are no intensities
                packed.Write(pixels.Slice(row * width, width));
            }
        }

        using MemoryStream file = new();
        file.Write(Signature);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, palette);
        Chunk(file, "IDAT"u8, data.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>CRC-32 of a chunk's type and data.</summary>
    internal static uint Crc(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Continue(Continue(uint.MaxValue, type), data);

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(type, data));
        file.Write(number);
    }

    private static uint Continue(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte octet in data)
            crc = Remainders[(byte)(crc ^ octet)] ^ (crc >> 8);
        return crc;
    }

    private static uint Remainder(int octet)
    {
        uint remainder = (uint)octet;
        for (int bit = 0; bit < 8; bit++)
            remainder = (remainder & 1) != 0 ? 0xedb88320 ^ (remainder >> 1) : remainder >> 1;
        return remainder;
    }
}
