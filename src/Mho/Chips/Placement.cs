namespace Mho.Chips;

/// <summary>Which cells of which core hold which weights: every matrix cut into segments, every segment on a core.</summary>
/// <remarks>
/// A matrix of more rows than a segment may hold is cut into equal parts whose partial sums are added digitally (576 → 6 × 96), one of more columns
/// than a core into neighbouring outputs. Each row segment carries its share of the bias.
/// </remarks>
public sealed class Placement
{
    private readonly int[][] _pairs, _columns;

    internal Placement(NeuRram chip, IReadOnlyList<WeightMatrix> matrices)
    {
        Chip = chip;
        Matrices = [.. matrices];
        (_pairs, _columns) = Usable(chip);
        Replicas = new int[matrices.Count];
        Segments = Lay();
    }

    /// <summary>The chip it was made for.</summary>
    public NeuRram Chip { get; }

    /// <summary>The network's matrices.</summary>
    public IReadOnlyList<WeightMatrix> Matrices { get; }

    /// <summary>All segments; those of one matrix and replica are neighbours, row segments outermost.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Copies of each matrix, at least 1; vector v goes to copy v mod copies.</summary>
    public IReadOnlyList<int> ReplicaCounts => Replicas;

    /// <summary>Cores that hold at least one segment.</summary>
    public int CoresUsed => Segments.Select(segment => segment.Core).Distinct().Count();

    /// <summary>Cells programmed.</summary>
    public int Cells => Segments.Sum(segment => segment.Cells);

    /// <summary>Programmed cells over the cells of the used cores.</summary>
    public double Utilisation => Cells / ((double)CoresUsed * Chip.Rows * Chip.Columns);

    private int[] Replicas { get; }

    /// <summary>The upper (+) physical row of pair <paramref name="pair"/> of a segment; the lower (−) is the next.</summary>
    public int PhysicalRow(Segment segment, int pair) => 2 * _pairs[segment.Core][segment.FirstPair + pair];

    /// <summary>The physical column of line <paramref name="line"/> of a segment.</summary>
    public int PhysicalColumn(Segment segment, int line) => _columns[segment.Core][segment.FirstLine + line];

    /// <summary>The indices in <see cref="Segments"/> of one copy of a matrix.</summary>
    public IEnumerable<int> SegmentsOf(int matrix, int replica = 0) =>
        Enumerable.Range(0, Segments.Count).Where(i => Segments[i].Matrix == matrix && Segments[i].Replica == replica);

    /// <summary>Energy, time and use of an inference by the chip's ledger.</summary>
    public ChipCost Cost() => new(this, [.. Matrices.Select((_, m) => CostOf(m))]);

    private MatrixCost CostOf(int matrix)
    {
        WeightMatrix m = Matrices[matrix];
        InputPhase[] phases = InputPhase.Split(m.Input.MagnitudeBits, Chip.Phases);
        Segment[] all = [.. Segments.Where(s => s.Matrix == matrix)], copy = [.. all.Where(s => s.Replica == 0)];
        MvmEnergy product = default;
        foreach (Segment s in copy)
        {
            MvmEnergy e = Chip.Ledger.Energy(2 * s.Pairs, s.Lines, phases, Chip.Adc);
            product = new(product.WordLines + e.WordLines, product.Inputs + e.Inputs, product.Neurons + e.Neurons);
        }

        // Tiles on one core take turns, even where disjoint rows and columns would let them work at once.
        int rounds = all.GroupBy(s => (s.Replica, s.Core)).Max(group => group.Count()), cells = all.Sum(s => s.Cells), replicas = ReplicaCounts[matrix];
        double latency = rounds * (double)((m.Vectors + replicas - 1) / replicas) * Chip.Ledger.Latency(phases, Chip.Adc).SI;
        double utilisation = cells / (all.Select(s => s.Core).Distinct().Count() * (double)Chip.Rows * Chip.Columns);
        return new(m.Name, copy.Length, replicas, rounds, m.Vectors, product, new Energy(m.Vectors * product.Total.SI), new Duration(latency), cells, utilisation);
    }

    private List<Segment> Lay()
    {
        List<Segment> wanted = [.. Matrices.SelectMany((_, matrix) => Cut(matrix, 0))];
        Packing packing = new([.. _pairs.Select((pairs, core) => (pairs.Length, _columns[core].Length))]);
        Array.Fill(Replicas, 1);
        bool alone = wanted.Count <= Chip.Cores;
        List<Segment> placed = alone ? TryPlace(wanted, packing.PlaceAlone) : [];
        if (placed.Count == 0)
        {
            packing = new([.. _pairs.Select((pairs, core) => (pairs.Length, _columns[core].Length))]);
            placed = TryPlace([.. wanted.OrderByDescending(segment => segment.Cells)], packing.Place);
        }

        if (placed.Count == 0)
            throw new InvalidOperationException(TooLarge(wanted));
        if (Chip.ReplicateOnSpareCores)
            Replicate(placed, packing);
        return [.. placed.OrderBy(s => s.Matrix).ThenBy(s => s.Replica).ThenBy(s => s.FirstRow).ThenBy(s => s.FirstColumn)];
    }

