using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mho.Numerics;

/// <summary>An array of float64 as NumPy keeps it in files: one or two dimensions, format version 1.0, either order of indices, either order of bytes.</summary>
public sealed class NpyArray
{
    /// <summary>An array of one dimension.</summary>
    public NpyArray(ReadOnlyMemory<double> values) => (Rows, Columns, Dimensions, Values) = (values.Length, 1, 1, values);

    /// <summary>A matrix.</summary>
    /// <param name="rows">First length.</param>
    /// <param name="columns">Second length.</param>
    /// <param name="values">[rows × columns], row-major.</param>
    public NpyArray(int rows, int columns, ReadOnlyMemory<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{values.Length} values are not {rows} x {columns}.", nameof(values));
        (Rows, Columns, Dimensions, Values) = (rows, columns, 2, values);
    }

    /// <summary>First length.</summary>
    public int Rows { get; }

    /// <summary>Second length; 1 if there is one dimension.</summary>
    public int Columns { get; }

    /// <summary>1 or 2.</summary>
    public int Dimensions { get; }

    /// <summary>[rows × columns], row-major whatever the file's order.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">Not there, not an npy file of float64 in one or two dimensions, cut off, longer than it says, or larger than memory.</exception>
    public static NpyArray Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {exception.Message}", path, inner: exception);
        }
    }

    /// <summary>Reads a stream that knows its length; <paramref name="file"/> names it in messages.</summary>
    public static NpyArray Read(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> start = stackalloc byte[NpyHeader.Start];
        int got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start[..Math.Min(got, NpyHeader.Signature.Length)].SequenceEqual(NpyHeader.Signature))
            throw new InputException("is not an npy file: it does not begin with \\x93NUMPY; write it by numpy.save, or give a .csv.", file);
        if (got < start.Length)
            throw new InputException($"ends within its first {NpyHeader.Start} bytes; is it cut off?", file);
        if (start[6] != 1 || start[7] != 0)
            throw new InputException($"is an npy file of version {start[6]}.{start[7]}; save version 1.0, which numpy.save writes for plain arrays.", file);
        byte[] text = new byte[BinaryPrimitives.ReadUInt16LittleEndian(start[8..])];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            throw new InputException($"ends within its header of {text.Length} bytes; is it cut off?", file);
        return Numbers(stream, NpyHeader.Parse(text, file), file);
    }

    /// <summary>Writes a file as numpy.save does, little endian; a file half written is never seen.</summary>
    public void Write(string path, NpyOrder order = NpyOrder.C) => AtomicFile.Write(path, stream => Write(stream, order));

    /// <summary>Writes to a stream.</summary>
    public void Write(Stream stream, NpyOrder order = NpyOrder.C)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(new NpyHeader(BigEndian: false, order, Dimensions == 1 ? [Rows] : [Rows, Columns]).ToBytes());
        bool turn = order == NpyOrder.Fortran && Dimensions == 2;
        double[] line = new double[turn ? Rows : Columns];
        for (int i = 0; i < (turn ? Columns : Rows); i++)
        {
            for (int j = 0; j < line.Length; j++)
                line[j] = Values.Span[turn ? (j * Columns) + i : (i * Columns) + j];
            Swap(line, !BitConverter.IsLittleEndian);
            stream.Write(MemoryMarshal.AsBytes<double>(line));
        }
    }

    private static NpyArray Numbers(Stream stream, NpyHeader header, string file)
    {
        string shape = string.Join(" x ", header.Shape);
        UInt128 asked = header.Count * sizeof(double), there = (UInt128)(stream.Length - stream.Position);
        if (asked != there)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"has {there} bytes of numbers where {shape} float64 take {asked}; {(there < asked ? "is it cut off" : "what follows the numbers")}?"), file);
        if (header.Shape.Any(length => length > Array.MaxLength) || header.Count > (UInt128)Array.MaxLength)
            throw new InputException($"{shape} numbers are more than the {Array.MaxLength} one array holds; cut it into several files.", file);
        FreeMemory.Require((long)asked, $"reading {shape} numbers", file);
        double[] values = new double[(int)header.Count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        Swap(values, header.BigEndian == BitConverter.IsLittleEndian);
        if (header.Shape.Length == 1)
            return new(values);
        int rows = (int)header.Shape[0], columns = (int)header.Shape[1];
        return new(rows, columns, header.Order == NpyOrder.C ? values : Turned(values, rows, columns));
    }

    private static double[] Turned(double[] values, int rows, int columns)
    {
        double[] turned = new double[values.Length];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
                turned[(i * columns) + j] = values[(j * rows) + i];
        }

        return turned;
    }

    private static void Swap(Span<double> values, bool swap)
    {
        if (!swap)
            return;
        Span<long> words = MemoryMarshal.Cast<double, long>(values);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
