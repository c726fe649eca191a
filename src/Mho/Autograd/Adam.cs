using System.Runtime.CompilerServices;
using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>Adam: m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← w − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).</summary>
/// <remarks>D. P. Kingma and J. Ba, ICLR 2015, algorithm 1. The parameter's decay λ w joins g (L2, not decoupled).</remarks>
/// <param name="Beta1">β₁ in [0, 1).</param>
/// <param name="Beta2">β₂ in [0, 1).</param>
/// <param name="Epsilon">ε &gt; 0.</param>
[Model("adam", Source = "D. P. Kingma and J. Ba, ICLR 2015")]
public sealed unsafe record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : IUpdateRule
{
    /// <summary>β₁ in [0, 1).</summary>
    public double Beta1 { get; init => field = Fraction(value); } = Fraction(Beta1);

    /// <summary>β₂ in [0, 1).</summary>
    public double Beta2 { get; init => field = Fraction(value); } = Fraction(Beta2);

    /// <summary>ε &gt; 0.</summary>
    public double Epsilon { get; init => field = Positive(value); } = Positive(Epsilon);

    /// <inheritdoc/>
    public int Moments => 2;

    /// <inheritdoc/>
    public void Update(Parameter parameter, ReadOnlySpan<Tensor> moments, double rate, long step)
    {
        Tensor w = parameter.Tensor;
        float size = (float)(rate / (1 - Math.Pow(Beta1, step))), correction = (float)(1 / (1 - Math.Pow(Beta2, step)));
        Kernel kernel = new(
            w.Data, w.Gradient, moments[0].Data, moments[1].Data, size, correction, (float)parameter.Decay, (float)(1 - Beta1), (float)(1 - Beta2), (float)Epsilon);
        Elementwise.Run(kernel, w.Shape.Count);
    }

    private static double Fraction(double beta) => beta is >= 0 and < 1
        ? beta
        : throw new ArgumentOutOfRangeException(nameof(beta), $"beta {beta} must lie in [0, 1); 0.9 and 0.999 are usual.");

    private static double Positive(double epsilon) => epsilon > 0
        ? epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), $"epsilon {epsilon} must be positive, or a weight with no gradient yet would divide 0 by 0.");

    private readonly struct Kernel(float* w, float* g, float* m, float* v, float size, float correction, float decay, float rest1, float rest2, float epsilon)
        : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V>
        {
            // β m + (1 − β) g as m + (1 − β)(g − m): 1 − β keeps its digits where a float β near 1 has lost them.
            V weight = V.Load(w + i), gradient = V.MultiplyAdd(V.All(decay), weight, V.Load(g + i));
            V mean = V.Load(m + i), square = V.Load(v + i);
            mean = V.MultiplyAdd(V.All(rest1), gradient - mean, mean);
            square = V.MultiplyAdd(V.All(rest2), (gradient * gradient) - square, square);
            mean.Store(m + i);
            square.Store(v + i);
            V step = mean / (V.Sqrt(square * V.All(correction)) + V.All(epsilon));
            V.MultiplyAdd(V.All(-size), step, weight).Store(w + i);
        }
    }
}
