using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Additive weight noise: y = w + s·max|w|·z with z standard normal, a fresh sample for each pass. The gradient passes to the clean w.</summary>
/// <remarks>Noise-resilient training of W. Wan et al., Nature 608, 504 (2022), Methods; max|w| over the tensor counts as a constant in the adjoint.</remarks>
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
        : base(new Tensor(arena, w.Shape, w.NeedsGradient), w)
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
            NoiseFill.Normal(step.Key, new Kernel(w, Output.Data, (float)Strength * Reduction.MaxAbs(w, count)), count);
        else
            Elementwise.Run(new Copy(w, Output.Data, adds: false), count);
    }

    /// <inheritdoc/>
    public override void Backward(in Step step) => Elementwise.Run(new Copy(Output.Gradient, Inputs[0].Gradient, Adds(0)), Output.Shape.Count);

    private readonly struct Kernel(float* w, float* y, float size) : INoisy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i, V numbers)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.All(size), numbers, V.Load(w + i)).Store(y + i);
    }
}
