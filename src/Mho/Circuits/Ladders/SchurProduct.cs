using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>The first pass of an iteration, over blocks of word lines: new directions, and the current they draw at every node of the bit lines.</summary>
/// <remarks>
/// S p = (bit lines' own ladder) p + (cell currents of <see cref="WordSweep{TLanes, T, TSegments}"/>). The step before is added to the solution in the same
/// breath, while its direction is still in the cache.
/// </remarks>
internal static unsafe class SchurProduct<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>v += <paramref name="step"/> p; p = z + <paramref name="turn"/> p; w = S p. Returns p·w.</summary>
    public static T Run(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, T step, T turn)
    {
        // A block's stencil needs the first row of the next block's new direction, and z is overwritten by w: directions run one block ahead.
        T sum = T.Zero;
        int blocks = f.Shape.Blocks;
        for (int block = 0; block < blocks; block++)
        {
            Turn(work, block, TLanes.All(step), TLanes.All(turn));
            if (block > 0)
                sum += Image(f, work, block - 1, default, f.BitNear.Start, f.BitFar.Start);
        }

        return sum + Image(f, work, blocks - 1, default, f.BitNear.Start, f.BitFar.Start);
    }

    /// <summary>w = S p for one block; with sources, what they add. The ends of the bit lines have conductances <paramref name="near"/> and <paramref name="far"/>, S [columns]. Returns the block's share of p·w.</summary>
    public static T Image(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources, double* near, double* far)
    {
        Cells(f, work, block, sources, work.Directions.Start);
        return TLanes.Sum(f.BitConductances is null ? Stencil<EqualSegments>(f, work, block, near, far) : Stencil<OwnSegments>(f, work, block, near, far));
    }

    /// <summary>r = −(what the sources send into the cells while all bit lines are at 0 V) for one block; <see cref="LadderWork{TLanes, T}.Turned"/> must be zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Response(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources)
    {
        LadderShape s = f.Shape;
        Sweep(f, work, block, sources, null);
        double* tile = work.Tile.Start, turned = work.Currents.Start;
        int rows = Math.Min(s.Width, s.Rows - (block * s.Width));
        for (int strip = 0; strip < s.Strips; strip++)
        {
            double* r = work.Residuals.Start + (strip * s.StripStride) + (block * s.Width * s.RowStride);
            for (nint within = 0; within < s.RowStride; within += s.Register, turned += s.Width * s.Register)
            {
                TLanes.Transpose(turned, s.Register, tile, s.Register);
                for (int row = 0; row < rows; row++)
                    TLanes.Negate(TLanes.Load(tile + (row * s.Register))).Store(r + within + (row * s.RowStride));
            }
        }
    }

    /// <summary>Cell currents of a block, turned, for voltages [strips] on the bit lines; on demand the word lines' voltages, turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Cells(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources, double* bitLines, double* wordLines = null)
    {
        LadderShape s = f.Shape;
        double* turned = work.Turned.Start;
        for (int strip = 0; strip < s.Strips; strip++)
        {
            double* rows = bitLines + (strip * s.StripStride) + (block * s.Width * s.RowStride);
            for (nint within = 0; within < s.RowStride; within += s.Register, turned += s.Width * s.Register)
                TLanes.Transpose(rows + within, s.RowStride, turned, s.Register);
        }

        Sweep(f, work, block, sources, wordLines);
    }

    private static void Sweep(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources, double* wordLines)
    {
        if (f.WordSegments is null)
            WordSweep<TLanes, T, EqualSegments>.Run(f, block, work, sources, wordLines);
        else
            WordSweep<TLanes, T, OwnSegments>.Run(f, block, work, sources, wordLines);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(LadderWork<TLanes, T> work, int block, TLanes step, TLanes turn)
    {
        LadderShape s = work.Shape;
        nint length = Math.Min(s.Width, s.Rows - (block * s.Width)) * s.RowStride;
        for (int strip = 0; strip < s.Strips; strip++)
        {
            nint from = (strip * s.StripStride) + (block * s.Width * s.RowStride);
            double* p = work.Directions.Start + from, z = work.Images.Start + from;
            if (work.Voltages is not null)
            {
                double* v = work.Voltages.Start + from;
                for (nint at = 0; at < length; at += s.Register)
                    TLanes.MultiplyAdd(step, TLanes.Load(p + at), TLanes.Load(v + at)).Store(v + at);
            }

            for (nint at = 0; at < length; at += s.Register)
                TLanes.MultiplyAdd(turn, TLanes.Load(p + at), TLanes.Load(z + at)).Store(p + at);
        }
    }

    // Cell currents turned back, and the ladder of the bit lines: differences of neighbours.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Stencil<TSegments>(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, double* near, double* far)
        where TSegments : struct, ISegments
    {
        LadderShape s = f.Shape;
        int first = block * s.Width, rows = Math.Min(s.Width, s.Rows - first), inner = first + rows == s.Rows ? rows - 1 : rows;
        double* tile = work.Tile.Start, turned = work.Currents.Start;
        TLanes wire = TLanes.All(f.BitConductance), shunt = TLanes.All(f.Bit.Shunt), sum = TLanes.All(T.Zero);
        for (int strip = 0; strip < s.Strips; strip++)
        {
            nint from = (strip * s.StripStride) + (first * s.RowStride);
            for (nint within = 0; within < s.RowStride; within += s.Register, turned += s.Width * s.Register)
            {
                TLanes.Transpose(turned, s.Register, tile, s.Register);
                double* p = work.Directions.Start + from + within, w = work.Images.Start + from + within, current = tile;
                double* wires = TSegments.Equal ? null : f.BitConductances!.Start + from + within;

                // Current that comes down the line into each row.
                TLanes here = TLanes.Load(p), above;
                if (first == 0)
                {
                    above = TLanes.Negate(TLanes.Load(near + (strip * s.RowStride) + within) * here);
                }
                else
                {
                    if (!TSegments.Equal)
                        wire = TLanes.Load(wires - s.RowStride);
                    above = wire * (TLanes.Load(p - s.RowStride) - here);
                }

                for (int row = 0; row < inner; row++)
                {
                    TLanes next = TLanes.Load(p + s.RowStride);
                    if (!TSegments.Equal)
                        wire = TLanes.Load(wires + (row * s.RowStride));
                    TLanes below = wire * (here - next), image = TLanes.MultiplyAdd(shunt, here, TLanes.Load(current)) + (below - above);
                    image.Store(w);
                    sum = TLanes.MultiplyAdd(here, image, sum);
                    (here, above) = (next, below);
                    p += s.RowStride;
                    w += s.RowStride;
                    current += s.Register;
                }

                if (inner < rows)
                {
                    TLanes below = TLanes.Load(far + (strip * s.RowStride) + within) * here;
                    TLanes image = TLanes.MultiplyAdd(shunt, here, TLanes.Load(current)) + (below - above);
                    image.Store(w);
                    sum = TLanes.MultiplyAdd(here, image, sum);
                }
            }
        }

        return sum;
    }
}
