using System.Runtime.CompilerServices;

namespace Mho.Numerics;

/// <summary>One thread's matrix product: blocks that stay in cache, walked by register tiles.</summary>
/// <remarks>
/// Blocking after K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34 (2008), with two
/// departures: operands are packed only when they are used often enough to repay it, and tiles are cut evenly so that no sliver is left.
/// The cut of k depends on k alone.
/// </remarks>
internal static unsafe class PackedProduct<TLanes, TVector, T>
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    public static int LargestDepth => 256;

    private const int InnermostCache = 32768;

    private static int LargestHeight => 1536 / sizeof(T);

    // A block of B lies in the outermost cache; more of them would copy A again for each.
    private static int LargestWidth => 16384 / sizeof(T);

    /// <summary>C (+)= A B; C has unit column stride.</summary>
    public static void Multiply(
        int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate, Packing packing)
    {
        int tileWidth = TLanes.TileVectors * TLanes.Count, tileHeight = TLanes.TileRows;
        Partition depths = new(k, LargestDepth);
        Partition heights = new(Tiles(m, tileHeight), LargestHeight / tileHeight), widths = new(Tiles(n, tileWidth), LargestWidth / tileWidth);

        // A panel of B and the lines of A that pass beside it may not fit the innermost cache together; half of each does.
        bool halved = packing == Packing.None && !accumulate && depths.Parts == 1 && m > 4 * tileHeight && (long)k * Math.Min(n, 4 * TLanes.Count) * sizeof(T) > InnermostCache / 2;
        for (int width = 0; width < widths.Parts; width++)
        {
            int column = widths.Start(width) * tileWidth, columns = Math.Min(n, widths.Start(width + 1) * tileWidth) - column;
            for (int depth = 0; depth < depths.Parts; depth++)
            {
                int level = depths.Start(depth), levels = depths.Size(depth);
                T* right = b + (level * bRow) + (column * bColumn), panels = null;
                if ((packing & Packing.Right) != Packing.None)
                {
                    panels = PackBuffer.Right.Take<T>((nint)levels * (columns + TLanes.Count));
                    Panels<TLanes, TVector, T>.PackRight(levels, columns, right, bRow, bColumn, panels);
                }

                for (int height = 0; height < heights.Parts; height++)
                {
                    int row = heights.Start(height) * tileHeight, rows = Math.Min(m, heights.Start(height + 1) * tileHeight) - row;
                    T* left = a + (row * aRow) + (level * aColumn), packed = null;
                    if ((packing & Packing.Left) != Packing.None)
                    {
                        packed = PackBuffer.Left.Take<T>(Panels<TLanes, TVector, T>.LeftSize(rows, levels));
                        Panels<TLanes, TVector, T>.PackLeft(rows, levels, left, aRow, aColumn, packed);
                    }

                    T* target = c + (row * cRow) + column;
                    Onto onto = accumulate || depth > 0 ? Onto.Total : Onto.Nothing;
                    if (!halved)
                    {
                        Block(rows, columns, levels, left, aRow, aColumn, packed, right, bRow, panels, target, cRow, onto);
                        continue;
                    }

                    int half = k / 2;
                    Block(rows, columns, half, left, aRow, aColumn, null, right, bRow, null, target, cRow, onto);
                    Block(rows, columns, k - half, left + (half * aColumn), aRow, aColumn, null, right + (half * bRow), bRow, null, target, cRow, Onto.Chain);
                }
            }
        }
    }

    /// <summary>Copies the whole of B, row-major, into the panels of all blocks, in the order in which <see cref="Multiply(int, int, int, T*, nint, T*, T*, nint)"/> meets them.</summary>
    public static void Pack(int k, int n, T* b, T* panels)
    {
        Partition depths = new(k, LargestDepth);
        for (int depth = 0; depth < depths.Parts; depth++)
        {
            int level = depths.Start(depth), levels = depths.Size(depth);
            Panels<TLanes, TVector, T>.PackRight(levels, n, b + ((nint)level * n), n, 1, panels);
            panels += (nint)levels * ((n + TLanes.Count - 1) / TLanes.Count * TLanes.Count);
        }
    }

    /// <summary>C = A B for a B of <see cref="Pack"/>; the products of few rows and any width that it is for need no block of rows or columns.</summary>
    public static void Multiply(int m, int n, int k, T* a, nint aRow, T* panels, T* c, nint cRow)
    {
        Partition depths = new(k, LargestDepth);
        for (int depth = 0; depth < depths.Parts; depth++)
        {
            int level = depths.Start(depth), levels = depths.Size(depth);
            Block(m, n, levels, a + level, aRow, 1, null, null, 0, panels, c, cRow, depth > 0 ? Onto.Total : Onto.Nothing);
            panels += (nint)levels * ((n + TLanes.Count - 1) / TLanes.Count * TLanes.Count);
        }
    }

    private static int Tiles(int length, int tile) => length <= tile ? 1 : (length + tile - 1) / tile;

    // While B fits the innermost cache, C is written row after row; else each panel of B is used for all rows at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(
        int m, int n, int k, T* a, nint aRow, nint aColumn, T* packed, T* b, nint bRow, T* panels, T* c, nint cRow, Onto onto)
    {
        int all = (n + TLanes.Count - 1) / TLanes.Count, tileRows = TLanes.TileRows, tileVectors = TLanes.TileVectors;
        if (packed == null && panels == null && tileVectors == 3 && (all + 3) / 4 < (all + 2) / 3)
            (tileRows, tileVectors) = (6, 4); // as many registers, and fewer tiles across
        Partition rows = new(m, tileRows), vectors = new(all, tileVectors);
        int lanes = n - ((all - 1) * TLanes.Count);
        delegate*<nint, T*, nint, nint, T*, nint, T*, nint, int, Onto, void>[] table = RegisterTile<TLanes, TVector, T>.Table;
        (nint leftRow, nint leftColumn) = (aRow, aColumn);
        if ((long)k * n * sizeof(T) <= InnermostCache / 2)
        {
            for (int i = 0, row = 0, height; i < rows.Parts; i++, row += height)
            {
                height = rows.Size(i);
                T* left = packed == null ? a + (row * aRow) : packed + Panels<TLanes, TVector, T>.LeftTile(row, height, k, aRow, out leftRow, out leftColumn), target = c + (row * cRow);
                for (int j = 0, vector = 0, width; j < vectors.Parts; j++, vector += width)
                {
                    width = vectors.Size(j);
                    int column = vector * TLanes.Count, rest = j == vectors.Parts - 1 ? lanes : TLanes.Count;
                    T* right = panels == null ? b + column : panels + ((nint)column * k);
                    table[(8 * (height - 1)) + (2 * (width - 1)) + (rest < TLanes.Count ? 1 : 0)](
                        k, left, leftRow, leftColumn, right, panels == null ? bRow : width * TLanes.Count, target + column, cRow, rest, onto);
                }
            }

            return;
        }

        for (int j = 0, vector = 0, width; j < vectors.Parts; j++, vector += width)
        {
            width = vectors.Size(j);
            int column = vector * TLanes.Count, rest = j == vectors.Parts - 1 ? lanes : TLanes.Count, shape = (2 * (width - 1)) + (rest < TLanes.Count ? 1 : 0);
            T* right = panels == null ? b + column : panels + ((nint)column * k), target = c + column;
            nint rightRow = panels == null ? bRow : width * TLanes.Count;
            for (int i = 0, row = 0, height; i < rows.Parts; i++, row += height)
            {
                height = rows.Size(i);
                T* left = packed == null ? a + (row * aRow) : packed + Panels<TLanes, TVector, T>.LeftTile(row, height, k, aRow, out leftRow, out leftColumn);
                table[(8 * (height - 1)) + shape](k, left, leftRow, leftColumn, right, rightRow, target + (row * cRow), cRow, rest, onto);
            }
        }
    }
}
