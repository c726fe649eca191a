using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>The second pass of an iteration, over strips of bit lines: new residuals, and the voltages each bit line's own ladder answers with.</summary>
/// <remarks>
/// Down the line y ← r + t y, back z ← t (z + ρ y) with ρ the segment behind the node: z = T⁻¹ r with one array in place. The product needs no second
/// look at r: r·z = Σ ρ t y².
/// </remarks>
internal static unsafe class BitSweep<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>r −= <paramref name="step"/> w; z = T⁻¹ r in place of w. Returns r·z and the largest |r| in A.</summary>
    public static (T Product, double Largest) Run(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, T step, bool first = false)
    {
        TLanes sum = TLanes.All(T.Zero), largest = sum;
        for (int strip = 0; strip < f.Shape.Strips; strip++)
        {
            if (f.BitSegments is null)
                Strip<EqualSegments>(f, work, strip, TLanes.All(step), first, ref sum, ref largest);
            else
                Strip<OwnSegments>(f, work, strip, TLanes.All(step), first, ref sum, ref largest);
        }

        return (TLanes.Sum(sum), TLanes.Greatest(largest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TSegments>(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int strip, TLanes step, bool first, ref TLanes sum, ref TLanes largest)
        where TSegments : struct, ISegments
    {
        LadderShape s = f.Shape;
        nint row = s.RowStride, from = strip * s.StripStride, length = s.Rows * row, end = length - row;
        double* r = work.Residuals.Start + from, w = work.Images.Start + from, t = f.Column.Start + from;
        double* segments = TSegments.Equal ? null : f.BitSegments!.Start + from;
        double* far = f.BitFarSegment.Start + (strip * row), open = f.BitOpen.Start + (strip * row);
        TLanes segment = TLanes.All(f.Bit.Segment), total = sum, greatest = largest;
        for (nint at = 0; at < length; at += TLanes.Width * TLanes.Parts)
        {
            TLanes residual = TLanes.Load(r + at);
            if (!first)
            {
                residual = TLanes.MultiplySubtract(step, TLanes.Load(w + at), residual);
                residual.Store(r + at);
            }

            greatest = TLanes.Larger(greatest, residual);
            TLanes y = at < row ? residual : residual + TLanes.Load(w + at - row);
            if (at < end)
            {
                // What is carried on, and with it the share of r·z: ρ (t y) y.
                TLanes carried = TLanes.Load(t + at) * y;
                if (!TSegments.Equal)
                    segment = TLanes.Load(segments + at);
                total = TLanes.MultiplyAdd(segment * carried, y, total);
                carried.Store(w + at);
            }
            else
            {
                TLanes z = TLanes.Load(t + at) * (TLanes.Load(open + at - end) * TLanes.Load(t + at) * y + (TLanes.Load(far + at - end) * y));
                total = TLanes.MultiplyAdd(z, y, total);
                z.Store(w + at);
            }
        }

        for (nint at = end - (TLanes.Width * TLanes.Parts); at >= 0; at -= TLanes.Width * TLanes.Parts)
        {
            if (!TSegments.Equal)
                segment = TLanes.Load(segments + at);
            TLanes.MultiplyAdd(TLanes.Load(t + at), TLanes.Load(w + at + row), segment * TLanes.Load(w + at)).Store(w + at);
        }

        (sum, largest) = (total, greatest);
    }
}
