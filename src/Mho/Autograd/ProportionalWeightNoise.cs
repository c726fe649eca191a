using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Multiplicative weight noise: y = w (1 + s z) with z standard normal, a fresh sample for each pass. Adjoint: ∂w = (1 + s z) ∂y.</summary>
public sealed unsafe class ProportionalWeightNoise : Operation
{
    private readonly NoisyPasses _passes;

    /// <summary>Noise on a weight or bias tensor of any shape; <paramref name="strength"/> s is the relative standard deviation.</summary>
    public ProportionalWeightNoise(Arena arena, Tensor w, double strength, NoisyPasses passes = NoisyPasses.Training)
        : base(new Tensor(arena, w.Shape, w.NeedsGradient), w)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(strength);
        (Strength, _passes) = (strength, passes);
    }

    /// <summary>s: relative standard deviation; may change between passes.</summary>
    public double Strength { get; set; }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Run(step, Inputs[0].Data, Output.Data, adds: false);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Run(step, Output.Gradient, Inputs[0].Gradient, Adds(0));

    private void Run(in Step step, float* x, float* y, bool adds)
    {
        if (step.Training || _passes == NoisyPasses.All)
            NoiseFill.Normal(step.Key, new Kernel(x, y, (float)Strength, adds), Output.Shape.Count);
        else
            Elementwise.Run(new Copy(x, y, adds), Output.Shape.Count);
    }

    private readonly struct Kernel(float* x, float* y, float size, bool adds) : INoisy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i, V numbers)
            where V : struct, ILanes<V>
        {
            V value = V.Load(x + i) * V.MultiplyAdd(V.All(size), numbers, V.All(1));
            (adds ? V.Load(y + i) + value : value).Store(y + i);
        }
    }
}
