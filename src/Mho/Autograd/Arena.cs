using System.Runtime.InteropServices;

namespace Mho.Autograd;

/// <summary>Zeroed native memory, 64-byte aligned, given out by moving a pointer and freed all at once: no garbage, no page faults in a loop.</summary>
public sealed unsafe class Arena : IDisposable
{
    // Vector kernels work in whole registers: they read up to one 64-byte register past the end and write up to 15 floats past it.
    private const int Slack = 16;

    private readonly long _blockFloats;
    private readonly List<nint> _blocks = [];
    private float* _next;
    private long _left;

    /// <summary>An empty arena that grows by blocks of at least <paramref name="blockFloats"/> floats.</summary>
    public Arena(long blockFloats = 1 << 20) => _blockFloats = blockFloats;

    /// <summary>Whether tensors made here may keep gradients; false for a tape that only evaluates, which halves its memory.</summary>
    public bool KeepsGradients { get; init; } = true;

    /// <summary>Bytes taken from the operating system.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes given out, slack included.</summary>
    public long Taken { get; private set; }

    /// <summary>Memory for <paramref name="count"/> floats, zeroed, aligned to 64 bytes, with slack behind it for whole registers: never read a meaning into what stands there.</summary>
    public float* Take(long count)
    {
        long size = (count + Slack + 15) / 16 * 16;
        if (size > _left)
        {
            long block = Math.Max(size, _blockFloats);
            _next = (float*)NativeMemory.AlignedAlloc((nuint)(block * sizeof(float)), 64);
            NativeMemory.Clear(_next, (nuint)(block * sizeof(float)));
            _blocks.Add((nint)_next);
            _left = block;
            Bytes += block * sizeof(float);
        }

        float* taken = _next;
        _next += size;
        _left -= size;
        Taken += size * sizeof(float);
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint block in _blocks)
            NativeMemory.AlignedFree((void*)block);
        _blocks.Clear();
        _left = 0;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what nobody disposed.</summary>
    ~Arena() => Dispose();
}
