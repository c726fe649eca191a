using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = a x + b of every element, with fixed numbers a and b. Adjoint: ∂x = a ∂y.</summary>
public sealed unsafe class Affine : Operation
{
    private readonly float _factor, _offset;

    /// <summary>Of a tensor of any shape.</summary>
    public Affine(Arena arena, Tensor x, double factor, double offset = 0)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x) => (_factor, _offset) = ((float)factor, (float)offset);

    /// <inheritdoc/>
    public override void Forward(in Step step) => Elementwise.Run(new Kernel(Inputs[0].Data, Output.Data, _factor, _offset, false), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Elementwise.Run(new Kernel(Output.Gradient, Inputs[0].Gradient, _factor, 0, Adds(0)), Output.Shape.Count);

    private readonly struct Kernel(float* x, float* y, float factor, float offset, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.All(factor), V.Load(x + i), adds ? V.Load(y + i) : V.All(offset)).Store(y + i);
    }
}
