using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = a·b element by element, of one shape. Adjoint: ∂a = b ∂y, ∂b = a ∂y.</summary>
public sealed unsafe class Multiply : Operation
{
    /// <summary>The product of each pair of elements.</summary>
    public Multiply(Arena arena, Tensor a, Tensor b)
        : base(new Tensor(arena, a.Shape, NeedsGradient(a, b)), a, b)
    {
        if (a.Shape != b.Shape)
            throw new ArgumentException($"{a.Shape} and {b.Shape} cannot be multiplied element by element: the shapes must be equal.", nameof(b));
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Elementwise.Run(new Kernel(Inputs[0].Data, Inputs[1].Data, Output.Data, false), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        for (int input = 0; input < 2; input++)
        {
            if (Inputs[input].NeedsGradient)
                Elementwise.Run(new Kernel(Inputs[1 - input].Data, Output.Gradient, Inputs[input].Gradient, Adds(input)), Output.Shape.Count);
        }
    }

    private readonly struct Kernel(float* a, float* b, float* y, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V product = V.Load(a + i) * V.Load(b + i);
            (adds ? V.Load(y + i) + product : product).Store(y + i);
        }
    }
}
