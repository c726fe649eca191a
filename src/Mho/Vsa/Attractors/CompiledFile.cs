using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;

namespace Mho.Vsa.Attractors;

/// <summary>A compiled machine in a file: names and edges, options, then all vectors, and a SHA-256 over everything before it.</summary>
/// <remarks>Little endian. Vectors are stored though they follow from the seed: a network of a later version is the network that was tested.</remarks>
internal static class CompiledFile
{
    // 1 had no Passing.
    private const int Version = 2, Oldest = 1;

    // Refuses what is no text instead of putting another character in its place.
    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Magic => "MHO-VSA\n"u8;

    public static void Write(Stream stream, CompiledMachine compiled)
    {
        byte[] body = Body(compiled, Version);
        stream.Write(body);
        stream.Write(SHA256.HashData(body));
    }

    public static CompiledMachine Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {fault.Message}", path, inner: fault);
        }

        if (!bytes.AsSpan().StartsWith(Magic))
            throw new InputException("is no compiled machine; make one with CompiledMachine.Save or \"mho vsa compile\".", path);
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < Magic.Length || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            throw new InputException($"is cut off or damaged: its {bytes.Length:N0} bytes do not end with their checksum; compile the machine again.", path);
        try
        {
            using BinaryReader reader = new(new MemoryStream(bytes, Magic.Length, length - Magic.Length), Text);
            int version = reader.ReadInt32();
            if (version is < Oldest or > Version)
                throw new InputException($"is of version {version}, and this program reads versions {Oldest} to {Version}; compile the machine again.", path);
            CompiledMachine compiled = Read(reader, version);
            // Bytes to spare, bits beyond the last neuron, truths that are neither 0 nor 1: nothing that was read may hide what was not.
            return Body(compiled, version).AsSpan().SequenceEqual(bytes.AsSpan(0, length)) ? compiled : throw new FormatException("its machine would be written in other bytes; compile the machine again.");
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or FormatException and not InputException)
        {
            throw new InputException($"is damaged: {fault.Message}", path, inner: fault);
        }
    }

    private static byte[] Body(CompiledMachine compiled, int version)
    {
        using MemoryStream body = new();
        using BinaryWriter writer = new(body, Text);
        writer.Write(Magic);
        writer.Write(version);
        Describe(writer, compiled.Machine);
        CompileOptions o = compiled.Options;
        writer.Write((byte)o.Kind);
        writer.Write(o.Neurons);
        writer.Write(o.Ones);
        writer.Write((byte)o.EdgeStates);
        writer.Write(o.Balanced);
        if (version > 1)
            writer.Write(o.Passing);
        writer.Write(o.Spoken);
        writer.Write(o.Seed);
        if (compiled.Dense is DensePatterns dense)
        {
            foreach (Bipolar vector in dense.States.Concat(dense.Between).Concat(Halves(compiled.Machine, dense.Stimulus)))
                writer.Write(MemoryMarshal.AsBytes(vector.Words));
            foreach (Ternary output in dense.Outputs)
            {
                writer.Write(output.Support.Count);
                writer.Write(MemoryMarshal.AsBytes(output.Support.Ones));
                writer.Write(MemoryMarshal.AsBytes(output.Positive));
            }
        }
        else
        {
            foreach (SparseBinary vector in compiled.Sparse!.States.Concat(compiled.Sparse.Between))
                writer.Write(MemoryMarshal.AsBytes(vector.Ones));
            foreach (Bipolar vector in Halves(compiled.Machine, compiled.Sparse.Stimulus))
                writer.Write(MemoryMarshal.AsBytes(vector.Words));
        }

        writer.Flush();
        return body.ToArray();
    }

    private static CompiledMachine Read(BinaryReader reader, int version)
    {
        StateMachine machine = Described(reader);
        CompileOptions options = new()
        {
            Kind = (NetworkKind)reader.ReadByte(),
            Neurons = reader.ReadInt32(),
            Ones = reader.ReadInt32(),
            EdgeStates = (EdgeStates)reader.ReadByte(),
            Balanced = reader.ReadBoolean(),
            Passing = version > 1 ? reader.ReadDouble() : 0.5,
            Spoken = reader.ReadInt32(),
            Seed = reader.ReadUInt64(),
        };
        CompileOptions.Check(options);
        AttractorEdge[] edges = AttractorEdge.Of(machine, options.EdgeStates);
        int between = edges.Count(edge => edge.Between >= 0);
        if (options.Kind == NetworkKind.Dense)
        {
            if (options.Passing != 0.5)
                throw new FormatException($"a dense network of which stimuli let {options.Passing} of the neurons through; only sparse ones have such.");
            Bipolar[] states = Many(machine.States.Count, Dense), middle = Many(between, Dense);
            Bipolar[,] stimuli = Stimuli();
            return CompiledMachine.From(machine, options, DensePatterns.Of(options.Neurons, edges, states, middle, stimuli, Many(machine.Outputs.Count, Output)), null);
        }

        SparseBinary[] sparse = Many(machine.States.Count, Sparse), sparseBetween = Many(between, Sparse);
        return CompiledMachine.From(machine, options, null, new(options.Neurons, options.Ones, edges, sparse, sparseBetween, Stimuli(), options.Passing));

        static TVector[] Many<TVector>(int count, Func<TVector> read) => [.. Enumerable.Range(0, count).Select(_ => read())];
        Bipolar Dense() => Bipolar.From(MemoryMarshal.Cast<byte, ulong>(Exactly(8L * Bipolar.WordsOf(options.Neurons))), options.Neurons);
        SparseBinary Sparse() => SparseBinary.From(MemoryMarshal.Cast<byte, int>(Exactly(4L * options.Ones)), options.Neurons);
        Ternary Output()
        {
            int count = Count(reader);
            return Ternary.From(SparseBinary.From(MemoryMarshal.Cast<byte, int>(Exactly(4L * count)), options.Neurons), MemoryMarshal.Cast<byte, bool>(Exactly(count)));
        }

        Bipolar[,] Stimuli()
        {
            Bipolar[,] stimuli = new Bipolar[machine.Stimuli.Count, 2];
            for (int s = 0; s < machine.Stimuli.Count; s++)
                (stimuli[s, 0], stimuli[s, 1]) = (Dense(), Dense());
            return stimuli;
        }

        byte[] Exactly(long count) => count >= 0 && count <= Left(reader) ? reader.ReadBytes((int)count) : throw new EndOfStreamException("it ends within a vector.");
    }

    private static void Describe(BinaryWriter writer, StateMachine machine)
    {
        writer.Write(machine.Name);
        writer.Write(machine.Start);
        Names(machine.States);
        Names(machine.Accepting);
        writer.Write(machine.Edges.Count);
        foreach (Edge edge in machine.Edges)
        {
            writer.Write(edge.From);
            writer.Write(edge.Stimulus);
            writer.Write(edge.To);
            writer.Write(edge.Output ?? "");
        }

        void Names(IReadOnlyList<string> names)
        {
            writer.Write(names.Count);
            foreach (string name in names)
                writer.Write(name);
        }
    }

    private static StateMachine Described(BinaryReader reader)
    {
        string name = reader.ReadString(), start = reader.ReadString();
        string[] states = Names(), accepting = Names();
        Edge[] edges = new Edge[Count(reader)];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString() is { Length: > 0 } output ? output : null);
        return new(name, start, edges, accepting, states);

        string[] Names()
        {
            string[] names = new string[Count(reader)];
            for (int i = 0; i < names.Length; i++)
                names[i] = reader.ReadString();
            return names;
        }
    }

    // Of things that take a byte each at least: memory is asked for only if they may be there.
    private static int Count(BinaryReader reader) => reader.ReadInt32() is int count and >= 0 && count <= Left(reader) ? count : throw new EndOfStreamException("it counts more than it holds.");

    private static long Left(BinaryReader reader) => reader.BaseStream.Length - reader.BaseStream.Position;

    private static IEnumerable<Bipolar> Halves(StateMachine machine, Func<int, int, Bipolar> stimulus) =>
        Enumerable.Range(0, 2 * machine.Stimuli.Count).Select(i => stimulus(i / 2, i % 2));
}
