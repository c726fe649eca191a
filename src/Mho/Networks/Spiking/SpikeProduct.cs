using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks.Spiking;

/// <summary>The coefficients of every interval from sorted spikes: g = S W and f = S (β∘W), without S [samples·intervals x inputs] and without β∘W.</summary>
/// <remarks>
/// With the inputs in the order of their intervals, row m of a sample is the sum of the weights of all earlier intervals and of the shares of its own. Each weight is used once a sample
/// instead of once an interval, so the cost does not depend on their number. Positive and negative weights are summed apart, P and N: g = P + N, f = P/E⁺ + N/E⁻.
/// Adjoint, with ∂P = ∂g + ∂f/E⁺ and ∂N = ∂g + ∂f/E⁻, of which each weight takes its own, and D their sums over an interval and all later ones: ∂s = w·∂ of its interval,
/// ∂W = Σ s D + (1 − s) D of the next. <see cref="SpikeStrip{TLanes,TVector}"/> has the loops.
/// </remarks>
public sealed unsafe class SpikeProduct : Operation
{
    private readonly SpikeKernels<Avx512Lanes<float>, Vector512<float>>? _wide;
    private readonly SpikeKernels<Avx2Lanes<float>, Vector256<float>>? _narrow;
    private readonly SpikeKernels<PortableLanes<float>, Vector<float>>? _portable;

    /// <summary>A product.</summary>
    /// <param name="arena">The tape's memory.</param>
    /// <param name="spikes">Shares and order.</param>
    /// <param name="kernel">W [inputs x neurons].</param>
    /// <param name="reversal">1/β.</param>
    public SpikeProduct(Arena arena, SortedSpikes spikes, Tensor kernel, ReversalPotentials reversal)
        : base(Coefficients(arena, spikes, kernel), Shares(spikes), kernel)
    {
        ArgumentNullException.ThrowIfNull(reversal);
        Rates = Tensor.Overwritten(arena, Output.Shape, Output.NeedsGradient);
        if (Avx512F.IsSupported)
            _wide = new(arena, spikes, kernel, Output, Rates, reversal);
        else if (Fma.IsSupported)
            _narrow = new(arena, spikes, kernel, Output, Rates, reversal);
        else
            _portable = new(arena, spikes, kernel, Output, Rates, reversal);
    }

    /// <summary>f, the second result beside g in <see cref="Operation.Output"/>; what uses one must use both, for the backward pass reads the gradients of both. They take the places of g and f.</summary>
    public Tensor Rates { get; }

    /// <inheritdoc/>
    public override void Forward(in Step step)
    {
        _wide?.Forward();
        _narrow?.Forward();
        _portable?.Forward();
    }

    /// <inheritdoc/>
    public override void Backward(in Step step)
    {
        _wide?.Backward(Adds(0), Adds(1));
        _narrow?.Backward(Adds(0), Adds(1));
        _portable?.Backward(Adds(0), Adds(1));
    }

    private static Tensor Shares(SortedSpikes spikes) => spikes.Output;

    private static Tensor Coefficients(Arena arena, SortedSpikes spikes, Tensor kernel)
    {
        Shape times = spikes.Output.Shape;
        return kernel.Shape.Rank == 2 && kernel.Shape[0] == times.Stride
            ? Tensor.Overwritten(arena, new Shape(checked(times[0] * spikes.Intervals), kernel.Shape[1]), NeedsGradient(spikes.Output, kernel))
            : throw new ArgumentException($"weights are {kernel.Shape}; spikes {times} need [{times.Stride} x neurons].", nameof(kernel));
    }
}
