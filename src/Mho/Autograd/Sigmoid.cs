using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = 1 / (1 + e⁻ˣ).</summary>
/// <remarks>Adjoint from the result alone: ∂x = y (1 − y) ∂y.</remarks>
public sealed class Sigmoid : Operation
{
    /// <summary>The logistic function of each element of any shape.</summary>
    public Sigmoid(Arena arena, Tensor x)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Pointwise<Function>.Forward(Inputs[0], Output);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Pointwise<Function>.Backward(Inputs[0], Output, Adds(0));

    private readonly struct Function : IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V x)
            where V : struct, ILanes<V> => Elementary.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Adjoint<V>(V y, V dy, V before)
            where V : struct, ILanes<V> => V.MultiplyAdd(y * (V.All(1) - y), dy, before);
    }
}
