using System.Buffers.Binary;

namespace Mho.Experiments.DataSets;

/// <summary>The IDX format of MNIST: two zero bytes, element type, rank, one big-endian 32-bit length for each axis, then the elements.</summary>
public static class Idx
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads an IDX file of unsigned bytes.</summary>
    /// <param name="content">The unpacked file.</param>
    /// <param name="rank">How many axes it must have: 3 for images, 1 for labels.</param>
    /// <param name="file">Its name for errors.</param>
    /// <exception cref="InputException">The content is something else; names the offset of the first wrong byte.</exception>
    public static (int[] Shape, byte[] Elements) Read(byte[] content, int rank, string file)
    {
        int header = 4 + (4 * rank);
        if (content.Length < header)
            throw new InputException($"ends at offset {content.Length}, inside the IDX header of {header} bytes; get the file again.", file);
        if (content[0] != 0 || content[1] != 0)
            throw new InputException($"begins with bytes {content[0]}, {content[1]} where an IDX file has 0, 0; is it another format?", file);
        if (content[2] != UnsignedByte)
            throw new InputException($"has element type 0x{content[2]:x2} at offset 2; only unsigned bytes, 0x08, are read.", file);
        if (content[3] != rank)
            throw new InputException($"has {content[3]} axes at offset 3, and must have {rank}; are images and labels exchanged?", file);
        int[] shape = new int[rank];
        long elements = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4 + (4 * axis)));
            if (shape[axis] <= 0 || (elements *= shape[axis]) > Array.MaxLength)
                throw new InputException($"has length {(uint)shape[axis]} for axis {axis} at offset {4 + (4 * axis)}; it must be positive, and all elements together at most {Array.MaxLength}.", file);
        }

        if (content.Length != header + elements)
            throw new InputException($"is {content.Length} bytes long where its header promises {header + elements}; get the file again.", file);
        return (shape, content[header..]);
    }
}
