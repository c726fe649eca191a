using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = x + σ·N(0, 1), drawn anew for every element in every pass. Adjoint: ∂x = ∂y.</summary>
public sealed unsafe class NormalNoise : Operation
{
    private readonly float _deviation;

    /// <summary>Noise of standard deviation σ on a tensor of any shape, in training and otherwise.</summary>
    public NormalNoise(Arena arena, Tensor x, double deviation)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
        if (!(deviation >= 0) || !double.IsFinite(deviation))
            throw new ArgumentOutOfRangeException(nameof(deviation), $"standard deviation {deviation} must be finite and not negative.");
        _deviation = (float)deviation;
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => NoiseFill.Normal(step.Key, new Kernel(Inputs[0].Data, Output.Data, _deviation), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Elementwise.Run(new Copy(Output.Gradient, Inputs[0].Gradient, Adds(0)), Output.Shape.Count);

    private readonly struct Kernel(float* x, float* y, float deviation) : INoisy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i, V numbers)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.All(deviation), numbers, V.Load(x + i)).Store(y + i);
    }
}
