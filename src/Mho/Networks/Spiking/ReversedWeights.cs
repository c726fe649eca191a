using System.Runtime.CompilerServices;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>β∘W: what each synapse adds to the rate f, w/E⁺ where w ≥ 0 and w/E⁻ where w &lt; 0. Adjoint: ∂w = β ∂y.</summary>
public sealed unsafe class ReversedWeights : Operation
{
    private readonly float _positive, _negative;

    /// <summary>Of weights of any shape.</summary>
    public ReversedWeights(Arena arena, Tensor weights, ReversalPotentials reversal)
        : base(new Tensor(arena, weights.Shape, weights.NeedsGradient), weights)
    {
        ArgumentNullException.ThrowIfNull(reversal);
        (_positive, _negative) = ((float)reversal.Slopes.Positive, (float)reversal.Slopes.Negative);
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Elementwise.Run(new Kernel(Inputs[0].Data, Inputs[0].Data, Output.Data, _positive, _negative, false), Output.Shape.Count);

    /// <inheritdoc/>
    public override void Backward(in Step step) =>
        Elementwise.Run(new Kernel(Inputs[0].Data, Output.Gradient, Inputs[0].Gradient, _positive, _negative, Adds(0)), Output.Shape.Count);

    private readonly struct Kernel(float* w, float* x, float* y, float positive, float negative, bool adds) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V product = V.IfGreater(V.All(0), V.Load(w + i), V.All(negative), V.All(positive)) * V.Load(x + i);
            (adds ? V.Load(y + i) + product : product).Store(y + i);
        }
    }
}
