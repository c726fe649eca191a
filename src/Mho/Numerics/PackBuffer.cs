using System.Runtime.InteropServices;

namespace Mho.Numerics;

/// <summary>Native memory that grows to the largest request of its thread and then stays: products allocate nothing once warm.</summary>
internal sealed unsafe class PackBuffer
{
    [ThreadStatic]
    private static PackBuffer? left, right;

    private void* memory;
    private nuint size;

    ~PackBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>For panels of A.</summary>
    public static PackBuffer Left => left ??= new PackBuffer();

    /// <summary>For panels of B.</summary>
    public static PackBuffer Right => right ??= new PackBuffer();

    /// <summary>At least <paramref name="count"/> elements on a cache line border; their content is undefined.</summary>
    public T* Take<T>(nint count)
        where T : unmanaged
    {
        nuint bytes = (nuint)count * (nuint)sizeof(T);
        if (bytes > size)
        {
            NativeMemory.AlignedFree(memory);
            memory = null;
            size = 0;
            memory = NativeMemory.AlignedAlloc(bytes, 64);
            size = bytes;
        }

        return (T*)memory;
    }
}
