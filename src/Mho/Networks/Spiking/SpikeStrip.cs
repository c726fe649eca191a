using System.Runtime.CompilerServices;
using Mho.Numerics;
using static Mho.Numerics.TileShape;

namespace Mho.Networks.Spiking;

/// <summary>The inner loops of <see cref="SpikeKernels{TLanes,TVector}"/>: a few registers of neurons beside one another, with their sums in registers.</summary>
/// <remarks>
/// Loads are whole registers: lanes past a row's end hold what lies behind it, the next row or the arena's slack, and are never stored. The compiler inlines only so much into one
/// method, hence one loop a method.
/// </remarks>
internal static unsafe class SpikeStrip<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector, float>
    where TVector : struct
{
    /// <summary>Registers of the widest strip: four sums each, and what is added to them, fit 32 registers or 16.</summary>
    public static int Registers => TLanes.TileVectors > 2 ? 4 : 2;

    /// <summary>Floats in a row of D: a strip of positive and one of negative weights.</summary>
    public static int Row(int registers) => 2 * registers * TLanes.Count;

    /// <summary>g and f [intervals x neurons] of one sample.</summary>
    /// <param name="weights">[inputs x neurons]; this and the results begin at the strip's first column.</param>
    /// <param name="neurons">Distance of rows, of weights and of results.</param>
    /// <param name="order">Inputs by interval.</param>
    /// <param name="starts">[intervals + 1] where each interval's begin.</param>
    /// <param name="shares">s of each input.</param>
    /// <param name="drives">g.</param>
    /// <param name="rates">f.</param>
    /// <param name="intervals">How many.</param>
    /// <param name="slopes">1/E⁺, 1/E⁻.</param>
    /// <param name="lanes">Of the last register, how many are stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TColumns>(
        float* weights, nint neurons, int* order, int* starts, float* shares, float* drives, float* rates, int intervals, float* slopes, int lanes)
        where TColumns : struct, IColumns
    {
        // Positive and negative weights: p, n of all so far, and q, o with the shares of this interval.
        TVector p0 = default, p1 = default, p2 = default, p3 = default, n0 = default, n1 = default, n2 = default, n3 = default;
        int* next = order + starts[0];
        for (int m = 1; m <= intervals; m++, drives += neurons, rates += neurons)
        {
            TVector q0 = p0, q1 = p1, q2 = p2, q3 = p3, o0 = n0, o1 = n1, o2 = n2, o3 = n3;
            for (int* end = order + starts[m]; next < end; next++)
            {
                float* w = weights + (*next * neurons);
                TVector s = TLanes.Broadcast(shares + *next);
                Add(TLanes.Load(w), s, ref p0, ref n0, ref q0, ref o0);
                if (TColumns.Count > 1)
                    Add(TLanes.Load(w + TLanes.Count), s, ref p1, ref n1, ref q1, ref o1);
                if (TColumns.Count > 2)
                    Add(TLanes.Load(w + (2 * TLanes.Count)), s, ref p2, ref n2, ref q2, ref o2);
                if (TColumns.Count > 3)
                    Add(TLanes.Load(w + (3 * TLanes.Count)), s, ref p3, ref n3, ref q3, ref o3);
            }

            Store<TColumns>(drives, TLanes.Add(q0, o0), TLanes.Add(q1, o1), TLanes.Add(q2, o2), TLanes.Add(q3, o3), lanes);
            StoreRates<TColumns>(rates, slopes, q0, q1, q2, q3, o0, o1, o2, o3, lanes);
        }
    }

    /// <summary>∂W of some inputs, from one block of samples.</summary>
    /// <param name="spikes">[inputs x <see cref="SortedSpikes.Block"/>].</param>
    /// <param name="counts">How many of them there are.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="later">D of the block.</param>
    /// <param name="weights">[inputs x neurons]; this and the gradient begin at the strip's first column.</param>
    /// <param name="gradient">[inputs x neurons].</param>
    /// <param name="neurons">Distance of rows of both.</param>
    /// <param name="lanes">Of the last register, how many are stored.</param>
    /// <param name="adds">Whether the gradient holds another part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<TColumns>(PlacedSpike* spikes, int* counts, int inputs, float* later, float* weights, float* gradient, nint neurons, int lanes, bool adds)
        where TColumns : struct, IColumns
    {
        (float positive, float negative) = (1, -1);
        TVector one = TLanes.Broadcast(&positive), minus = TLanes.Broadcast(&negative);
        for (int j = 0; j < inputs; j++, gradient += neurons, weights += neurons, spikes += SortedSpikes.Block)
        {
            int count = counts[j];
            if (count == 0 && adds)
                continue;
            TVector p0 = default, p1 = default, p2 = default, p3 = default, n0 = default, n1 = default, n2 = default, n3 = default;
            for (PlacedSpike* spike = spikes; count > 0; count--, spike++)
            {
                float* d = later + ((nint)spike->Row * 2 * TColumns.Count * TLanes.Count);
                TVector s = TLanes.Broadcast((float*)spike + 1), rest = TLanes.MultiplyAdd(minus, s, one);
                Add<TColumns>(d, s, rest, ref p0, ref n0);
                if (TColumns.Count > 1)
                    Add<TColumns>(d + TLanes.Count, s, rest, ref p1, ref n1);
                if (TColumns.Count > 2)
                    Add<TColumns>(d + (2 * TLanes.Count), s, rest, ref p2, ref n2);
                if (TColumns.Count > 3)
                    Add<TColumns>(d + (3 * TLanes.Count), s, rest, ref p3, ref n3);
            }

            Choose<TColumns>(weights, ref p0, ref p1, ref p2, ref p3, n0, n1, n2, n3);
            if (adds)
                Onto<TColumns>(gradient, ref p0, ref p1, ref p2, ref p3);
            Store<TColumns>(gradient, p0, p1, p2, p3, lanes);
        }
    }

    /// <summary>D of one sample: rows of ∂P and ∂N, each with all later ones, and a row of 0 behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumBackwards(float* positive, float* negative, nint neurons, float* later, int intervals, int registers)
    {
        nint row = Row(registers);
        for (nint column = 0; column < registers * TLanes.Count; column += TLanes.Count)
        {
            TVector p = default, n = default;
            for (int m = intervals - 1; m >= 0; m--)
            {
                nint from = (m * neurons) + column, to = (m * row) + column;
                p = TLanes.Add(p, TLanes.Load(positive + from));
                n = TLanes.Add(n, TLanes.Load(negative + from));
                TLanes.Store(later + to, p);
                TLanes.Store(later + to + (row / 2), n);
            }

            TLanes.Store(later + (intervals * row) + column, default);
            TLanes.Store(later + (intervals * row) + column + (row / 2), default);
        }
    }

    /// <summary>∂s of one sample: weights times the row of ∂P or ∂N of each spike's interval; 0 for silence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(float* weights, float* positive, float* negative, int* places, float* shares, int inputs, nint neurons, int intervals, bool adds)
    {
        nint whole = neurons - (neurons % TLanes.Count), fours = neurons - (neurons % (4 * TLanes.Count));
        TVector mask = TLanes.Mask((int)(neurons - whole));
        for (int j = 0; j < inputs; j++, weights += neurons)
        {
            float sum = 0;
            if (places[j] < intervals)
            {
                float* p = positive + (places[j] * neurons), n = negative + (places[j] * neurons);
                TVector a = default, b = default, c = default, d = default;
                nint i = 0;
                for (; i < fours; i += 4 * TLanes.Count)
                {
                    Add(weights + i, p + i, n + i, ref a);
                    Add(weights + i + TLanes.Count, p + i + TLanes.Count, n + i + TLanes.Count, ref b);
                    Add(weights + i + (2 * TLanes.Count), p + i + (2 * TLanes.Count), n + i + (2 * TLanes.Count), ref c);
                    Add(weights + i + (3 * TLanes.Count), p + i + (3 * TLanes.Count), n + i + (3 * TLanes.Count), ref d);
                }

                for (; i < whole; i += TLanes.Count)
                    Add(weights + i, p + i, n + i, ref a);
                if (whole < neurons)
                {
                    TVector w = TLanes.Load(weights + i, mask);
                    b = TLanes.MultiplyAdd(w, TLanes.IfNegative(w, TLanes.Load(n + i, mask), TLanes.Load(p + i, mask)), b);
                }

                sum = TLanes.Sum(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)));
            }

            shares[j] = adds ? shares[j] + sum : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector w, TVector share, ref TVector p, ref TVector n, ref TVector q, ref TVector o)
    {
        // In this order a weight that is not a number stays one.
        TVector positive = TLanes.Max(default, w), negative = TLanes.Min(default, w);
        p = TLanes.Add(p, positive);
        n = TLanes.Add(n, negative);
        q = TLanes.MultiplyAdd(share, positive, q);
        o = TLanes.MultiplyAdd(share, negative, o);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TColumns>(float* d, TVector share, TVector rest, ref TVector p, ref TVector n)
        where TColumns : struct, IColumns
    {
        p = TLanes.MultiplyAdd(share, TLanes.Load(d), p);
        n = TLanes.MultiplyAdd(share, TLanes.Load(d + (TColumns.Count * TLanes.Count)), n);
        p = TLanes.MultiplyAdd(rest, TLanes.Load(d + (2 * TColumns.Count * TLanes.Count)), p);
        n = TLanes.MultiplyAdd(rest, TLanes.Load(d + (3 * TColumns.Count * TLanes.Count)), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* weights, float* positive, float* negative, ref TVector sum)
    {
        TVector w = TLanes.Load(weights);
        sum = TLanes.MultiplyAdd(w, TLanes.IfNegative(w, TLanes.Load(negative), TLanes.Load(positive)), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRates<TColumns>(
        float* rates, float* slopes, TVector q0, TVector q1, TVector q2, TVector q3, TVector o0, TVector o1, TVector o2, TVector o3, int lanes)
        where TColumns : struct, IColumns
    {
        TVector positive = TLanes.Broadcast(slopes), negative = TLanes.Broadcast(slopes + 1);
        q0 = TLanes.MultiplyAdd(positive, q0, TLanes.MultiplyAdd(negative, o0, default));
        if (TColumns.Count > 1)
            q1 = TLanes.MultiplyAdd(positive, q1, TLanes.MultiplyAdd(negative, o1, default));
        if (TColumns.Count > 2)
            q2 = TLanes.MultiplyAdd(positive, q2, TLanes.MultiplyAdd(negative, o2, default));
        if (TColumns.Count > 3)
            q3 = TLanes.MultiplyAdd(positive, q3, TLanes.MultiplyAdd(negative, o3, default));
        Store<TColumns>(rates, q0, q1, q2, q3, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose<TColumns>(float* weights, ref TVector p0, ref TVector p1, ref TVector p2, ref TVector p3, TVector n0, TVector n1, TVector n2, TVector n3)
        where TColumns : struct, IColumns
    {
        p0 = TLanes.IfNegative(TLanes.Load(weights), n0, p0);
        if (TColumns.Count > 1)
            p1 = TLanes.IfNegative(TLanes.Load(weights + TLanes.Count), n1, p1);
        if (TColumns.Count > 2)
            p2 = TLanes.IfNegative(TLanes.Load(weights + (2 * TLanes.Count)), n2, p2);
        if (TColumns.Count > 3)
            p3 = TLanes.IfNegative(TLanes.Load(weights + (3 * TLanes.Count)), n3, p3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Onto<TColumns>(float* from, ref TVector a0, ref TVector a1, ref TVector a2, ref TVector a3)
        where TColumns : struct, IColumns
    {
        a0 = TLanes.Add(TLanes.Load(from), a0);
        if (TColumns.Count > 1)
            a1 = TLanes.Add(TLanes.Load(from + TLanes.Count), a1);
        if (TColumns.Count > 2)
            a2 = TLanes.Add(TLanes.Load(from + (2 * TLanes.Count)), a2);
        if (TColumns.Count > 3)
            a3 = TLanes.Add(TLanes.Load(from + (3 * TLanes.Count)), a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* to, TVector a0, TVector a1, TVector a2, TVector a3, int lanes)
        where TColumns : struct, IColumns
    {
        Store<TColumns>(to, a0, 1, lanes);
        if (TColumns.Count > 1)
            Store<TColumns>(to + TLanes.Count, a1, 2, lanes);
        if (TColumns.Count > 2)
            Store<TColumns>(to + (2 * TLanes.Count), a2, 3, lanes);
        if (TColumns.Count > 3)
            Store<TColumns>(to + (3 * TLanes.Count), a3, 4, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* to, TVector value, int ordinal, int lanes)
        where TColumns : struct, IColumns
    {
        if (TColumns.Cut && TColumns.Count == ordinal)
            TLanes.Store(to, value, TLanes.Mask(lanes));
        else
            TLanes.Store(to, value);
    }
}
