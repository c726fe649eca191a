using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>The word lines of a block answer to voltages on the bit lines: the currents of the cells, by one elimination towards the far end and back.</summary>
/// <remarks>
/// With p the bit lines' voltages, J a source inside each cell (bit to word line), K one into the word line's node, and y the current carried towards the
/// far end (Norton):
/// <code>
/// y'ₖ = y + Jₖ + Kₖ,   hₖ = aₖ (pₖ + r (Lₖ pₖ − y'ₖ)),   y ← tₖ y'ₖ + aₖ pₖ          k = 0 … N − 1, y starts as (terminal voltage)/(resistance to it)
/// iₖ = hₖ − aₖ u + Jₖ,   u ← tₖ u + r yₖ                                      k = N − 1 … 0, u starts as the far terminal's voltage
/// </code>
/// i flows from bit to word line; u becomes the voltage of node k. No difference p − u of nearly equal voltages is formed.
/// </remarks>
internal static unsafe class WordSweep<TLanes, T, TSegments>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
    where TSegments : struct, ISegments
{
    /// <summary>Sweeps one block; with <paramref name="voltages"/> the word lines' nodes are kept there, turned.</summary>
    // Two methods, because the compiler inlines only so much into one: with complex numbers the way back would be made of calls.
    public static void Run<TTiles>(LadderFactors<TLanes, T> f, int block, LadderWork<TLanes, T> work, WordSources sources, ref TTiles tiles, double* voltages = null)
        where TTiles : struct, IWordTiles<TLanes, T>
    {
        Out(f, block, work, sources, ref tiles, out TLanes y);
        TLanes u = TLanes.Load(f.WordOpen.Start + (block * TLanes.Width * TLanes.Parts)) * y;
        if (sources.Far is not null)
            u += TLanes.Load(sources.Far);
        Home(f, block, work, sources.Cells, ref tiles, u, voltages);
    }

    // Sizes of registers are written as constants of their type: the compiler folds them into addresses, which fields of the shape would not allow.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Out<TTiles>(LadderFactors<TLanes, T> f, int block, LadderWork<TLanes, T> work, WordSources sources, ref TTiles tiles, out TLanes end)
        where TTiles : struct, IWordTiles<TLanes, T>
    {
        LadderShape s = f.Shape;
        int step = TLanes.Width * TLanes.Parts, square = TLanes.Width * step;
        nint last = (s.Columns - 1) * (nint)step, row = s.RowStride, from = block * TLanes.Width * row;
        double* t = f.Transmission.Start + (block * s.Block), a = f.Admission.Start + (block * s.Block), j = sources.Nodes;
        double* segments = TSegments.Equal ? null : f.WordSegments!.Start + (block * s.Block);
        double* tile = work.Tile.Start, held = work.Held.Start, carried = work.Carried.Start;
        TLanes r = TLanes.All(f.Word.Segment), shunt = TLanes.All(f.Word.Shunt);
        TLanes line = TLanes.Load(f.WordNear.Start + (block * step)), y = TLanes.All(T.Zero);
        if (sources.Near is not null)
            y = line * TLanes.Load(sources.Near);
        line += shunt;

        nint at = 0;
        for (int strip = 0; strip < s.Strips; strip++)
        {
            for (nint within = 0; within < row && at <= last; within += step)
            {
                tiles.Fill((strip * s.StripStride) + from + within, (strip * row) + within, tile);
                double* p = tile;
                for (nint stop = Math.Min(at + square, last); at < stop; at += step, p += step)
                {
                    if (!TSegments.Equal)
                        r = TLanes.Load(segments + at);
                    if (j is not null)
                        y += TLanes.Load(j + at);
                    Forth(t + at, a + at, p, r, shunt, held + at, carried + at, ref line, ref y);
                }

                if (at == last && p < tile + square)
                {
                    if (j is not null)
                        y += TLanes.Load(j + at);
                    Forth(t + at, a + at, p, TLanes.Load(f.WordFar.Start + (block * step)), shunt, held + at, carried + at, ref line, ref y);
                    at += step;
                }
            }
        }

        end = y;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Home<TTiles>(LadderFactors<TLanes, T> f, int block, LadderWork<TLanes, T> work, double* sources, ref TTiles tiles, TLanes u, double* voltages)
        where TTiles : struct, IWordTiles<TLanes, T>
    {
        LadderShape s = f.Shape;
        int step = TLanes.Width * TLanes.Parts, square = TLanes.Width * step;
        nint last = (s.Columns - 1) * (nint)step, row = s.RowStride, from = block * TLanes.Width * row;
        double* t = f.Transmission.Start + (block * s.Block), a = f.Admission.Start + (block * s.Block);
        double* segments = TSegments.Equal ? null : f.WordSegments!.Start + (block * s.Block);
        double* tile = work.Tile.Start, held = work.Held.Start, carried = work.Carried.Start;
        TLanes r = TLanes.All(f.Word.Segment);
        nint at = (((nint)s.Columns + s.Width - 1) / s.Width * square) - step;
        for (int strip = s.Strips - 1; strip >= 0; strip--)
        {
            for (nint within = row - step; within >= 0; within -= step)
            {
                if ((strip * row) + within >= s.Columns * s.Parts)
                    continue;
                double* i = tile + square - step;
                for (; at > last; at -= step, i -= step)
                    TLanes.All(T.Zero).Store(i);
                if (at == last)
                {
                    Back(t + at, a + at, TLanes.Load(f.WordFar.Start + (block * step)), held + at, carried + at, i, ref u);
                    Keep(i, u, at, sources, voltages);
                    at -= step;
                    i -= step;
                }

                for (; i >= tile; at -= step, i -= step)
                {
                    if (!TSegments.Equal)
                        r = TLanes.Load(segments + at);
                    Back(t + at, a + at, r, held + at, carried + at, i, ref u);
                    Keep(i, u, at, sources, voltages);
                }

                tiles.Drain((strip * s.StripStride) + from + within, (strip * row) + within, tile);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forth(double* t, double* a, double* p, TLanes r, TLanes shunt, double* held, double* carried, ref TLanes line, ref TLanes y)
    {
        TLanes through = TLanes.Load(t), admission = TLanes.Load(a), voltage = TLanes.Load(p);
        TLanes own = TLanes.MultiplyAdd(r, TLanes.MultiplyMinus(line, voltage, y), voltage);
        (admission * own).Store(held);
        y = TLanes.MultiplyAdd(through, y, admission * voltage);
        y.Store(carried);

        // L + s of the next node; its own shunt is added beside the chain, not in it.
        line = TLanes.MultiplyAdd(through, line, admission + shunt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Back(double* t, double* a, TLanes r, double* held, double* carried, double* current, ref TLanes u)
    {
        TLanes.MultiplySubtract(TLanes.Load(a), u, TLanes.Load(held)).Store(current);
        u = TLanes.MultiplyAdd(TLanes.Load(t), u, r * TLanes.Load(carried));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(double* current, TLanes u, nint at, double* sources, double* voltages)
    {
        if (sources is not null)
            (TLanes.Load(current) + TLanes.Load(sources + at)).Store(current);
        if (voltages is not null)
            u.Store(voltages + at);
    }
}
