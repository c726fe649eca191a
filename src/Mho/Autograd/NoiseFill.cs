using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Runs a noisy kernel: number i of the key goes to element i. Numbers live only in the first cache, so the adjoint draws them again.</summary>
internal static unsafe class NoiseFill
{
    // Both are multiples of the 64 numbers that a key draws at once.
    private const int Chunk = 8192, Block = 1024;

    /// <summary>Standard normals.</summary>
    public static void Normal<TKernel>(Key key, TKernel kernel, int count)
        where TKernel : struct, INoisy => Workers.Run((count + Chunk - 1) / Chunk, new Work<TKernel>(key, count, kernel, false));

    /// <summary>Uniform numbers in [0, 1).</summary>
    public static void Uniform<TKernel>(Key key, TKernel kernel, int count)
        where TKernel : struct, INoisy => Workers.Run((count + Chunk - 1) / Chunk, new Work<TKernel>(key, count, kernel, true));

    private readonly struct Work<TKernel>(Key key, int count, TKernel kernel, bool uniform) : IChunkedWork
        where TKernel : struct, INoisy
    {
        public void Do(int chunk, int worker)
        {
            float* numbers = stackalloc float[Block];
            int end = Math.Min((chunk + 1) * Chunk, count);
            for (int from = chunk * Chunk; from < end; from += Block)
            {
                int to = Math.Min(from + Block, end);
                Span<float> part = new(numbers, to - from);
                if (uniform)
                    key.FillUniform(part, from);
                else
                    key.FillNormal(part, from);
                if (Vector512.IsHardwareAccelerated)
                    Loop<Lanes16>(numbers, from, to);
                else if (Vector256.IsHardwareAccelerated)
                    Loop<Lanes8>(numbers, from, to);
                else
                    Loop<Lane>(numbers, from, to);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Loop<V>(float* numbers, long from, long to)
            where V : struct, ILanes<V>
        {
            TKernel local = kernel;
            for (long i = from; i < to; i += V.Width)
                local.At(i, V.Load(numbers + (i - from)));
        }
    }
}
