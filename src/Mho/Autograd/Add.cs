using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>y = a + b of one shape, with an optional rectifier: the join of a residual block.</summary>
public sealed unsafe class Add : Operation
{
    private readonly Activation _activation;

    /// <summary>The sum of each pair of elements.</summary>
    public Add(Arena arena, Tensor a, Tensor b, Activation activation = Activation.None)
        : base(new Tensor(arena, a.Shape, NeedsGradient(a, b)), a, b)
    {
        if (a.Shape != b.Shape)
            throw new ArgumentException($"{a.Shape} and {b.Shape} cannot be added: the shapes must be equal.", nameof(b));
        _activation = activation;
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) =>
        Elementwise.Run(new Kernel(Inputs[0].Data, Inputs[1].Data, Output.Data, _activation == Activation.Relu), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        if (_activation == Activation.Relu)
            RowBias.MaskGradient(Output.Data, Output.Gradient, Output.Shape.Count);
        for (int input = 0; input < 2; input++)
        {
            if (Inputs[input].NeedsGradient)
                Elementwise.Run(new Copy(Output.Gradient, Inputs[input].Gradient, Adds(input)), Output.Shape.Count);
        }
    }

    private readonly struct Kernel(float* a, float* b, float* y, bool relu) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V sum = V.Load(a + i) + V.Load(b + i);
            (relu ? V.Max(V.All(0), sum) : sum).Store(y + i);
        }
    }
}
