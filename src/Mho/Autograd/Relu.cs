using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = max(0, x); not a number stays so. The gradient at 0 is 0.</summary>
public sealed class Relu : Operation
{
    /// <summary>The rectifier of each element of any shape.</summary>
    public Relu(Arena arena, Tensor x)
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
            where V : struct, ILanes<V> => V.Max(V.All(0), x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Adjoint<V>(V y, V dy, V before)
            where V : struct, ILanes<V> => V.IfGreater(y, V.All(0), dy + before, before);
    }
}
