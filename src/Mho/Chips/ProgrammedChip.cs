using Mho.Circuits;
using Mho.Devices;
using Mho.Numerics;

namespace Mho.Chips;

/// <summary>A chip with a network's weights in its cells: it ages, is calibrated, and multiplies.</summary>
/// <remarks>Immutable and safe to share between threads; every change is a new chip over the same placement.</remarks>
public sealed class ProgrammedChip
{
    // A compensation that leaves more than this of the wished matrix is worth a word.
    private const double CompensationDoubt = 0.01;

    private readonly ProgrammedTile[] _tiles;
    private readonly TileReader[] _readers;
    private readonly int[][] _tilesOf;

    // Readers of an earlier state serve the tiles that are still the same.
    private ProgrammedChip(
        NeuRram chip, Placement placement, ProgrammedTile[] tiles, Duration elapsed, ProgrammingReport report, IReadOnlyList<Finding> findings, ProgrammedChip? earlier = null)
    {
        (Chip, Placement, _tiles, Elapsed, Report, Findings) = (chip, placement, tiles, elapsed, report, findings);
        _tilesOf = [.. placement.Matrices.Select((_, m) => Enumerable.Range(0, tiles.Length).Where(t => tiles[t].Segment.Matrix == m).ToArray())];
        _readers = new TileReader[tiles.Length];
        for (int t = 0; t < tiles.Length; t++)
            _readers[t] = earlier is not null && ReferenceEquals(earlier._tiles[t], tiles[t]) ? earlier._readers[t] : new TileReader(chip, placement.Matrices[tiles[t].Segment.Matrix], tiles[t], Sums(t, tile => tile.Conductances), Spread(tiles[t]));
    }

    /// <summary>The chip it is.</summary>
    public NeuRram Chip { get; }

    /// <summary>Where the weights lie.</summary>
    public Placement Placement { get; }

    /// <summary>The tiles, in the order of <see cref="Placement.Segments"/>.</summary>
    public IReadOnlyList<ProgrammedTile> Tiles => _tiles;

    /// <summary>Time since programming.</summary>
    public Duration Elapsed { get; }

    /// <summary>How programming went.</summary>
    public ProgrammingReport Report { get; }

    /// <summary>Doubts so far.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The same chip <paramref name="elapsed"/> after programming (not after its present age). The same key gives the same cells' later state.</summary>
    public ProgrammedChip After(Duration elapsed, Key key)
    {
        if (Chip.Device is not IRelaxing relaxing)
            return new(Chip, Placement, _tiles, elapsed, Report, [.. Findings, new(Severity.Note, "device", $"{Chip.Device.GetType().Name} does not change with time", "choose a device that relaxes to see ageing")]);
        ProgrammedTile[] aged = new ProgrammedTile[_tiles.Length];
        for (int t = 0; t < _tiles.Length; t++)
        {
            double[] conductances = new double[_tiles[t].Programmed.Length];
            Programming.Relax(relaxing, _tiles[t].Programmed, _tiles[t].Rounds, elapsed, _tiles[t].CellKey, key[t], Chip.WriteVerify.Iterations - 1, conductances);
            aged[t] = _tiles[t] with { Conductances = conductances, Effective = Effective(Chip, Placement, _tiles[t].Segment, conductances) };
        }

        List<Finding> findings = [.. Findings];
        if (relaxing.Doubt(elapsed) is { } doubt && !findings.Contains(doubt))
            findings.Add(doubt);
        return new(Chip, Placement, aged, elapsed, Report, findings);
    }

    /// <summary>outputs = codes · W + b as this chip computes it, in weight · input units.</summary>
    /// <param name="matrix">Index in the placement.</param>
    /// <param name="codes">Integer codes as floats [vectors × rows].</param>
    /// <param name="vectors">Products.</param>
    /// <param name="outputs">Overwritten [vectors × columns].</param>
    /// <param name="reads">Key of this batch of reads; vector v of it draws from numbers addressed by firstVector + v.</param>
    /// <param name="statistics">Counts conversions; may be shared.</param>
    /// <param name="firstVector">Number of the first vector, so that noise does not depend on how vectors are batched.</param>
    public unsafe void Multiply(int matrix, ReadOnlySpan<float> codes, int vectors, Span<float> outputs, Key reads, ReadStatistics? statistics = null, long firstVector = 0)
    {
        WeightMatrix m = Placement.Matrices[matrix];
        if (codes.Length < (long)vectors * m.Rows || outputs.Length < (long)vectors * m.Columns)
            throw new ArgumentException($"{m.Name}: {vectors} vectors need {vectors} x {m.Rows} codes and {vectors} x {m.Columns} outputs; got {codes.Length} and {outputs.Length}.", nameof(codes));
        outputs[..(vectors * m.Columns)].Clear();
        int replicas = Placement.ReplicaCounts[matrix];
        fixed (float* x = codes, y = outputs)
        {
            foreach (int t in _tilesOf[matrix])
            {
                int start = (int)((_tiles[t].Segment.Replica - (firstVector % replicas) + replicas) % replicas);
                _readers[t].Multiply(x, m.Rows, y, vectors, start, replicas, firstVector, reads[t], statistics);
            }
        }
    }

