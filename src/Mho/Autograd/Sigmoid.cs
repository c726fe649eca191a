using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = 1 / (1 + e⁻ˣ).</summary>
/// <remarks>Adjoint from the result alone: ∂x = y (1 − y) ∂y.</remarks>
public sealed unsafe class Sigmoid : Operation
{
    /// <summary>The function of each element of any shape.</summary>
    public Sigmoid(Arena arena, Tensor x)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Elementwise.Run(new Kernel(Inputs[0].Data, Output.Data), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step) =>
        Elementwise.Run(new Adjoint(Output.Data, Output.Gradient, Inputs[0].Gradient, Adds(0)), Output.Shape.Count);

    private readonly struct Kernel(float* x, float* y) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => Elementary.Sigmoid(V.Load(x + i)).Store(y + i);
    }

    private readonly struct Adjoint(float* y, float* dy, float* dx, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V value = V.Load(y + i), slope = value * (V.All(1) - value);
            V.MultiplyAdd(slope, V.Load(dy + i), adds ? V.Load(dx + i) : V.All(0)).Store(dx + i);
        }
    }
}
