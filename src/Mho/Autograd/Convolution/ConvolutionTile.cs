using System.Runtime.CompilerServices;
using Mho.Numerics;
using static Mho.Numerics.TileShape;

namespace Mho.Autograd;

// Register tiles of the convolution and of its weights' gradient, for every instruction set: 4, 8 or 16 rows by one or two vectors of channels.
//
// Accumulators are named locals because the compiler keeps no array in registers: s is a row's first vector, t its second. Every element is one
// chain of fused multiply-adds in the order of the window (of the pixels), whatever the tile: the shape changes no result.
internal static unsafe class ConvolutionTile<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector, float>
    where TVector : struct
{
    // Rows are pixels. start is the bias, or null to go on from what y holds; of the last vector only the first lanes are stored.
    // 16 pixels come in four groups of four that lie tiles.Step apart: fewer loads of weights than twice 8 pixels, and longer chains hidden.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pixels<TRows, TColumns>(ConvolutionTiles tiles, int at, float* x, float* w, float* y, float* start, float floor, int lanes)
        where TRows : struct, IRows
        where TColumns : struct, IColumns
    {
        int* from = tiles.From + at, to = tiles.To + at;
        float* x0 = x + from[0], x1 = x + from[TRows.Count == 16 ? 4 : 1], x2 = x + from[TRows.Count == 16 ? 8 : 2], x3 = x + from[TRows.Count == 16 ? 12 : 3];
        float* x4 = null, x5 = null, x6 = null, x7 = null;
        if (TRows.Count == 8)
        {
            x4 = x + from[4];
            x5 = x + from[5];
            x6 = x + from[6];
            x7 = x + from[7];
        }

        TVector s0, s1, s2, s3, s4 = default, s5 = default, s6 = default, s7 = default;
        TVector t0, t1, t2, t3, t4 = default, t5 = default, t6 = default, t7 = default;
        TVector s8 = default, s9 = default, s10 = default, s11 = default, s12 = default, s13 = default, s14 = default, s15 = default;
        Load<TColumns>(start == null ? y + to[0] : start, out s0, out t0);
        Load<TColumns>(start == null ? y + to[1] : start, out s1, out t1);
        Load<TColumns>(start == null ? y + to[2] : start, out s2, out t2);
        Load<TColumns>(start == null ? y + to[3] : start, out s3, out t3);
        if (TRows.Count >= 8)
        {
            Load<TColumns>(start == null ? y + to[4] : start, out s4, out t4);
            Load<TColumns>(start == null ? y + to[5] : start, out s5, out t5);
            Load<TColumns>(start == null ? y + to[6] : start, out s6, out t6);
            Load<TColumns>(start == null ? y + to[7] : start, out s7, out t7);
        }

        if (TRows.Count == 16)
        {
            Load<TColumns>(start == null ? y + to[8] : start, out s8, out _);
            Load<TColumns>(start == null ? y + to[9] : start, out s9, out _);
            Load<TColumns>(start == null ? y + to[10] : start, out s10, out _);
            Load<TColumns>(start == null ? y + to[11] : start, out s11, out _);
            Load<TColumns>(start == null ? y + to[12] : start, out s12, out _);
            Load<TColumns>(start == null ? y + to[13] : start, out s13, out _);
            Load<TColumns>(start == null ? y + to[14] : start, out s14, out _);
            Load<TColumns>(start == null ? y + to[15] : start, out s15, out _);
        }

        nint pitch = tiles.Lanes, run = tiles.Run, rowPitch = tiles.RowPitch;
        nint step = tiles.Step, step2 = 2 * step, step3 = 3 * step;
        for (int row = 0; row < tiles.Rows; row++)
        {
            for (nint c = 0; c < run; c++)
            {
                TVector a = TLanes.Load(w), b = TColumns.Count > 1 ? TLanes.Load(w + TLanes.Count) : default;
                if (TRows.Count == 16)
                {
                    Add<TColumns>(x0, a, b, ref s0, ref t0);
                    Add<TColumns>(x0 + step, a, b, ref s1, ref t1);
                    Add<TColumns>(x0 + step2, a, b, ref s2, ref t2);
                    Add<TColumns>(x0 + step3, a, b, ref s3, ref t3);
                    Add<TColumns>(x1, a, b, ref s4, ref t4);
                    Add<TColumns>(x1 + step, a, b, ref s5, ref t5);
                    Add<TColumns>(x1 + step2, a, b, ref s6, ref t6);
                    Add<TColumns>(x1 + step3, a, b, ref s7, ref t7);
                    Add<TColumns>(x2, a, b, ref s8, ref t0);
                    Add<TColumns>(x2 + step, a, b, ref s9, ref t0);
                    Add<TColumns>(x2 + step2, a, b, ref s10, ref t0);
                    Add<TColumns>(x2 + step3, a, b, ref s11, ref t0);
                    Add<TColumns>(x3, a, b, ref s12, ref t0);
                    Add<TColumns>(x3 + step, a, b, ref s13, ref t0);
                    Add<TColumns>(x3 + step2, a, b, ref s14, ref t0);
                    Add<TColumns>(x3 + step3, a, b, ref s15, ref t0);
                    x0++;
                    x1++;
                    x2++;
                    x3++;
                }
                else
                {
                    Add<TColumns>(x0 + c, a, b, ref s0, ref t0);
                    Add<TColumns>(x1 + c, a, b, ref s1, ref t1);
                    Add<TColumns>(x2 + c, a, b, ref s2, ref t2);
                    Add<TColumns>(x3 + c, a, b, ref s3, ref t3);
                    if (TRows.Count == 8)
                    {
                        Add<TColumns>(x4 + c, a, b, ref s4, ref t4);
                        Add<TColumns>(x5 + c, a, b, ref s5, ref t5);
                        Add<TColumns>(x6 + c, a, b, ref s6, ref t6);
                        Add<TColumns>(x7 + c, a, b, ref s7, ref t7);
                    }
                }

                w += pitch;
            }

            nint next = TRows.Count == 16 ? rowPitch - run : rowPitch;
            x0 += next;
            x1 += next;
            x2 += next;
            x3 += next;
            if (TRows.Count == 8)
            {
                x4 += next;
                x5 += next;
                x6 += next;
                x7 += next;
            }
        }

        TVector least = TLanes.Broadcast(&floor), mask = TLanes.Mask(lanes - ((TColumns.Count - 1) * TLanes.Count));
        bool whole = lanes >= TColumns.Count * TLanes.Count;
        Store<TColumns>(y + to[0], least, s0, t0, mask, whole);
        Store<TColumns>(y + to[1], least, s1, t1, mask, whole);
        Store<TColumns>(y + to[2], least, s2, t2, mask, whole);
        Store<TColumns>(y + to[3], least, s3, t3, mask, whole);
        if (TRows.Count >= 8)
        {
            Store<TColumns>(y + to[4], least, s4, t4, mask, whole);
            Store<TColumns>(y + to[5], least, s5, t5, mask, whole);
            Store<TColumns>(y + to[6], least, s6, t6, mask, whole);
            Store<TColumns>(y + to[7], least, s7, t7, mask, whole);
        }

        if (TRows.Count == 16)
        {
            Store<TColumns>(y + to[8], least, s8, s8, mask, whole);
            Store<TColumns>(y + to[9], least, s9, s9, mask, whole);
            Store<TColumns>(y + to[10], least, s10, s10, mask, whole);
            Store<TColumns>(y + to[11], least, s11, s11, mask, whole);
            Store<TColumns>(y + to[12], least, s12, s12, mask, whole);
            Store<TColumns>(y + to[13], least, s13, s13, mask, whole);
            Store<TColumns>(y + to[14], least, s14, s14, mask, whole);
            Store<TColumns>(y + to[15], least, s15, s15, mask, whole);
        }
    }

    // Rows are neighbouring rows of the kernel matrix, summed over a block of pixels and added to dw. x and dy stand at the first pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<TRows, TColumns>(int imageRows, int columns, float* x, nint xStep, nint xPitch, float* dy, nint yStep, nint yPitch, float* dw, nint pitch)
        where TRows : struct, IRows
        where TColumns : struct, IColumns
    {
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        TVector t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        TVector s8 = default, s9 = default, s10 = default, s11 = default, s12 = default, s13 = default, s14 = default, s15 = default, none = default;
        for (int i = 0; i < imageRows; i++)
        {
            float* p = x, q = dy;
            for (int j = 0; j < columns; j++)
            {
                TVector a = TLanes.Load(q), b = TColumns.Count > 1 ? TLanes.Load(q + TLanes.Count) : default;
                Add<TColumns>(p, a, b, ref s0, ref t0);
                Add<TColumns>(p + 1, a, b, ref s1, ref t1);
                Add<TColumns>(p + 2, a, b, ref s2, ref t2);
                Add<TColumns>(p + 3, a, b, ref s3, ref t3);
                if (TRows.Count >= 8)
                {
                    Add<TColumns>(p + 4, a, b, ref s4, ref t4);
                    Add<TColumns>(p + 5, a, b, ref s5, ref t5);
                    Add<TColumns>(p + 6, a, b, ref s6, ref t6);
                    Add<TColumns>(p + 7, a, b, ref s7, ref t7);
                }

                if (TRows.Count == 16)
                {
                    Add<TColumns>(p + 8, a, b, ref s8, ref none);
                    Add<TColumns>(p + 9, a, b, ref s9, ref none);
                    Add<TColumns>(p + 10, a, b, ref s10, ref none);
                    Add<TColumns>(p + 11, a, b, ref s11, ref none);
                    Add<TColumns>(p + 12, a, b, ref s12, ref none);
                    Add<TColumns>(p + 13, a, b, ref s13, ref none);
                    Add<TColumns>(p + 14, a, b, ref s14, ref none);
                    Add<TColumns>(p + 15, a, b, ref s15, ref none);
                }

                p += xStep;
                q += yStep;
            }

            x += xPitch;
            dy += yPitch;
        }

        Store<TColumns>(dw, s0, t0);
        Store<TColumns>(dw + pitch, s1, t1);
        Store<TColumns>(dw + (2 * pitch), s2, t2);
        Store<TColumns>(dw + (3 * pitch), s3, t3);
        if (TRows.Count >= 8)
        {
            Store<TColumns>(dw + (4 * pitch), s4, t4);
            Store<TColumns>(dw + (5 * pitch), s5, t5);
            Store<TColumns>(dw + (6 * pitch), s6, t6);
            Store<TColumns>(dw + (7 * pitch), s7, t7);
        }

        if (TRows.Count == 16)
        {
            Store<TColumns>(dw + (8 * pitch), s8, none);
            Store<TColumns>(dw + (9 * pitch), s9, none);
            Store<TColumns>(dw + (10 * pitch), s10, none);
            Store<TColumns>(dw + (11 * pitch), s11, none);
            Store<TColumns>(dw + (12 * pitch), s12, none);
            Store<TColumns>(dw + (13 * pitch), s13, none);
            Store<TColumns>(dw + (14 * pitch), s14, none);
            Store<TColumns>(dw + (15 * pitch), s15, none);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TColumns>(float* from, out TVector s, out TVector t)
        where TColumns : struct, IColumns
    {
        s = TLanes.Load(from);
        t = TColumns.Count > 1 ? TLanes.Load(from + TLanes.Count) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TColumns>(float* x, TVector a, TVector b, ref TVector s, ref TVector t)
        where TColumns : struct, IColumns
    {
        TVector value = TLanes.Broadcast(x);
        s = TLanes.MultiplyAdd(value, a, s);
        if (TColumns.Count > 1)
            t = TLanes.MultiplyAdd(value, b, t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* y, TVector least, TVector s, TVector t, TVector mask, bool whole)
        where TColumns : struct, IColumns
    {
        float* last = y + ((TColumns.Count - 1) * TLanes.Count);
        if (TColumns.Count > 1)
            TLanes.Store(y, TLanes.Max(least, s));
        TVector end = TLanes.Max(least, TColumns.Count > 1 ? t : s);
        if (whole)
            TLanes.Store(last, end);
        else
            TLanes.Store(last, end, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* dw, TVector s, TVector t)
        where TColumns : struct, IColumns
    {
        TLanes.Store(dw, TLanes.Add(TLanes.Load(dw), s));
        if (TColumns.Count > 1)
            TLanes.Store(dw + TLanes.Count, TLanes.Add(TLanes.Load(dw + TLanes.Count), t));
    }
}