    /// <summary>Sets the converters' steps of one matrix and fits slope and intercept of each of its outputs on data like those it will see.</summary>
    /// <param name="matrix">Index in the placement.</param>
    /// <param name="codes">Codes of training data [vectors × rows]; some 1,500 vectors. Never uniform random numbers: their voltages differ.</param>
    /// <param name="vectors">How many.</param>
    /// <param name="key">Noise of the calibration reads.</param>
    public ProgrammedChip Calibrate(int matrix, ReadOnlySpan<float> codes, int vectors, Key key)
    {
        WeightMatrix m = Placement.Matrices[matrix];
        if (vectors < 2 || codes.Length < (long)vectors * m.Rows)
            throw new ArgumentException($"{m.Name}: calibration needs at least 2 vectors of {m.Rows} codes; got {vectors} vectors in {codes.Length} codes.", nameof(codes));
        ProgrammedTile[] tiles = [.. _tiles];
        foreach (int t in _tilesOf[matrix])
        {
            double[] sums = Sums(t, tile => tile.Conductances);
            tiles[t] = Calibration.Steps(Chip, m, tiles[t], _readers[t], codes, vectors);
            // Slope and intercept are those of the bare chip: an earlier fit must not hide what it corrects.
            int columns = tiles[t].Segment.Columns;
            tiles[t] = tiles[t] with { Readout = tiles[t].Readout with { Slopes = Ones(columns), Intercepts = new double[columns] } };
            TileReader ranged = new(Chip, m, tiles[t], sums, Spread(tiles[t]));
            tiles[t] = Calibration.Fit(m, tiles[t], ranged, codes, vectors, key[t]);
        }

        return new(Chip, Placement, tiles, Elapsed, Report, Findings, this);
    }

    internal static ProgrammedChip Program(NeuRram chip, Placement placement, Key key, IProgressListener? progress)
    {
        int count = placement.Segments.Count;
        ProgrammedTile[] tiles = new ProgrammedTile[count];
        Programming.Result[] results = new Programming.Result[count];
        List<Finding> findings = [];
        progress?.Begin("programming", placement.Cells);
        long done = 0;
        double error = 0;
        for (int t = 0; t < count; t++)
        {
            Segment segment = placement.Segments[t];
            ConductancePlan plan = ConductancePlan.Make(chip, placement.Matrices[segment.Matrix], segment);
            if (chip.Wires is { Compensate: true })
            {
                CompensationReport compensation = WiredTile.Compensate(chip, placement, segment, plan.Targets);
                plan = plan.With(compensation.Targets);
                if (compensation.Error > CompensationDoubt)
                    findings.Add(new(Severity.Note, segment.Name, $"compensated for its wires, the array still differs from the wished one by {100 * compensation.Error:F1} % ({100 * compensation.ErrorBefore:F1} % without): {compensation.Limited} cells are at an end of their range", "use lower conductances, smaller segments or better wires"));
            }

            results[t] = Programming.Run(chip.Device, chip.WriteVerify, plan.Targets, key["cells"][t]);
            for (int i = 0; i < plan.Targets.Length; i++)
                error += Math.Pow(results[t].Programmed[i] - plan.Targets[i], 2);
            tiles[t] = WithNeurons(chip, placement, plan, results[t], key["cells"][t], key["neurons"]);
            progress?.Advance(done += segment.Cells);
        }

        WriteVerifyReport? writing = WriteVerifyReport.Of(results);
        ProgrammingReport report = new() { Cells = placement.Cells, Error = new Conductance(Math.Sqrt(error / placement.Cells)), WriteVerify = writing };
        if (writing is { Yield: < 0.95 })
            findings.Add(new(Severity.Warning, "write–verify", $"only {100 * writing.Yield:F1} % of the cells ended inside their window ({writing.TooLow} too low, {writing.TooHigh} too high)", "widen the window, lower the greatest conductance or exclude bad rows"));
        if (chip.Device is IProgrammable { ProgrammingDoubt: { } doubt })
            findings.Add(doubt);
        ProgrammedChip programmed = new(chip, placement, tiles, new Duration(0), report, findings);
        return programmed.WithAssumedReadout(findings);
    }

