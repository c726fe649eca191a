using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed class NpyArrayTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mho-npy-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_written_is_read_again_in_either_order() =>
        Prop.ForAll<double[], byte, bool>((values, split, fortran) =>
        {
            int rows = 1 + (split % 7), columns = values.Length / rows;
            double[] kept = values[..(rows * columns)];
            NpyArray back = Back(new NpyArray(rows, columns, kept), fortran ? NpyOrder.Fortran : NpyOrder.C);
            NpyArray flat = Back(new NpyArray(values), fortran ? NpyOrder.Fortran : NpyOrder.C);
            return (back.Rows, back.Columns, back.Dimensions) == (rows, columns, 2) && Same(kept, back.Values.Span)
                && (flat.Rows, flat.Columns, flat.Dimensions) == (values.Length, 1, 1) && Same(values, flat.Values.Span);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] bytes = Bytes(new NpyArray(2, 3, new double[] { 1, 2, 3, 4, 5, 6 }), NpyOrder.Fortran);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        Assert.Equal("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", Encoding.ASCII.GetString(bytes[10..128]).TrimEnd());
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal([1, 4, 2, 5, 3, 6], Enumerable.Range(0, 6).Select(k => BitConverter.ToDouble(bytes, 128 + (8 * k))));
    }

    [Fact]
    public void A_file_cut_anywhere_or_lengthened_is_refused_in_one_line()
    {
        byte[] whole = Bytes(new NpyArray(2, 3, new double[] { 1, 2, 3, 4, 5, 6 }), NpyOrder.C);
        for (int length = 0; length < whole.Length; length++)
            Assert.StartsWith("x.npy: ", Refusal(whole[..length]), StringComparison.Ordinal);
        Assert.Contains("what follows", Refusal([.. whole, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused() =>
        Prop.ForAll<byte[], int, byte>((random, place, octet) =>
        {
            byte[] changed = Bytes(new NpyArray(2, 3, new double[] { 1, 2, 3, 4, 5, 6 }), NpyOrder.C);
            changed[(int)((uint)place % (uint)changed.Length)] = octet;
            byte[] header = [.. changed[..10], .. random];
            return ReadOrRefused(changed) && ReadOrRefused(random) && ReadOrRefused(header);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "type \"<f4\", not float64")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", "type \"<c16\"")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", "records")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "shape ()")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1), }", "shape (1, 1, 1)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "-1 is no length")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", "is no length")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999), }", "cut off")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "8 bytes of numbers where 2 float64 take 16")]
    [InlineData("{'descr': '<f8', 'shape': (1,), }", "does not say")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}", "does not say")]
    [InlineData("nothing of the kind", "does not say")]
    public void A_fault_in_the_header_is_named(string header, string expected) => Assert.Contains(expected, Refusal(WithHeader(header, 1, new byte[8])), StringComparison.Ordinal);

    [Fact]
    public void Another_version_or_another_file_is_named()
    {
        Assert.Contains("version 2.0", Refusal(WithHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", 2, new byte[8])), StringComparison.Ordinal);
        Assert.Contains("is not an npy file", Refusal("a,b\n1,2\n3,4\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("no.npy: cannot be read", Assert.Throws<InputException>(() => NpyArray.Read(Path.Combine(_root, "no.npy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_numbers_than_an_array_or_the_memory_holds_are_refused_before_they_are_read()
    {
        byte[] header = new NpyHeader(false, NpyOrder.C, [50_000, 50_000]).ToBytes();
        Assert.Contains("more than the 2147483591 one array holds", Assert.Throws<InputException>(() => NpyArray.Read(new Long(header, header.Length + 20_000_000_000), "x.npy")).Message, StringComparison.Ordinal);
        Assert.Contains("give less at a time", Assert.Throws<InputException>(() => FreeMemory.Require(long.MaxValue, "this")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Big_endian_numbers_and_another_order_of_keys_are_read() =>
        Assert.Equal([1.0], NpyArray.Read(new MemoryStream(WithHeader("{\"shape\": (1L,), \"fortran_order\": True, \"descr\": \">f8\"}", 1, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0])), "x.npy").Values.ToArray());

    [Fact]
    public void NumPy_reads_what_we_write_and_we_read_what_NumPy_writes()
    {
        Assert.SkipUnless(Python("import numpy") is not null, "/usr/bin/python3 has no NumPy.");
        new NpyArray(2, 3, new double[] { 1, 0.1, -3, double.PositiveInfinity, 5e-324, 6 }).Write(Path.Combine(_root, "c.npy"));
        new NpyArray(2, 3, new double[] { 1, 0.1, -3, double.PositiveInfinity, 5e-324, 6 }).Write(Path.Combine(_root, "f.npy"), NpyOrder.Fortran);
        new NpyArray(new double[] { 7, 8 }).Write(Path.Combine(_root, "flat.npy"));
        Assert.Equal("float64 (2, 3) True [[1.0, 0.1, -3.0], [inf, 5e-324, 6.0]]", Python("import numpy as n; a=n.load('c.npy'); print(a.dtype, a.shape, a.flags.c_contiguous, a.tolist())"));
        Assert.Equal("float64 (2, 3) True [[1.0, 0.1, -3.0], [inf, 5e-324, 6.0]]", Python("import numpy as n; a=n.load('f.npy'); print(a.dtype, a.shape, a.flags.f_contiguous, a.tolist())"));
        Assert.Equal("(2,) [7.0, 8.0]", Python("import numpy as n; a=n.load('flat.npy'); print(a.shape, a.tolist())"));
        Assert.NotNull(Python("import numpy as n; a=n.array([[1,2.5,3],[4,5,6]]); n.save('c.npy',a); n.save('f.npy',n.asfortranarray(a)); n.save('b.npy',a.astype('>f8')); n.save('flat.npy',a[0]); n.save('i.npy',a.astype(int)); n.save('e.npy',n.zeros((0,3)))"));
        foreach (string file in new[] { "c.npy", "f.npy", "b.npy" })
        {
            NpyArray read = NpyArray.Read(Path.Combine(_root, file));
            Assert.Equal((2, 3, 2), (read.Rows, read.Columns, read.Dimensions));
            Assert.Equal([1, 2.5, 3, 4, 5, 6], read.Values.ToArray());
        }

        Assert.Equal([1, 2.5, 3], NpyArray.Read(Path.Combine(_root, "flat.npy")).Values.ToArray());
        Assert.Equal((0, 3), (NpyArray.Read(Path.Combine(_root, "e.npy")).Rows, NpyArray.Read(Path.Combine(_root, "e.npy")).Columns));
        Assert.Contains("\"<i8\"", Assert.Throws<InputException>(() => NpyArray.Read(Path.Combine(_root, "i.npy"))).Message, StringComparison.Ordinal);
    }

    private string? Python(string program)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", program]) { WorkingDirectory = _root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static NpyArray Back(NpyArray array, NpyOrder order) => NpyArray.Read(new MemoryStream(Bytes(array, order)), "x.npy");

    private static byte[] Bytes(NpyArray array, NpyOrder order)
    {
        using MemoryStream stream = new();
        array.Write(stream, order);
        return stream.ToArray();
    }

    private static byte[] WithHeader(string header, byte version, byte[] numbers) =>
        [0x93, .. "NUMPY"u8, version, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. numbers];

    private static string Refusal(byte[] bytes)
    {
        string message = Assert.Throws<InputException>(() => NpyArray.Read(new MemoryStream(bytes), "x.npy")).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static bool ReadOrRefused(byte[] bytes)
    {
        try
        {
            return NpyArray.Read(new MemoryStream(bytes), "x.npy").Values.Length <= bytes.Length / 8;
        }
        catch (InputException exception)
        {
            return !exception.Message.Contains('\n', StringComparison.Ordinal);
        }
    }

    // Bits, since NaN is no equal of itself.
    private static bool Same(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(a).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(b));

    private sealed class Long(byte[] begin, long length) : MemoryStream(begin)
    {
        public override long Length { get; } = length;
    }
}
