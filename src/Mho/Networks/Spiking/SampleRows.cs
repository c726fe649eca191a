using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Runs a kernel over samples on all workers, in the widest registers; columns that fill none go one by one, for what follows them is the next sample's.</summary>
internal static class SampleRows
{
    public static void Run<TKernel>(TKernel kernel, int samples, int width)
        where TKernel : struct, ISampleKernel => Workers.Run(samples, new Work<TKernel>(kernel, width));

    /// <summary>One sample, on this thread.</summary>
    public static void One<TKernel>(TKernel kernel, int sample, int width)
        where TKernel : struct, ISampleKernel => new Work<TKernel>(kernel, width).Do(sample, 0);

    private readonly struct Work<TKernel>(TKernel kernel, int width) : IChunkedWork
        where TKernel : struct, ISampleKernel
    {
        public void Do(int chunk, int worker)
        {
            int whole = Avx512F.IsSupported ? Row<Lanes16>(chunk, 0) : 0;
            whole = Vector256.IsHardwareAccelerated ? Row<Lanes8>(chunk, whole) : whole;
            Row<Lane>(chunk, whole);
        }

        // One width a method: the compiler inlines only so much into one.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Row<V>(int sample, int from)
            where V : struct, ILanes<V>
        {
            TKernel local = kernel;
            int to = from + ((width - from) / V.Width * V.Width);
            if (to > from)
                local.Do<V>(sample, from, to);
            return to;
        }
    }
}
