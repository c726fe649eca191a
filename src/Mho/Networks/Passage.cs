using System.Runtime.InteropServices;
using Mho.Chips;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>The buffers of one thread that carries a few images through a deployed network.</summary>
internal sealed unsafe class Passage : IDisposable
{
    // Vector loads may read one register past the end of a row.
    private const int Slack = 64;

    private readonly float*[] _slots;

    public Passage(IReadOnlyList<int> slots, int patches)
    {
        _slots = new float*[slots.Count];
        for (int i = 0; i < slots.Count; i++)
            _slots[i] = Take(slots[i]);
        Patches = Take(patches);
    }

    /// <summary>Buffer number <paramref name="slot"/>.</summary>
    public float* this[int slot] => _slots[slot];

    /// <summary>Patch rows on their way to a tile.</summary>
    public float* Patches { get; }

    /// <summary>Images in the buffers now.</summary>
    public int Images { get; set; }

    /// <summary>What multiplies.</summary>
    public ISubstrate Substrate { get; set; } = null!;

    /// <summary>Where the reads of these images draw.</summary>
    public Key Reads { get; set; }

    /// <summary>What converters did.</summary>
    public ReadStatistics Statistics { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (float* slot in _slots)
            NativeMemory.AlignedFree(slot);
        NativeMemory.AlignedFree(Patches);
        GC.SuppressFinalize(this);
    }

    ~Passage() => Dispose();

    private static float* Take(int floats)
    {
        nuint bytes = (nuint)(floats + Slack) * sizeof(float);
        void* memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return (float*)memory;
    }
}
