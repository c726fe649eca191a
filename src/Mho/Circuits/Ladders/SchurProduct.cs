using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mho.Circuits.Ladders;

/// <summary>The first pass of an iteration, over blocks of word lines: new directions, and the current they draw at every node of the bit lines.</summary>
/// <remarks>
/// S p = (bit lines' own ladder) p + (cell currents of <see cref="WordSweep{TLanes, T, TSegments}"/>). The step before is added to the solution in the
/// same breath, while its direction is still in the cache.
/// </remarks>
internal static unsafe class SchurProduct<TLanes, T>
    where TLanes : struct, IFieldLanes<TLanes, T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>v += <paramref name="step"/> p; p = z + <paramref name="turn"/> p; w = S p. Returns p·w.</summary>
    public static T Run(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, T step, T turn)
    {
        // A block's stencil needs the first row of the next block's new direction, and z is overwritten by w: directions run one block ahead.
        TLanes sum = TLanes.All(T.Zero);
        int blocks = f.Shape.Blocks;
        for (int block = 0; block <= blocks; block++)
        {
            if (block < blocks)
                Turn(work, block, TLanes.All(step), TLanes.All(turn));
            if (block > 0)
                sum += Image(f, work, block - 1, default, f.BitNear.Start, f.BitFar.Start);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>w = S p for one block, and what the sources add. Returns the block's share of p·w, lane by lane.</summary>
    /// <param name="f">The crossbar.</param>
    /// <param name="work">Directions in, images out.</param>
    /// <param name="block">Rows.</param>
    /// <param name="sources">What drives the word lines.</param>
    /// <param name="near">S at the bit lines' near ends [columns].</param>
    /// <param name="far">S at their far ends [columns].</param>
    public static TLanes Image(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources, double* near, double* far)
    {
        if (f.BitConductances is null)
        {
            StencilTiles<TLanes, T, EqualSegments> equal = new(f, work, block, near, far);
            Sweep(f, work, block, sources, ref equal);
            return equal.Product;
        }

        StencilTiles<TLanes, T, OwnSegments> own = new(f, work, block, near, far);
        Sweep(f, work, block, sources, ref own);
        return own.Product;
    }

    /// <summary>One sweep along the word lines of a block.</summary>
    public static void Sweep<TTiles>(LadderFactors<TLanes, T> f, LadderWork<TLanes, T> work, int block, WordSources sources, ref TTiles tiles, double* voltages = null)
        where TTiles : struct, IWordTiles<TLanes, T>
    {
        if (f.WordSegments is null)
            WordSweep<TLanes, T, EqualSegments>.Run(f, block, work, sources, ref tiles, voltages);
        else
            WordSweep<TLanes, T, OwnSegments>.Run(f, block, work, sources, ref tiles, voltages);
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
                for (nint at = 0; at < length; at += TLanes.Width * TLanes.Parts)
                    TLanes.MultiplyAdd(step, TLanes.Load(p + at), TLanes.Load(v + at)).Store(v + at);
            }

            for (nint at = 0; at < length; at += TLanes.Width * TLanes.Parts)
                TLanes.MultiplyAdd(turn, TLanes.Load(p + at), TLanes.Load(z + at)).Store(p + at);
        }
    }
}
