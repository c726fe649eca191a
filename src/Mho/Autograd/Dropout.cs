using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>In training each element is 0 with probability p and x / (1 − p) otherwise; else y = x.</summary>
/// <remarks>The mask is addressed by the step's key and drawn again in <see cref="Backward"/>.</remarks>
public sealed unsafe class Dropout : Operation
{
    private readonly float _probability;

    /// <summary>Drops elements of any shape with <paramref name="probability"/> in [0, 1).</summary>
    public Dropout(Arena arena, Tensor x, double probability)
        : base(new Tensor(arena, x.Shape, x.NeedsGradient), x)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"dropout probability {probability} must lie in [0, 1).");
        _probability = (float)probability;
    }

    /// <inheritdoc/>
    public override void Forward(in Step step) => Run(step, Inputs[0].Data, Output.Data, adds: false);

    /// <inheritdoc/>
    public override void Backward(in Step step) => Run(step, Output.Gradient, Inputs[0].Gradient, Adds(0));

    private void Run(in Step step, float* x, float* y, bool adds)
    {
        if (step.Training)
            NoiseFill.Uniform(step.Key, new Kernel(x, y, _probability, adds), Output.Shape.Count);
        else
            Elementwise.Run(new Copy(x, y, adds), Output.Shape.Count);
    }

    private readonly struct Kernel(float* x, float* y, float probability, bool adds) : INoisy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i, V numbers)
            where V : struct, ILanes<V>
        {
            V value = V.IfGreater(V.All(probability), numbers, V.All(0), V.Load(x + i) * V.All(1 / (1 - probability)));
            (adds ? V.Load(y + i) + value : value).Store(y + i);
        }
    }
}
