using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using static Mho.Numerics.TileShape;

namespace Mho.Numerics;

/// <summary>The innermost loop of the matrix product: a tile of C held in registers, summed over k.</summary>
/// <remarks>
/// Every element of C is one chain of fused multiply-adds in ascending k, whatever the tile's shape: how C is cut into tiles, blocks and
/// threads therefore never changes a result. Accumulators are named locals because the compiler keeps no array in registers.
/// </remarks>
internal static unsafe class RegisterTile<TLanes, TVector, T>
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    // Shorter sums come from small products, whose C is in cache.
    private const int LongSum = 128;

    /// <summary>One entry for each tile that fits the registers: index 8 (rows − 1) + 2 (vectors − 1) + (last vector cut ? 1 : 0).</summary>
    public static readonly delegate*<nint, T*, nint, nint, T*, nint, T*, nint, int, Onto, void>[] Table =
    [
        &Multiply<Rows1, Whole1>, &Multiply<Rows1, Cut1>, &Multiply<Rows1, Whole2>, &Multiply<Rows1, Cut2>, &Multiply<Rows1, Whole3>, &Multiply<Rows1, Cut3>, &Multiply<Rows1, Whole4>, &Multiply<Rows1, Cut4>,
        &Multiply<Rows2, Whole1>, &Multiply<Rows2, Cut1>, &Multiply<Rows2, Whole2>, &Multiply<Rows2, Cut2>, &Multiply<Rows2, Whole3>, &Multiply<Rows2, Cut3>, &Multiply<Rows2, Whole4>, &Multiply<Rows2, Cut4>,
        &Multiply<Rows3, Whole1>, &Multiply<Rows3, Cut1>, &Multiply<Rows3, Whole2>, &Multiply<Rows3, Cut2>, &Multiply<Rows3, Whole3>, &Multiply<Rows3, Cut3>, &Multiply<Rows3, Whole4>, &Multiply<Rows3, Cut4>,
        &Multiply<Rows4, Whole1>, &Multiply<Rows4, Cut1>, &Multiply<Rows4, Whole2>, &Multiply<Rows4, Cut2>, &Multiply<Rows4, Whole3>, &Multiply<Rows4, Cut3>, &Multiply<Rows4, Whole4>, &Multiply<Rows4, Cut4>,
        &Multiply<Rows5, Whole1>, &Multiply<Rows5, Cut1>, &Multiply<Rows5, Whole2>, &Multiply<Rows5, Cut2>, &Multiply<Rows5, Whole3>, &Multiply<Rows5, Cut3>, &Multiply<Rows5, Whole4>, &Multiply<Rows5, Cut4>,
        &Multiply<Rows6, Whole1>, &Multiply<Rows6, Cut1>, &Multiply<Rows6, Whole2>, &Multiply<Rows6, Cut2>, &Multiply<Rows6, Whole3>, &Multiply<Rows6, Cut3>, &Multiply<Rows6, Whole4>, &Multiply<Rows6, Cut4>,
        &Multiply<Rows7, Whole1>, &Multiply<Rows7, Cut1>, &Multiply<Rows7, Whole2>, &Multiply<Rows7, Cut2>, &Multiply<Rows7, Whole3>, &Multiply<Rows7, Cut3>, null, null,
        &Multiply<Rows8, Whole1>, &Multiply<Rows8, Cut1>, &Multiply<Rows8, Whole2>, &Multiply<Rows8, Cut2>, &Multiply<Rows8, Whole3>, &Multiply<Rows8, Cut3>, null, null,
    ];

    /// <summary>A B for one tile, k &gt; 0, to C as <paramref name="onto"/> says; the last vector of a tile has <paramref name="lanes"/> columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TRows, TColumns>(
        nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, int lanes, Onto onto)
        where TRows : struct, IRows
        where TColumns : struct, IColumns
    {
        TVector c00 = default, c01 = default, c02 = default, c10 = default, c11 = default, c12 = default;
        TVector c20 = default, c21 = default, c22 = default, c30 = default, c31 = default, c32 = default;
        TVector c40 = default, c41 = default, c42 = default, c50 = default, c51 = default, c52 = default;
        TVector c60 = default, c61 = default, c62 = default, c70 = default, c71 = default, c72 = default;
        TVector c03 = default, c13 = default, c23 = default, c33 = default, c43 = default, c53 = default, none = default;
        TVector mask = TLanes.Mask(lanes);

        // Every row of A is one base and one index, and strides are in bytes where they are added: the front end of the processor is the narrow place.
        nint a2 = 2 * aRow, a3 = 3 * aRow, a4 = 4 * aRow, a5 = 5 * aRow, a6 = 6 * aRow, a7 = 7 * aRow;
        nint aStep = aColumn * sizeof(T), bStep = bRow * sizeof(T);

        // C is fetched while the sum runs: in a large product its rows lie pages apart and would all be waited for at the end.
        if (Sse.IsSupported && TRows.Count >= 6 && TColumns.Count >= 2 && k >= LongSum)
        {
            T* ahead = c;
            for (int row = 0; row < TRows.Count; row++)
            {
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + TLanes.Count);
                if (TColumns.Count > 2)
                    Sse.Prefetch0(ahead + (2 * TLanes.Count));
                if (TColumns.Count > 3)
                    Sse.Prefetch0(ahead + (3 * TLanes.Count));
                ahead += cRow;
            }
        }

        if (onto == Onto.Chain)
        {
            Load<TColumns>(c, mask, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Count > 1)
                Load<TColumns>(c + cRow, mask, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Count > 2)
                Load<TColumns>(c + (2 * cRow), mask, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Count > 3)
                Load<TColumns>(c + (3 * cRow), mask, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Count > 4)
                Load<TColumns>(c + (4 * cRow), mask, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Count > 5)
                Load<TColumns>(c + (5 * cRow), mask, ref c50, ref c51, ref c52, ref c53);
            if (TRows.Count > 6)
                Load<TColumns>(c + (6 * cRow), mask, ref c60, ref c61, ref c62, ref none);
            if (TRows.Count > 7)
                Load<TColumns>(c + (7 * cRow), mask, ref c70, ref c71, ref c72, ref none);
        }

        // Lanes past the edge hold what lies between rows of B and are not stored; only where B ends must they not even be read.
        nint masked = bRow >= TLanes.Count - lanes ? 1 : k;
        do
        {
            TVector b0 = TColumns.Cut && TColumns.Count == 1 && k <= masked ? TLanes.Load(b, mask) : TLanes.Load(b);
            TVector b1 = default, b2 = default, b3 = default;
            if (TColumns.Count > 1)
                b1 = TColumns.Cut && TColumns.Count == 2 && k <= masked ? TLanes.Load(b + TLanes.Count, mask) : TLanes.Load(b + TLanes.Count);
            if (TColumns.Count > 2)
                b2 = TColumns.Cut && TColumns.Count == 3 && k <= masked ? TLanes.Load(b + (2 * TLanes.Count), mask) : TLanes.Load(b + (2 * TLanes.Count));
            if (TColumns.Count > 3)
                b3 = TColumns.Cut && k <= masked ? TLanes.Load(b + (3 * TLanes.Count), mask) : TLanes.Load(b + (3 * TLanes.Count));
            Add<TColumns>(a, b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Count > 1)
                Add<TColumns>(a + aRow, b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Count > 2)
                Add<TColumns>(a + a2, b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Count > 3)
                Add<TColumns>(a + a3, b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Count > 4)
                Add<TColumns>(a + a4, b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Count > 5)
                Add<TColumns>(a + a5, b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53);
            if (TRows.Count > 6)
                Add<TColumns>(a + a6, b0, b1, b2, b3, ref c60, ref c61, ref c62, ref none);
            if (TRows.Count > 7)
                Add<TColumns>(a + a7, b0, b1, b2, b3, ref c70, ref c71, ref c72, ref none);
            a = (T*)((byte*)a + aStep);
            b = (T*)((byte*)b + bStep);
        }
        while (--k != 0);

        if (onto == Onto.Total)
        {
            Total<TColumns>(c, mask, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Count > 1)
                Total<TColumns>(c + cRow, mask, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Count > 2)
                Total<TColumns>(c + (2 * cRow), mask, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Count > 3)
                Total<TColumns>(c + (3 * cRow), mask, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Count > 4)
                Total<TColumns>(c + (4 * cRow), mask, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Count > 5)
                Total<TColumns>(c + (5 * cRow), mask, ref c50, ref c51, ref c52, ref c53);
            if (TRows.Count > 6)
                Total<TColumns>(c + (6 * cRow), mask, ref c60, ref c61, ref c62, ref none);
            if (TRows.Count > 7)
                Total<TColumns>(c + (7 * cRow), mask, ref c70, ref c71, ref c72, ref none);
        }

        Store<TColumns>(c, c00, c01, c02, c03, mask);
        if (TRows.Count > 1)
            Store<TColumns>(c + cRow, c10, c11, c12, c13, mask);
        if (TRows.Count > 2)
            Store<TColumns>(c + (2 * cRow), c20, c21, c22, c23, mask);
        if (TRows.Count > 3)
            Store<TColumns>(c + (3 * cRow), c30, c31, c32, c33, mask);
        if (TRows.Count > 4)
            Store<TColumns>(c + (4 * cRow), c40, c41, c42, c43, mask);
        if (TRows.Count > 5)
            Store<TColumns>(c + (5 * cRow), c50, c51, c52, c53, mask);
        if (TRows.Count > 6)
            Store<TColumns>(c + (6 * cRow), c60, c61, c62, none, mask);
        if (TRows.Count > 7)
            Store<TColumns>(c + (7 * cRow), c70, c71, c72, none, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TColumns>(T* a, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TColumns : struct, IColumns
    {
        TVector x = TLanes.Broadcast(a);
        c0 = TLanes.MultiplyAdd(x, b0, c0);
        if (TColumns.Count > 1)
            c1 = TLanes.MultiplyAdd(x, b1, c1);
        if (TColumns.Count > 2)
            c2 = TLanes.MultiplyAdd(x, b2, c2);
        if (TColumns.Count > 3)
            c3 = TLanes.MultiplyAdd(x, b3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TColumns>(T* c, TVector mask, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TColumns : struct, IColumns
    {
        c0 = Load<TColumns>(c, 1, mask);
        if (TColumns.Count > 1)
            c1 = Load<TColumns>(c + TLanes.Count, 2, mask);
        if (TColumns.Count > 2)
            c2 = Load<TColumns>(c + (2 * TLanes.Count), 3, mask);
        if (TColumns.Count > 3)
            c3 = Load<TColumns>(c + (3 * TLanes.Count), 4, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Total<TColumns>(T* c, TVector mask, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TColumns : struct, IColumns
    {
        c0 = TLanes.Add(Load<TColumns>(c, 1, mask), c0);
        if (TColumns.Count > 1)
            c1 = TLanes.Add(Load<TColumns>(c + TLanes.Count, 2, mask), c1);
        if (TColumns.Count > 2)
            c2 = TLanes.Add(Load<TColumns>(c + (2 * TLanes.Count), 3, mask), c2);
        if (TColumns.Count > 3)
            c3 = TLanes.Add(Load<TColumns>(c + (3 * TLanes.Count), 4, mask), c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(T* c, TVector c0, TVector c1, TVector c2, TVector c3, TVector mask)
        where TColumns : struct, IColumns
    {
        Store<TColumns>(c, c0, 1, mask);
        if (TColumns.Count > 1)
            Store<TColumns>(c + TLanes.Count, c1, 2, mask);
        if (TColumns.Count > 2)
            Store<TColumns>(c + (2 * TLanes.Count), c2, 3, mask);
        if (TColumns.Count > 3)
            Store<TColumns>(c + (3 * TLanes.Count), c3, 4, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TColumns>(T* source, int ordinal, TVector mask)
        where TColumns : struct, IColumns => TColumns.Cut && TColumns.Count == ordinal ? TLanes.Load(source, mask) : TLanes.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(T* c, TVector value, int ordinal, TVector mask)
        where TColumns : struct, IColumns
    {
        if (TColumns.Cut && TColumns.Count == ordinal)
            TLanes.Store(c, value, mask);
        else
            TLanes.Store(c, value);
    }
}
