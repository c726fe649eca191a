using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Stochastic gradient descent: g = ∂L/∂w + λ w; v ← μ v + g; w ← w − η v, or w − η (g + μ v) after Nesterov.</summary>
/// <remarks>The velocity is not scaled by the rate, as in PyTorch's SGD, so that a change of rate acts at once.</remarks>
/// <param name="Momentum">μ in [0, 1).</param>
/// <param name="Nesterov">Looks one step ahead along the velocity.</param>
[Model("sgd")]
public sealed unsafe record Sgd(double Momentum = 0, bool Nesterov = false) : IUpdateRule
{
    /// <summary>μ in [0, 1).</summary>
    public double Momentum { get; init => field = Fraction(value); } = Fraction(Momentum);

    /// <inheritdoc/>
    public int Moments => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public void Update(Parameter parameter, ReadOnlySpan<Tensor> moments, double rate, long step)
    {
        float* velocity = Moments > 0 ? moments[0].Data : null;
        Tensor w = parameter.Tensor;
        Elementwise.Run(new Kernel(w.Data, w.Gradient, velocity, (float)rate, (float)parameter.Decay, (float)Momentum, Nesterov), w.Shape.Count);
    }

    private static double Fraction(double momentum) => momentum is >= 0 and < 1
        ? momentum
        : throw new ArgumentOutOfRangeException(nameof(momentum), $"momentum {momentum} must lie in [0, 1); 0.9 is usual.");

    private readonly struct Kernel(float* w, float* g, float* v, float rate, float decay, float momentum, bool nesterov) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            V weight = V.Load(w + i), change = V.MultiplyAdd(V.All(decay), weight, V.Load(g + i));
            if (v != null)
            {
                V velocity = V.MultiplyAdd(V.All(momentum), V.Load(v + i), change);
                velocity.Store(v + i);
                change = nesterov ? V.MultiplyAdd(V.All(momentum), velocity, change) : velocity;
            }

            V.MultiplyAdd(V.All(-rate), change, weight).Store(w + i);
        }
    }
}
