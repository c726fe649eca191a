using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mho.Numerics;

/// <summary>Runs an elementwise kernel over memory from an arena, in the widest registers of the machine and on all workers.</summary>
/// <remarks>
/// Whole registers only: up to 15 elements past the end are read and written, which is slack of the arena. So no kernel has a tail,
/// and memory from elsewhere must be padded alike.
/// </remarks>
internal static class Elementwise
{
    // 64 kB a stream: long enough to outweigh handing out a chunk, short enough to balance.
    private const int Chunk = 16384;

    /// <summary>Elements 0 … <paramref name="count"/> − 1, shared among the workers.</summary>
    public static void Run<TKernel>(TKernel kernel, long count)
        where TKernel : struct, IElementwise
    {
        if (count <= Chunk)
            Range(kernel, 0, count);
        else
            Workers.Run((int)((count + Chunk - 1) / Chunk), new Chunks<TKernel>(kernel, count));
    }

    /// <summary>Elements <paramref name="from"/> … <paramref name="to"/> − 1 on this thread; <paramref name="from"/> a multiple of 16.</summary>
    public static void Range<TKernel>(TKernel kernel, long from, long to)
        where TKernel : struct, IElementwise
    {
        if (Vector512.IsHardwareAccelerated)
            Loop<TKernel, Lanes16>(kernel, from, to);
        else if (Vector256.IsHardwareAccelerated)
            Loop<TKernel, Lanes8>(kernel, from, to);
        else
            Loop<TKernel, Lane>(kernel, from, to);
    }

    /// <summary>The same at a chosen width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Loop<TKernel, V>(TKernel kernel, long from, long to)
        where TKernel : struct, IElementwise
        where V : struct, ILanes<V>
    {
        for (long i = from; i < to; i += V.Width)
            kernel.At<V>(i);
    }

    private readonly struct Chunks<TKernel>(TKernel kernel, long count) : IChunkedWork
        where TKernel : struct, IElementwise
    {
        public void Do(int chunk, int worker) => Range(kernel, (long)chunk * Chunk, Math.Min(((long)chunk + 1) * Chunk, count));
    }
}
