using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>Zeroed doubles at a fixed place that begins a cache line; lives as long as somebody holds this object.</summary>
internal sealed unsafe class AlignedDoubles
{
    private const int Line = 64;

    private readonly double[] _doubles;

    /// <param name="length">Doubles.</param>
    /// <param name="lot">Arrays read together get different lots: their elements of one index then lie at different places within a page, which keeps stores of one from holding up loads of another.</param>
    public AlignedDoubles(long length, int lot = 0)
    {
        int skew = lot * 7 * (Line / sizeof(double));
        _doubles = GC.AllocateArray<double>(checked((int)(length + skew + (Line / sizeof(double)))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _doubles[0]);
        Start = (double*)((address + Line - 1) / Line * Line) + skew;
        Length = length;
    }

    public double* Start { get; }

    public long Length { get; }

    public void Clear() => new Span<double>(Start, checked((int)Length)).Clear();
}
