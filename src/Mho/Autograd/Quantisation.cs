using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = round(clip(x, low·a, a) / a · L) · a / L with low 0 or −1, and its straight-through adjoint; shared by the quantisers.</summary>
/// <remarks>
/// Adjoint, by definition that of the clip: ∂x = ∂y strictly inside, else 0; ∂a = Σ ∂y where x ≥ a, minus Σ ∂y where x ≤ low·a if low is −1.
/// Ties round to even. A range that training drove to 0 or below counts as 10⁻⁶.
/// </remarks>
internal sealed unsafe class Quantisation
{
    public const float LeastRange = 1e-6f;

    private const int Chunk = 16384;

    private readonly bool _signed;
    private readonly int _levels;
    private readonly double[] _partialSums;

    // levels is L, the number of steps from 0 to a; signed: low is −1.
    private Quantisation(bool signed, int levels, int count) => (_signed, _levels, _partialSums) = (signed, levels, new double[(count + Chunk - 1) / Chunk]);

    public static Quantisation Unsigned(int bits, Tensor x) => bits is >= 1 and <= 16
        ? new(false, (1 << bits) - 1, x.Shape.Count)
        : throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits: an unsigned quantiser has 1 to 16.");

    public static Quantisation Signed(int bits, Tensor x) => new(true, SignedLevels(bits), x.Shape.Count);

    public static int SignedLevels(int bits) => bits is >= 2 and <= 16
        ? (1 << (bits - 1)) - 1
        : throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits: a signed quantiser has 2 to 16, of which one is the sign.");

    public void Forward(Tensor x, float range, Tensor y)
    {
        float a = Math.Max(range, LeastRange);
        Elementwise.Run(new Kernel(x.Data, y.Data, _signed ? -a : 0, a, _levels / a, a / _levels), y.Shape.Count);
    }

    /// <summary>Stores or adds ∂x unless x needs none; returns ∂a.</summary>
    public double Backward(Tensor x, float range, Tensor y, bool adds)
    {
        float a = Math.Max(range, LeastRange);
        Workers.Run(_partialSums.Length, new Adjoint(x.Data, y.Gradient, x.Gradient, _signed ? -a : 0, a, _signed, adds, _partialSums, y.Shape.Count));
        double sum = 0;
        foreach (double part in _partialSums)
            sum += part;
        return sum;
    }

    /// <summary>The same for a learned range, [1], whose gradient is stored or added to.</summary>
    public void Backward(Tensor x, Tensor range, Tensor y, bool adds, bool addsRange)
    {
        double sum = Backward(x, *range.Data, y, adds);
        if (range.NeedsGradient)
            *range.Gradient = (float)((addsRange ? *range.Gradient : 0) + sum);
    }

    /// <summary>The range, if it is one number.</summary>
    public static Tensor OneNumber(Tensor range) => range.Shape.Count == 1
        ? range
        : throw new ArgumentException($"the range is {range.Shape}; one number, [1], serves the whole tensor.", nameof(range));

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
