using System.Buffers.Binary;
using System.Security.Cryptography;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

/// <summary>Files of compiled machines that chance, or somebody who knows the checksum, has changed.</summary>
public sealed class CompiledFileTests : IDisposable
{
    private static readonly StateMachine Machine = new("m", "a", [new("a", "s", "b", "x"), new("b", "t", "a")], ["b"]);

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("mho-vsa-").FullName, "machine.vsa");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    public static TheoryData<NetworkKind> Kinds() => [NetworkKind.Dense, NetworkKind.Sparse];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_cut_or_flipped_at_any_byte_is_refused(NetworkKind kind)
    {
        byte[] bytes = Saved(kind);
        for (int i = 0; i < bytes.Length; i++)
        {
            Assert.Throws<InputException>(() => Load(bytes[..i]));
            bytes[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<InputException>(() => Load(bytes));
            bytes[i] ^= (byte)(1 << (i % 8));
        }
    }

    // With its checksum made right again, a changed file is refused in one line or is the file of another machine, byte for byte what that would be saved as.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_changed_with_its_checksum_is_refused_or_whole(NetworkKind kind)
    {
        byte[] body = Saved(kind)[..^32];
        int refused = 0, loaded = 0;
        for (int i = 0; i < body.Length; i++)
        {
            Assert.Throws<InputException>(() => Load(Signed(body[..i])));
            foreach (byte value in (byte[])[0, 1, 2, 0x7F, 0x80, 0xFF, (byte)(body[i] ^ 0x20)])
            {
                byte[] changed = [.. body];
                changed[i] = value;
                try
                {
                    CompiledMachine machine = Load(Signed(changed));
                    using MemoryStream again = new();
                    CompiledFile.Write(again, machine);
                    Assert.Equal(Signed(changed), again.ToArray());
                    machine.Run(["s", "t"]);
                    loaded++;
                }
                catch (InputException fault)
                {
                    Assert.Single(fault.Message.Split('\n'));
                    refused++;
                }
            }
        }

        Assert.True(refused > 500 && loaded > 500, $"{refused} refused, {loaded} loaded");
        Assert.Throws<InputException>(() => Load(Signed([.. body, 0])));
    }

    [Fact]
    public void A_count_of_more_than_the_file_holds_takes_no_memory()
    {
        byte[] body = Saved(NetworkKind.Dense)[..^32];
        int states = 8 + 4 + 2 + 2; // magic, version, "m", "a"
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(states)));
        foreach (int count in (int[])[int.MaxValue, 1 << 28, -1, int.MinValue])
        {
            BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(states), count);
            byte[] signed = Signed(body);
            Assert.Throws<InputException>(() => Load(signed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InputException>(() => Load(signed));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Another_version_and_another_kind_of_file_are_told()
    {
        byte[] body = Saved(NetworkKind.Dense)[..^32];
        body[8] = 7;
        Assert.Contains("is of version 7, and this program reads versions 1 to 2", Assert.Throws<InputException>(() => Load(Signed(body))).Message, StringComparison.Ordinal);
        Assert.Contains("is no compiled machine", Assert.Throws<InputException>(() => Load("{}"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<InputException>(() => CompiledMachine.Load(Path.GetDirectoryName(_file)!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_name_no_network_are_refused_before_they_are_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CompiledMachine.Compile(Machine, new() { Kind = (NetworkKind)2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompiledMachine.Compile(Machine, new() { EdgeStates = (EdgeStates)3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompiledMachine.Compile(Machine, new() { Spoken = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompiledMachine.Compile(Machine, new() { Kind = NetworkKind.Sparse, Ones = 11 }));
    }

    private byte[] Saved(NetworkKind kind)
    {
        CompiledMachine.Compile(Machine, new() { Kind = kind, Neurons = kind == NetworkKind.Dense ? 201 : 1001, Ones = 12 }).Save(_file);
        return File.ReadAllBytes(_file);
    }

    private CompiledMachine Load(byte[] bytes)
    {
        File.WriteAllBytes(_file, bytes);
        return CompiledMachine.Load(_file);
    }

    private static byte[] Signed(byte[] body) => [.. body, .. SHA256.HashData(body)];
}
