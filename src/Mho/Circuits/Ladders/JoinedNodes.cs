using System.Numerics;

namespace Mho.Circuits.Ladders;

/// <summary>Nodes of a bit line that ideal segments make one: what such a segment carries is no node's fault, so Kirchhoff's law is asked of their sum.</summary>
internal static unsafe class JoinedNodes<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    // Units in the last place of what the ideal segments carry: so much of a sum is rounding.
    private const double Rounding = 8 * 2.2e-16;

    /// <summary>Moves what each node of some currents holds to the last of those it is one with.</summary>
    /// <remarks>
    /// Only their sum means anything. What ideal segments carry would stay in the residuals of single nodes for good and its rounding, a share of the array's largest
    /// currents, would steer the iteration once lines far from any driven row have less left to learn than that.
    /// </remarks>
    public static void Gather(LadderFactors<TLanes, T> f, AlignedDoubles currents)
    {
        LadderShape s = f.Shape;
        nint row = s.RowStride, end = (s.Rows - 1) * row;
        TLanes joined = TLanes.All(T.One);
        for (int strip = 0; strip < s.Strips; strip++)
        {
            double* own = currents.Start + (strip * s.StripStride), ideal = f.BitJoined is null ? null : f.BitJoined.Start + (strip * s.StripStride);
            for (nint at = 0; at < end; at += s.Register)
            {
                if (ideal is not null)
                    joined = TLanes.Load(ideal + at);
                TLanes held = TLanes.Load(own + at);
                TLanes.MultiplyAdd(joined, held, TLanes.Load(own + at + row)).Store(own + at + row);
                TLanes.MultiplySubtract(joined, held, held).Store(own + at);
            }
        }
    }

    /// <summary>The largest current missing at nodes that are one, A, beyond what rounding leaves of it; those that are their terminal miss nothing.</summary>
    public static double Residual(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work)
    {
        LadderShape s = f.Shape;
        double largest = 0;
        for (int j = 0; j < s.Columns; j++)
        {
            bool held = f.Bit.Near is not null && LadderSetup<TLanes, T>.Pinned(f.Bit.Near[j]), heldFar = f.Bit.Far is not null && LadderSetup<TLanes, T>.Pinned(f.Bit.Far[j]);
            if (f.Bit.Segments is null && (held || heldFar))
                continue;
            T missing = T.Zero;
            double carried = 0;
            for (int i = 0; i < s.Rows; i++)
            {
                T own = TLanes.Read(work.Residuals.Start + s.Row(i, j), j % s.StripColumns);
                missing += own;
                carried += TLanes.Magnitude(own);
                bool last = i == s.Rows - 1;
                if (!last && T.IsZero(f.Bit.Behind(j, i)))
                    continue;
                if (!held && !(last && heldFar))
                    largest = Math.Max(largest, TLanes.Magnitude(missing) - (Rounding * carried));
                (missing, carried, held) = (T.Zero, 0, false);
            }
        }

        return largest;
    }
}
