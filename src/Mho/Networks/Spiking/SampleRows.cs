using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>Runs a kernel over samples on all workers, in the widest registers; columns that fill none go one by one, for what follows them is the next sample's.</summary>
internal static class SampleRows
{
    public static void Run<TKernel>(TKernel kernel, int samples, int width)
        where TKernel : struct, ISampleKernel => Workers.Run(samples, new Work<TKernel>(kernel, width));

    private readonly struct Work<TKernel>(TKernel kernel, int width) : IChunkedWork
        where TKernel : struct, ISampleKernel
    {
        public void Do(int chunk, int worker)
        {
            if (Vector512.IsHardwareAccelerated)
                Row<Lanes16>(chunk);
            else if (Vector256.IsHardwareAccelerated)
                Row<Lanes8>(chunk);
            else
                Row<Lane>(chunk);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Row<V>(int sample)
            where V : struct, ILanes<V>
        {
            TKernel local = kernel;
            int whole = width / V.Width * V.Width;
            if (whole > 0)
                local.Do<V>(sample, 0, whole);
            if (whole < width)
                local.Do<Lane>(sample, whole, width);
        }
    }
}