    // The slowest matrix that a copy can help gets the next one, as long as whole cores are left for all its segments.
    private void Replicate(List<Segment> placed, Packing packing)
    {
        int[] helped = [.. Enumerable.Range(0, Matrices.Count).Where(m => !Matrices[m].Recurrent)];
        while (helped.Length > 0)
        {
            int slowest = helped.MaxBy(m => Chip.MvmLatency(Matrices[m].Input).SI * Matrices[m].Vectors / Replicas[m]);
            if (Replicas[slowest] >= Matrices[slowest].Vectors)
                return;
            List<Segment> copy = TryPlace([.. Cut(slowest, Replicas[slowest])], packing.PlaceAlone);
            if (copy.Count == 0)
                return;
            placed.AddRange(copy);
            Replicas[slowest]++;
        }
    }

    private static List<Segment> TryPlace(List<Segment> segments, Func<Segment, Segment?> place)
    {
        List<Segment> placed = [];
        foreach (Segment segment in segments)
        {
            if (place(segment) is not { } here)
                return [];
            placed.Add(here);
        }

        return placed;
    }

    private IEnumerable<Segment> Cut(int matrix, int replica)
    {
        WeightMatrix m = Matrices[matrix];
        int bias = m.Bias.Length == 0 ? 0 : Chip.BiasRows, slices = Chip.Encoding.Slices;
        int rowLimit = Math.Min(Chip.MaxWeightRows, (Chip.Rows / 2) - bias), columnLimit = Chip.Columns / slices;
        if (rowLimit < 1 || columnLimit < 1)
            throw new ArgumentException($"{m.Name}: a core of {Chip.Rows} x {Chip.Columns} cells holds no weight with {bias} bias rows and {slices} columns a weight; lower these.", nameof(matrix));
        int tall = (m.Rows + rowLimit - 1) / rowLimit, wide = (m.Columns + columnLimit - 1) / columnLimit;
        for (int r = 0; r < tall; r++)
        {
            int firstRow = (int)((long)m.Rows * r / tall), lastRow = (int)((long)m.Rows * (r + 1) / tall);
            for (int c = 0; c < wide; c++)
            {
                int firstColumn = (int)((long)m.Columns * c / wide), lastColumn = (int)((long)m.Columns * (c + 1) / wide);
                yield return new Segment
                {
                    Matrix = matrix,
                    Name = $"{m.Name}{(tall * wide > 1 ? $"[{(r * wide) + c}]" : "")}{(replica > 0 ? $"'{replica + 1}" : "")}",
                    Replica = replica,
                    FirstRow = firstRow,
                    Rows = lastRow - firstRow,
                    BiasRows = bias,
                    RowSegments = tall,
                    FirstColumn = firstColumn,
                    Columns = lastColumn - firstColumn,
                    Slices = slices,
                };
            }
        }
    }

    private string TooLarge(List<Segment> wanted)
    {
        long cells = wanted.Sum(segment => (long)segment.Cells), available = _pairs.Select((pairs, core) => 2L * pairs.Length * _columns[core].Length).Sum();
        return $"the network needs {wanted.Count} segments of together {cells} cells, which do not fit the chip's {Chip.Cores} cores of {Chip.Rows} x {Chip.Columns} ({available} usable cells); "
            + $"give the chip more cores ({nameof(Chip.Cores)}), raise {nameof(Chip.MaxWeightRows)} (now {Chip.MaxWeightRows}) or make {Matrices.MaxBy(m => m.Values.Length)!.Name} smaller.";
    }

    private static (int[][] Pairs, int[][] Columns) Usable(NeuRram chip)
    {
        foreach (CoreDefects defects in chip.Defects)
        {
            if (defects.Core < 0 || defects.Core >= chip.Cores || defects.Rows.Any(row => row < 0 || row >= chip.Rows) || defects.Columns.Any(column => column < 0 || column >= chip.Columns))
                throw new ArgumentException($"the defects of core {defects.Core} name a core, row or column that a chip of {chip.Cores} cores of {chip.Rows} x {chip.Columns} does not have; count from 0.", nameof(chip));
        }

        // Cores without defects share what they have.
        int[] allPairs = [.. Enumerable.Range(0, chip.Rows / 2)], allColumns = [.. Enumerable.Range(0, chip.Columns)];
        ILookup<int, CoreDefects> defective = chip.Defects.ToLookup(defects => defects.Core);
        int[][] pairs = new int[chip.Cores][], columns = new int[chip.Cores][];
        for (int core = 0; core < chip.Cores; core++)
        {
            HashSet<int> badRows = [], badColumns = [];
            foreach (CoreDefects defects in defective[core])
            {
                badRows.UnionWith(defects.Rows);
                badColumns.UnionWith(defects.Columns);
            }

            pairs[core] = badRows.Count == 0 ? allPairs : [.. allPairs.Where(pair => !badRows.Contains(2 * pair) && !badRows.Contains((2 * pair) + 1))];
            columns[core] = badColumns.Count == 0 ? allColumns : [.. allColumns.Where(column => !badColumns.Contains(column))];
        }

        return (pairs, columns);
    }
}
