namespace Mho.Chips;

/// <summary>Lays rectangles (row pairs × columns) on cores; what is left of a core after each cut is two rectangles.</summary>
/// <remarks>
/// Every segment has a core of its own while there are enough; else large segments come first and each takes the free rectangle it fills best,
/// on a core with few segments of its own matrix where possible. Sources: mapping cases of W. Wan et al., Nature 608, 504 (2022), Fig. 2a [recalled];
/// guillotine cuts as in J. Jylänki, "A thousand ways to pack the bin" (2010).
/// </remarks>
internal sealed class Packing(IReadOnlyList<(int Pairs, int Columns)> cores)
{
    private readonly List<(int Core, int Pair, int Column, int Pairs, int Columns)> _free =
        [.. cores.Select((size, core) => (core, 0, 0, size.Pairs, size.Columns)).Where(rectangle => rectangle.Item4 > 0 && rectangle.Item5 > 0)];

    private readonly Dictionary<(int Core, int Matrix), int> _present = [];

    /// <summary>Untouched cores, the first of them taken.</summary>
    public Segment? PlaceAlone(Segment segment)
    {
        int best = -1;
        for (int i = 0; i < _free.Count; i++)
        {
            var f = _free[i];
            bool whole = (f.Pairs, f.Columns) == cores[f.Core];
            if (whole && segment.Pairs <= f.Pairs && segment.Lines <= f.Columns && (best < 0 || f.Core < _free[best].Core))
                best = i;
        }

        return best < 0 ? null : Take(best, segment);
    }

    /// <summary>Anywhere it fits; null if nowhere.</summary>
    public Segment? Place(Segment segment)
    {
        int best = -1;
        (int Company, int Waste, int Core) bestScore = default;
        for (int i = 0; i < _free.Count; i++)
        {
            var f = _free[i];
            if (segment.Pairs > f.Pairs || segment.Lines > f.Columns)
                continue;
            var score = (_present.GetValueOrDefault((f.Core, segment.Matrix)), Math.Min(f.Pairs - segment.Pairs, f.Columns - segment.Lines), f.Core);
            if (best < 0 || score.CompareTo(bestScore) < 0)
                (best, bestScore) = (i, score);
        }

        return best < 0 ? null : Take(best, segment);
    }

    private Segment Take(int index, Segment segment)
    {
        var f = _free[index];
        _free.RemoveAt(index);
        int right = f.Columns - segment.Lines, below = f.Pairs - segment.Pairs;

        // Cut along the shorter remainder, so that the larger rectangle stays large.
        bool tallRight = right >= below;
        if (right > 0)
            _free.Add((f.Core, f.Pair, f.Column + segment.Lines, tallRight ? f.Pairs : segment.Pairs, right));
        if (below > 0)
            _free.Add((f.Core, f.Pair + segment.Pairs, f.Column, below, tallRight ? segment.Lines : f.Columns));
        _present[(f.Core, segment.Matrix)] = _present.GetValueOrDefault((f.Core, segment.Matrix)) + 1;
        return segment with { Core = f.Core, FirstPair = f.Pair, FirstLine = f.Column };
    }
}
