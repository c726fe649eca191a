using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Additive weight noise: y = w + s·max|w|·z with z standard normal, a fresh sample for each pass.</summary>
/// <remarks>
/// Noise-resilient training of W. Wan et al., Nature 608, 504 (2022), Methods. The gradient passes to the clean w and, as in the authors' code, through
/// max|w| to the largest weight: s·sign(w_k)·Σ z·∂y. This second part is small in each step but keeps the largest weight, and with it all noise,
/// from growing: without it max|w|/rms(w) of the published network's kernels ended at 2.6 to 4.3; the published weights have 1.3 to 1.95.
/// </remarks>
public sealed unsafe class WeightNoise : Operation
{
    private readonly NoisyPasses _passes;
    private readonly Tensor _scale;

    /// <summary>Noise on a weight or bias tensor.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="w">Clean weights of any shape.</param>
    /// <param name="strength">s: standard deviation over max|w|.</param>
    /// <param name="passes">Whether evaluation is noisy too.</param>
    /// <param name="scale">Whose max|w| counts, if not that of <paramref name="w"/>: a bias takes its layer's weights, for it lies in the same cells.</param>
    public WeightNoise(Arena arena, Tensor w, double strength, NoisyPasses passes = NoisyPasses.Training, Tensor? scale = null)
        : base(new Tensor(arena, w.Shape, w.NeedsGradient || scale is { NeedsGradient: true }), scale is null ? [w] : [w, scale])
    {
        ArgumentOutOfRangeException.ThrowIfNegative(strength);
        (Strength, _passes, _scale) = (strength, passes, scale ?? w);
    }

    /// <summary>s: standard deviation over max|w|; may change between passes.</summary>
    public double Strength { get; set; }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        float* w = Inputs[0].Data;
        int count = Output.Shape.Count;
        if (step.Training || _passes == NoisyPasses.All)
            NoiseFill.Normal(step.Key, new Kernel(w, Output.Data, (float)Strength * Reduction.MaxAbs(_scale.Data, _scale.Shape.Count)), count);
        else
            Elementwise.Run(new Copy(w, Output.Data, adds: false), count);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        if (Inputs[0].NeedsGradient)
            Elementwise.Run(new Copy(Output.Gradient, Inputs[0].Gradient, Adds(0)), Output.Shape.Count);
        if (!_scale.NeedsGradient)
            return;
        if (Inputs.Count > 1 && !Adds(1))
            _scale.Gradients.Clear();
        if (step.Training || _passes == NoisyPasses.All)
        {
            int largest = Reduction.IndexOfMaxAbs(_scale.Data, _scale.Shape.Count);
            _scale.Gradient[largest] += (float)(Strength * Math.Sign(_scale.Data[largest]) * AlongNoise(step.Key));
        }
    }

    // Σ z·∂y in double and in order, with the numbers of the forward pass drawn again.
    private double AlongNoise(Key key)
    {
        const int block = 1024;
        float* numbers = stackalloc float[block];
        double sum = 0;
        int count = Output.Shape.Count;
        for (int from = 0; from < count; from += block)
        {
            Span<float> part = new(numbers, Math.Min(block, count - from));
            key.FillNormal(part, from);
            for (int i = 0; i < part.Length; i++)
                sum += (double)part[i] * Output.Gradient[from + i];
        }

        return sum;
    }

    private readonly struct Kernel(float* w, float* y, float size) : INoisy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i, V numbers)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.All(size), numbers, V.Load(w + i)).Store(y + i);
    }
}
