using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = max(0, x); not a number stays so. The gradient at 0 is 0.</summary>
public sealed unsafe class Relu : Operation
{
    /// <summary>The rectifier of any shape.</summary>
    public Relu(Arena arena, Tensor x)
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
            where V : struct, ILanes<V> => V.Max(V.All(0), V.Load(x + i)).Store(y + i);
    }

    private readonly struct Adjoint(float* y, float* dy, float* dx, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V before = adds ? V.Load(dx + i) : V.All(0);
            V.IfGreater(V.Load(y + i), V.All(0), V.Load(dy + i) + before, before).Store(dx + i);
        }
    }
}