    // Units need the sums of whole columns, which exist only when all tiles do.
    private ProgrammedChip WithAssumedReadout(List<Finding> findings)
    {
        ProgrammedTile[] tiles = [.. _tiles];
        for (int t = 0; t < tiles.Length; t++)
            tiles[t] = tiles[t] with { Readout = Calibration.Assume(Chip, Placement.Matrices[tiles[t].Segment.Matrix], tiles[t], Sums(t, tile => tile.Programmed)) };
        foreach (ProgrammedTile tile in tiles)
        {
            int clipped = tile.Plan.BiasRemainder.Count(remainder => Math.Abs(remainder) > 1e-9 * tile.Plan.FullWeight);
            if (clipped > 0 && tile.Segment.BiasRows > 0)
                findings.Add(new(Severity.Note, tile.Segment.Name, $"{clipped} of {tile.Segment.Columns} biases exceed what {tile.Segment.BiasRows} bias rows hold; the remainder is added digitally", $"raise {nameof(NeuRram.BiasRows)} or {nameof(NeuRram.WeightPercentile)}"));
        }

        return new(Chip, Placement, tiles, Elapsed, Report, findings);
    }

    private static ProgrammedTile WithNeurons(NeuRram chip, Placement placement, ConductancePlan plan, Programming.Result cells, Key cellKey, Key key)
    {
        Segment segment = plan.Segment;
        double[] gains = new double[segment.Lines], offsets = new double[segment.Lines];
        for (int line = 0; line < gains.Length; line++)
        {
            int neuron = placement.PhysicalColumn(segment, line);
            gains[line] = 1 + (chip.GainSpread * key["gain"][segment.Core].Normal(neuron));
            offsets[line] = chip.OffsetSpread * key["offset"][segment.Core].Normal(neuron);
        }

        int phases = InputPhase.Split(placement.Matrices[segment.Matrix].Input.MagnitudeBits, chip.Phases).Length;
        Readout unity = new() { Steps = Ones(segment.Slices * phases), Units = Ones(segment.Lines), Slopes = Ones(segment.Columns), Intercepts = new double[segment.Columns] };
        return new ProgrammedTile { Plan = plan, Programmed = cells.Programmed, Conductances = cells.Programmed, Effective = Effective(chip, placement, segment, cells.Programmed), Rounds = cells.Rounds, CellKey = cellKey, Gains = gains, Offsets = offsets, Readout = unity };
    }

    private static double[]? Effective(NeuRram chip, Placement placement, Segment segment, double[] conductances) =>
        chip.Wires is null ? null : WiredTile.Effective(chip, placement, segment, conductances);

    // The denominator of voltage sensing by line: own cells, and with idle rows at the reference every other cell of the physical column.
    private double[] Sums(int tile, Func<ProgrammedTile, double[]> state)
    {
        double[] sums = new double[_tiles[tile].Segment.Lines];
        AddOwn(_tiles[tile], state(_tiles[tile]), 0, sums, 0, sums.Length);
        if (Chip.IdleRows == IdleRows.Off)
            return sums;
        Segment own = _tiles[tile].Segment;
        int[] rows = new int[own.Lines];
        Array.Fill(rows, 2 * own.Pairs);
        for (int t = 0; t < _tiles.Length; t++)
        {
            Segment other = _tiles[t].Segment;
            int first = Math.Max(own.FirstLine, other.FirstLine), last = Math.Min(own.FirstLine + own.Lines, other.FirstLine + other.Lines);
            if (t == tile || other.Core != own.Core || first >= last)
                continue;
            AddOwn(_tiles[t], state(_tiles[t]), first - other.FirstLine, sums, first - own.FirstLine, last - first);
            for (int line = first; line < last; line++)
                rows[line - own.FirstLine] += 2 * other.Pairs;
        }

        for (int line = 0; line < sums.Length; line++)
            sums[line] += (Chip.Rows - rows[line]) * Chip.Device.Range.Min.SI;
        return sums;
    }

    private static void AddOwn(ProgrammedTile tile, double[] conductances, int from, double[] sums, int to, int count)
    {
        int lines = tile.Segment.Lines;
        for (int row = 0; row < 2 * tile.Segment.Pairs; row++)
        {
            for (int line = 0; line < count; line++)
                sums[to + line] += conductances[(row * lines) + from + line];
        }
    }

    private double[]? Spread(ProgrammedTile tile)
    {
        if (Chip.Device is not IReadNoise noise)
            return null;
        double[] sigma = new double[tile.Conductances.Length];
        noise.ReadSpread(tile.Conductances, Elapsed, sigma);
        return Array.Exists(sigma, static s => s > 0) ? sigma : null;
    }

    private static double[] Ones(int length)
    {
        double[] ones = new double[length];
        Array.Fill(ones, 1.0);
        return ones;
    }
}
