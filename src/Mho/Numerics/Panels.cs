using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>Copies of blocks of A and B in the order in which the register tiles read them.</summary>
internal static unsafe class Panels<TLanes, TVector, T>
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    // Elements by which a packed row of A is longer than its content: rows a power of two apart would share cache sets.
    private const int RowPadding = 16;

    /// <summary>Elements of memory that <see cref="PackLeft"/> needs.</summary>
    public static nint LeftSize(int m, int k) => (nint)m * (k + RowPadding);

    /// <summary>Where a tile of packed A begins, and its strides.</summary>
    public static nint LeftTile(int firstRow, int rows, int k, nint aRow, out nint row, out nint column)
    {
        (row, column) = aRow == 1 ? (1, rows) : (k + RowPadding, 1);
        return (nint)firstRow * (k + RowPadding);
    }

    /// <summary>Copies A[m × k] tile by tile: rows stay rows and columns columns, for the tiles read either as fast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackLeft(int m, int k, T* a, nint aRow, nint aColumn, T* target)
    {
        Partition tiles = new(m, TLanes.TileRows);
        for (int tile = 0; tile < tiles.Parts; tile++)
        {
            int first = tiles.Start(tile), rows = tiles.Size(tile);
            T* source = a + (first * aRow), to = target + LeftTile(first, rows, k, aRow, out nint row, out nint column);
            if (aRow == 1 && rows == TLanes.TileRows)
                CopyColumns(k, source, aColumn, to);
            else
                Gather(k, rows, source, aRow, aColumn, to, row, column);
        }
    }

    /// <summary>Copies B[k × n] into panels as wide as the tiles of <see cref="PackedProduct{TLanes, TVector, T}"/>, k rows each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRight(int k, int n, T* b, nint bRow, nint bColumn, T* target)
    {
        Partition vectors = new((n + TLanes.Count - 1) / TLanes.Count, TLanes.TileVectors);
        if (bColumn == 1)
        {
            CopyRows(k, n, vectors, b, bRow, target);
            return;
        }

        for (int j = 0; j < vectors.Parts; j++)
        {
            int column = vectors.Start(j) * TLanes.Count, width = vectors.Size(j) * TLanes.Count, columns = Math.Min(width, n - column);
            T* source = b + (column * bColumn), panel = target + ((nint)column * k);

            // Left as they were found, lanes past the edge may hold denormal numbers, on which the processor is a hundred times slower.
            for (int p = 0; p < k && columns < width; p++)
                TLanes.Store(panel + (((nint)p + 1) * width) - TLanes.Count, default);
            if (bRow == 1)
                Transpose(k, columns, source, bColumn, panel, width);
            else
                Gather(k, columns, source, bColumn, bRow, panel, 1, width);
        }
    }

    // Row after row, as memory is read ahead; each piece of a row goes to its own panel. Lanes past the edge become zero, so that the tiles may read whole vectors.
    private static void CopyRows(int k, int n, Partition vectors, T* b, nint bRow, T* target)
    {
        int whole = n / TLanes.Count;
        TVector mask = TLanes.Mask(n - (whole * TLanes.Count));
        for (int p = 0; p < k; p++)
        {
            T* source = b + (p * bRow);
            for (int j = 0, vector = 0; j < vectors.Parts; j++)
            {
                int size = vectors.Size(j), end = vector + size;
                T* to = target + ((nint)vector * TLanes.Count * k) + ((nint)p * size * TLanes.Count);
                for (int last = Math.Min(end, whole); vector < last; vector++, source += TLanes.Count, to += TLanes.Count)
                    TLanes.Store(to, TLanes.Load(source));
                if (vector < end)
                    TLanes.Store(to, TLanes.Load(source, mask));
            }
        }
    }

    private static void CopyColumns(int k, T* source, nint stride, T* panel)
    {
        int rows = TLanes.TileRows;
        for (int p = 0; p < k; p++)
        {
            Unsafe.CopyBlockUnaligned(panel, source, (uint)(TLanes.TileRows * sizeof(T))); // a constant: one or two registers
            source += stride;
            panel += rows;
        }
    }

    // Squares; those at the ends overlap the ones before, which writes the same numbers again.
    private static void Transpose(int k, int columns, T* source, nint stride, T* panel, nint width)
    {
        int edge = TLanes.Block;
        if (k < edge || columns < edge)
        {
            Gather(k, columns, source, stride, 1, panel, 1, width);
            return;
        }

        for (int j = 0; j < columns; j += edge)
        {
            int column = Math.Min(j, columns - edge);
            T* from = source + (column * stride), to = panel + column;
            int p = 0;
            for (; p <= k - edge; p += edge)
                TLanes.Transpose(from + p, stride, to + (p * width), width);
            if (p < k)
                TLanes.Transpose(from + k - edge, stride, to + ((k - edge) * width), width);
        }
    }

    private static void Gather(int k, int lines, T* source, nint line, nint step, T* target, nint targetLine, nint targetStep)
    {
        for (int i = 0; i < lines; i++)
        {
            T* from = source + (i * line), to = target + (i * targetLine);
            if (step == 1 && targetStep == 1)
            {
                new ReadOnlySpan<T>(from, k).CopyTo(new Span<T>(to, k));
                continue;
            }

            for (int p = 0; p < k; p++)
                to[p * targetStep] = from[p * step];
        }
    }
}
