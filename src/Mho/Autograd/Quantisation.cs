using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = round(clip(x, low·a, a) / a · L) · a / L with low 0 or −1, and its straight-through adjoint; shared by the quantisers.</summary>
/// <remarks>
/// Adjoint, by definition that of the clip: ∂x = ∂y strictly inside, else 0; ∂a = Σ ∂y where x ≥ a, minus Σ ∂y where x ≤ low·a if low is −1.
/// Ties round to even. A range that training drove to 0 or below counts as 10⁻⁶.
/// </remarks>
/// <param name="signed">Whether low is −1.</param>
/// <param name="levels">L, the number of steps from 0 to a.</param>
internal readonly unsafe struct Quantisation(bool signed, int levels)
{
    private const int Chunk = 16384;

    public static int UnsignedLevels(int bits) => bits is >= 1 and <= 16
        ? (1 << bits) - 1
        : throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits: an unsigned quantiser has 1 to 16.");

    public static int SignedLevels(int bits) => bits is >= 2 and <= 16
        ? (1 << (bits - 1)) - 1
        : throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits: a signed quantiser has 2 to 16, of which one is the sign.");

    /// <summary>Doubles of work space that <see cref="Backward"/> needs.</summary>
    public static int PartialSums(int count) => (count + Chunk - 1) / Chunk;

    public void Forward(float* x, float range, float* y, int count)
    {
        float a = Math.Max(range, 1e-6f);
        Elementwise.Run(new Kernel(x, y, signed ? -a : 0, a, levels / a, a / levels), count);
    }

    /// <summary>Stores or adds ∂x unless <paramref name="dx"/> is null; returns ∂a.</summary>
    public double Backward(float* x, float range, float* dy, float* dx, bool adds, double[] partialSums, int count)
    {
        float a = Math.Max(range, 1e-6f);
        Workers.Run(partialSums.Length, new Adjoint(x, dy, dx, signed ? -a : 0, a, signed, adds, partialSums, count));
        double sum = 0;
        foreach (double part in partialSums)
            sum += part;
        return sum;
    }

    private readonly struct Kernel(float* x, float* y, float low, float high, float scale, float step) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V clipped = V.Min(V.All(high), V.Max(V.All(low), V.Load(x + i)));
            (V.Round(clipped * V.All(scale)) * V.All(step)).Store(y + i);
        }
    }

    private readonly struct Adjoint(float* x, float* dy, float* dx, float low, float high, bool signed, bool adds, double[] partialSums, int count) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            int from = chunk * Chunk, to = Math.Min(from + Chunk, count);
            int whole = from + ((to - from) / 16 * 16);
            double sum = Vector512.IsHardwareAccelerated ? Loop<Lanes16>(from, whole) : Vector256.IsHardwareAccelerated ? Loop<Lanes8>(from, whole) : Loop<Lane>(from, whole);
            partialSums[chunk] = sum + Loop<Lane>(whole, to);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private double Loop<V>(int from, int to)
            where V : struct, ILanes<V>
        {
            V zero = V.All(0), beyond = zero, bottom = V.All(low), top = V.All(high);
            for (int i = from; i < to; i += V.Width)
            {
                V value = V.Load(x + i), g = V.Load(dy + i);
                V inside = V.IfGreater(value, bottom, V.IfGreater(top, value, g, zero), zero);
                beyond += V.IfGreater(top, value, zero, g);
                if (signed)
                    beyond -= V.IfGreater(value, bottom, zero, g);
                if (dx != null)
                    (adds ? V.Load(dx + i) + inside : inside).Store(dx + i);
            }

            float* lanes = stackalloc float[V.Width];
            beyond.Store(lanes);
            double sum = 0;
            for (int lane = 0; lane < V.Width; lane++)
                sum += lanes[lane];
            return sum;
        }
    }
}
