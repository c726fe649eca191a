using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Doubles at a fixed place; lives as long as somebody holds this object.</summary>
/// <remarks>
/// The start is a page's start and <c>lot</c> cache lines more. A processor takes a load for one of a store still in flight when both lie equally
/// within their pages; kernels store to one array while they load others a few rows on, and rows are a power of two apart: with arrays at equal
/// places within their pages a sweep took three times as long. Arrays used together get different lots.
/// </remarks>
internal sealed unsafe class AlignedDoubles
{
    private const int Page = 4096, Line = 64;

    private readonly double[] _doubles;

    /// <param name="length">Doubles.</param>
    /// <param name="lot">0 … 7.</param>
    /// <param name="zeroed">Whether they begin as zeros; to fill as much memory once more takes as long as a pass of the solver.</param>
    public AlignedDoubles(long length, int lot = 0, bool zeroed = true)
    {
        int total = checked((int)(length + (2 * Page / sizeof(double))));
        _doubles = zeroed ? GC.AllocateArray<double>(total, pinned: true) : GC.AllocateUninitializedArray<double>(total, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _doubles[0]);
        Start = (double*)(((address + Page - 1) / Page * Page) + (lot * Line));
        Length = length;
    }

    public double* Start { get; }

    public long Length { get; }

    /// <summary>Zeros from an index on.</summary>
    public void Clear(long from = 0) => new Span<double>(Start + from, checked((int)(Length - from))).Clear();
}
