using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = tanh x.</summary>
/// <remarks>Adjoint from the result alone: ∂x = (1 − y²) ∂y.</remarks>
public sealed class Tanh : Operation
{
    /// <summary>The hyperbolic tangent of each element of any shape.</summary>
    public Tanh(Arena arena, Tensor x)
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
            where V : struct, ILanes<V> => Elementary.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Adjoint<V>(V y, V dy, V before)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.All(1) - (y * y), dy, before);
    }
}
