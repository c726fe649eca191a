namespace Mho.Numerics;

/// <summary>A product cut into a grid of parts of C, one chunk each; k is never cut.</summary>
internal readonly unsafe struct ProductCut<TLanes, TVector, T> : IChunkedWork
    where TLanes : struct, ITileLanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    // Below this many multiply-adds waking a helper costs more than it brings.
    public const long WorthSharing = 1_000_000;

    // A part with fewer spends too much of its time on copying operands.
    private const long SmallestPart = 500_000;

    private readonly Partition down, across;
    private readonly int k;
    private readonly T* a, b, c;
    private readonly nint aRow, aColumn, bRow, bColumn, cRow;
    private readonly bool accumulate;
    private readonly Packing packing;

    private ProductCut(
        Partition down, Partition across, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate, Packing packing)
    {
        (this.down, this.across, this.k, this.accumulate, this.packing) = (down, across, k, accumulate, packing);
        (this.aRow, this.aColumn, this.bRow, this.bColumn, this.cRow) = (aRow, aColumn, bRow, bColumn, cRow);
        this.a = a;
        this.b = b;
        this.c = c;
    }

    /// <summary>C (+)= A B on as many threads as it is worth.</summary>
    public static void Multiply(
        int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate, Packing packing)
    {
        if (bColumn == 1 && m <= TLanes.TileRows && n <= TLanes.TileVectors * TLanes.Count && k <= PackedProduct<TLanes, TVector, T>.LargestDepth)
        {
            int last = (n - 1) / TLanes.Count, lanes = n - (last * TLanes.Count); // one tile: nothing to cut, nothing to copy
            RegisterTile<TLanes, TVector, T>.Table[(8 * (m - 1)) + (2 * last) + (lanes < TLanes.Count ? 1 : 0)](k, a, aRow, aColumn, b, bRow, c, cRow, lanes, accumulate ? Onto.Total : Onto.Nothing);
            return;
        }

        long work = (long)m * n * k;
        if (Workers.Count == 1 || work < WorthSharing)
        {
            PackedProduct<TLanes, TVector, T>.Multiply(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, packing);
            return;
        }

        // Two chunks a thread even out what else the machine does. Rows are cut first where the product is tall, columns where it is wide.
        int parts = (int)Math.Min(2L * Workers.Count, work / SmallestPart), width = TLanes.TileVectors * TLanes.Count;
        int columns = (n + width - 1) / width, rows = (m + TLanes.TileRows - 1) / TLanes.TileRows;
        int across = n >= m ? Math.Min(parts, columns) : Math.Max(1, Math.Min(columns, parts / rows));
        int down = Math.Max(1, Math.Min(rows, parts / across));
        ProductCut<TLanes, TVector, T> cut = new(
            new Partition(rows, (rows + down - 1) / down), new Partition(columns, (columns + across - 1) / across), k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, packing)
        {
            M = m,
            N = n,
        };
        Workers.Run(cut.down.Parts * cut.across.Parts, cut);
    }

    private int M { get; init; }

    private int N { get; init; }

    /// <inheritdoc/>
    public void Do(int chunk, int worker)
    {
        (int i, int j) = Math.DivRem(chunk, across.Parts);
        int height = TLanes.TileRows, width = TLanes.TileVectors * TLanes.Count;
        int top = down.Start(i) * height, bottom = Math.Min(M, down.Start(i + 1) * height);
        int left = across.Start(j) * width, right = Math.Min(N, across.Start(j + 1) * width);
        PackedProduct<TLanes, TVector, T>.Multiply(
            bottom - top, right - left, k, a + (top * aRow), aRow, aColumn, b + (left * bColumn), bRow, bColumn, c + (top * cRow) + left, cRow, accumulate, packing);
    }
}
