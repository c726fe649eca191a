using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>The word lines answer to voltages on the bit lines: the currents of the cells, by one elimination towards the far end and back.</summary>
/// <remarks>
/// With p the bit lines' voltages, J a source inside each cell (bit to word line) and y the current carried towards the far end (Norton):
/// <code>
/// y'ₖ = y + Jₖ,   hₖ = aₖ (pₖ + r (Lₖ pₖ − y'ₖ)),   y ← tₖ y'ₖ + aₖ pₖ          k = 0 … N − 1, y starts as (terminal voltage)/(resistance to it)
/// iₖ = hₖ − aₖ u + Jₖ,   u ← tₖ u + r yₖ                                      k = N − 1 … 0, u starts as the far terminal's voltage
/// </code>
/// i flows from bit to word line; u becomes the voltage of node k. No difference p − u of nearly equal voltages is formed.
/// </remarks>
internal static unsafe class WordSweep<TLanes, T, TSegments>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
    where TSegments : struct, ISegments
{
    /// <summary>From <see cref="LadderWork{TLanes, T}.Turned"/> to <see cref="LadderWork{TLanes, T}.Currents"/>; with <paramref name="voltages"/> the word lines' nodes too, turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LadderFactors<TLanes, T> f, int block, LadderWork<TLanes, T> work, WordSources sources, double* voltages)
    {
        LadderShape s = f.Shape;
        nint step = s.Register, last = (s.Columns - 1) * step;
        double* t = f.Transmission.Start + (block * s.Block), a = f.Admission.Start + (block * s.Block), j = sources.Cells;
        double* segments = TSegments.Equal ? null : f.WordSegments!.Start + (block * s.Block);
        double* p = work.Turned.Start, currents = work.Currents.Start, carried = work.Carried.Start;
        TLanes r = TLanes.All(f.Word.Segment), shunt = TLanes.All(f.Word.Shunt), far = TLanes.Load(f.WordFar.Start + (block * step));
        TLanes left = TLanes.Load(f.WordNear.Start + (block * step)), y = TLanes.All(T.Zero);
        if (sources.Near is not null)
            y = left * TLanes.Load(sources.Near);
        for (nint at = 0; at < last; at += step)
        {
            if (!TSegments.Equal)
                r = TLanes.Load(segments + at);
            if (j is not null)
                y += TLanes.Load(j + at);
            Forth(t + at, a + at, p + at, r, shunt, currents + at, carried + at, ref left, ref y);
        }

        if (j is not null)
            y += TLanes.Load(j + last);
        Forth(t + last, a + last, p + last, far, shunt, currents + last, carried + last, ref left, ref y);
        TLanes u = TLanes.Load(f.WordOpen.Start + (block * step)) * y;
        if (sources.Far is not null)
            u += TLanes.Load(sources.Far);
        Back(t + last, a + last, far, currents + last, carried + last, ref u);
        for (nint at = last - step; at >= 0; at -= step)
        {
            if (voltages is not null)
                u.Store(voltages + at + step);
            if (!TSegments.Equal)
                r = TLanes.Load(segments + at);
            Back(t + at, a + at, r, currents + at, carried + at, ref u);
        }

        if (voltages is not null)
            u.Store(voltages);
        for (nint at = 0; j is not null && at <= last; at += step)
            (TLanes.Load(currents + at) + TLanes.Load(j + at)).Store(currents + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forth(double* t, double* a, double* p, TLanes r, TLanes shunt, double* current, double* carried, ref TLanes left, ref TLanes y)
    {
        TLanes through = TLanes.Load(t), admission = TLanes.Load(a), voltage = TLanes.Load(p), line = left + shunt;
        TLanes own = TLanes.MultiplyAdd(r, TLanes.MultiplyAdd(line, voltage, TLanes.Negate(y)), voltage);
        (admission * own).Store(current);
        y = TLanes.MultiplyAdd(through, y, admission * voltage);
        y.Store(carried);
        left = TLanes.MultiplyAdd(through, line, admission);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Back(double* t, double* a, TLanes r, double* current, double* carried, ref TLanes u)
    {
        TLanes.MultiplySubtract(TLanes.Load(a), u, TLanes.Load(current)).Store(current);
        u = TLanes.MultiplyAdd(TLanes.Load(t), u, r * TLanes.Load(carried));
    }
}
