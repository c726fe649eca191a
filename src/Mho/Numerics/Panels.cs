using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>Copies of blocks of A and B in the order in which the register tiles read them.</summary>
internal static unsafe class Panels<TLanes, TVector, T>
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements by which a packed row of A is longer than its content: rows a power of two apart would share cache sets.</summary>
    public const int LeftPadding = 16;

    /// <summary>Copies A[m × k] into <paramref name="target"/>, keeping the direction in which it is contiguous; returns the new strides.</summary>
    /// <remarks>The tiles read A by broadcast, which is as fast along rows as along columns: packing A never transposes.</remarks>
    public static (nint Row, nint Column) PackLeft(int m, int k, T* a, nint aRow, nint aColumn, T* target)
    {
        if (aRow == 1)
        {
            for (int p = 0; p < k; p++)
                new ReadOnlySpan<T>(a + (p * aColumn), m).CopyTo(new Span<T>(target + ((nint)p * m), m));
            return (1, m);
        }

        nint stride = k + LeftPadding;
        for (int i = 0; i < m; i++)
        {
            T* source = a + (i * aRow), row = target + (i * stride);
            if (aColumn == 1)
                new ReadOnlySpan<T>(source, k).CopyTo(new Span<T>(row, k));
            else
                Gather(k, source, aColumn, row);
        }

        return (stride, 1);
    }

    /// <summary>Copies B[k × n] into panels as wide as the tiles of <see cref="PackedProduct{TLanes, TVector, T}"/>, k rows each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRight(int k, int n, T* b, nint bRow, nint bColumn, T* target)
    {
        Partition vectors = new((n + TLanes.Count - 1) / TLanes.Count, TLanes.TileVectors);
        for (int j = 0; j < vectors.Parts; j++)
        {
            int column = vectors.Start(j) * TLanes.Count, width = vectors.Size(j) * TLanes.Count, columns = Math.Min(width, n - column);
            T* source = b + (column * bColumn), panel = target + ((nint)column * k);
            if (bColumn == 1)
                CopyRows(k, columns, source, bRow, panel, width);
            else if (bRow == 1)
                Transpose(k, columns, source, bColumn, panel, width);
            else
                Gather(k, columns, source, bRow, bColumn, panel, width);
        }
    }

    private static void CopyRows(int k, int columns, T* source, nint stride, T* panel, nint width)
    {
        int whole = columns / TLanes.Count * TLanes.Count;
        TVector mask = TLanes.Mask(columns - whole);
        for (int p = 0; p < k; p++)
        {
            for (int j = 0; j < whole; j += TLanes.Count)
                TLanes.Store(panel + j, TLanes.Load(source + j));
            if (whole < columns)
                TLanes.Store(panel + whole, TLanes.Load(source + whole, mask), mask);
            source += stride;
            panel += width;
        }
    }

    private static void Transpose(int k, int columns, T* source, nint stride, T* panel, nint width)
    {
        int edge = TLanes.Block, across = columns / edge * edge, along = k / edge * edge;
        for (int j = 0; j < across; j += edge)
        {
            T* from = source + (j * stride), to = panel + j;
            for (int p = 0; p < along; p += edge)
                TLanes.Transpose(from + p, stride, to + (p * width), width);
        }

        Gather(k - along, across, source + along, 1, stride, panel + (along * width), width);
        Gather(k, columns - across, source + (across * stride), 1, stride, panel + across, width);
    }

    private static void Gather(int k, int columns, T* source, nint row, nint column, T* panel, nint width)
    {
        for (int p = 0; p < k; p++)
            Gather(columns, source + (p * row), column, panel + (p * width));
    }

    private static void Gather(int count, T* source, nint stride, T* target)
    {
        for (int i = 0; i < count; i++)
            target[i] = source[i * stride];
    }
}
