using System.Numerics;
using System.Runtime.CompilerServices;
using static Mho.Numerics.TileShape;

namespace Mho.Numerics;

/// <summary>y (+)= W x where the rows of W and x are contiguous: a product of a single row or column, as dot products.</summary>
/// <remarks>
/// Each sum runs in two vectors of partial sums, even and odd, that are added at the end: an order of its own, which depends on k and the width of
/// the register but not on the other rows. A register tile would have to turn W first, which costs more than this product itself.
/// </remarks>
internal readonly unsafe struct VectorProduct<TLanes, TVector, T>(int rows, nint k, nint w, nint wRow, nint x, nint y, nint yRow, bool accumulate) : IChunkedWork
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    private const int RowsOfChunk = 64;

    /// <summary>y[rows] (+)= W[rows × k] x[k].</summary>
    public static void Multiply(int rows, nint k, T* w, nint wRow, T* x, T* y, nint yRow, bool accumulate)
    {
        VectorProduct<TLanes, TVector, T> work = new(rows, k, (nint)w, wRow, (nint)x, (nint)y, yRow, accumulate);
        if (rows * (long)k >= ProductCut<TLanes, TVector, T>.WorthSharing)
            Workers.Run((rows + RowsOfChunk - 1) / RowsOfChunk, work);
        else
            work.Do(0, rows);
    }

    /// <inheritdoc/>
    void IChunkedWork.Do(int chunk, int worker) => Do(chunk * RowsOfChunk, Math.Min(rows, (chunk + 1) * RowsOfChunk));

    private void Do(int from, int to)
    {
        int row = from;
        for (; row + 4 <= to; row += 4)
            Dot<Rows4>(k, (T*)w + (row * wRow), wRow, (T*)x, (T*)y + (row * yRow), yRow, accumulate);
        for (; row < to; row++)
            Dot<Rows1>(k, (T*)w + (row * wRow), wRow, (T*)x, (T*)y + (row * yRow), yRow, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot<TRows>(nint k, T* w, nint wRow, T* x, T* y, nint yRow, bool accumulate)
        where TRows : struct, IRows
    {
        TVector even0 = default, even1 = default, even2 = default, even3 = default, odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        T* w1 = w + wRow, w2 = w1 + wRow, w3 = w2 + wRow;
        nint p = 0, pair = 2 * TLanes.Count;
        for (; p <= k - pair; p += pair)
        {
            TVector even = TLanes.Load(x + p), odd = TLanes.Load(x + p + TLanes.Count);
            even0 = TLanes.MultiplyAdd(even, TLanes.Load(w + p), even0);
            odd0 = TLanes.MultiplyAdd(odd, TLanes.Load(w + p + TLanes.Count), odd0);
            if (TRows.Count == 1)
                continue;
            even1 = TLanes.MultiplyAdd(even, TLanes.Load(w1 + p), even1);
            odd1 = TLanes.MultiplyAdd(odd, TLanes.Load(w1 + p + TLanes.Count), odd1);
            even2 = TLanes.MultiplyAdd(even, TLanes.Load(w2 + p), even2);
            odd2 = TLanes.MultiplyAdd(odd, TLanes.Load(w2 + p + TLanes.Count), odd2);
            even3 = TLanes.MultiplyAdd(even, TLanes.Load(w3 + p), even3);
            odd3 = TLanes.MultiplyAdd(odd, TLanes.Load(w3 + p + TLanes.Count), odd3);
        }

        for (; p < k; p += TLanes.Count) // at most two, cut where the rows end
        {
            TVector mask = TLanes.Mask((int)Math.Min(TLanes.Count, k - p)), part = TLanes.Load(x + p, mask);
            even0 = TLanes.MultiplyAdd(part, TLanes.Load(w + p, mask), even0);
            if (TRows.Count == 1)
                continue;
            even1 = TLanes.MultiplyAdd(part, TLanes.Load(w1 + p, mask), even1);
            even2 = TLanes.MultiplyAdd(part, TLanes.Load(w2 + p, mask), even2);
            even3 = TLanes.MultiplyAdd(part, TLanes.Load(w3 + p, mask), even3);
        }

        Store(y, TLanes.Add(even0, odd0), accumulate);
        if (TRows.Count == 1)
            return;
        Store(y + yRow, TLanes.Add(even1, odd1), accumulate);
        Store(y + (2 * yRow), TLanes.Add(even2, odd2), accumulate);
        Store(y + (3 * yRow), TLanes.Add(even3, odd3), accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* y, TVector sums, bool accumulate) => *y = accumulate ? *y + TLanes.Sum(sums) : TLanes.Sum(sums);
}
