using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Zeroed doubles at a fixed place; lives as long as somebody holds this object.</summary>
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
    public AlignedDoubles(long length, int lot = 0)
    {
        _doubles = GC.AllocateArray<double>(checked((int)(length + (2 * Page / sizeof(double)))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _doubles[0]);
        Start = (double*)(((address + Page - 1) / Page * Page) + (lot * Line));
        Length = length;
    }

    public double* Start { get; }

    public long Length { get; }

    public void Clear() => new Span<double>(Start, checked((int)Length)).Clear();
}
