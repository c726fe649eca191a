namespace Mho.Networks.Spiking;

/// <summary>What charges and discharges a membrane: dv/dt = −α v + Σⱼ wⱼ (1 − βⱼ v) θ(t − tⱼ), v in units of the threshold, t in units of the input window.</summary>
/// <remarks>
/// Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 1–11: f = α + Σ βⱼ wⱼ and g = Σ wⱼ over the synapses that conduct, v' = −f v + g with f ≥ 0. Left out: currents that decay
/// after a spike; a synapse conducts from its spike to the end of the window.
/// </remarks>
/// <param name="Reversal">E⁺ and E⁻; 4 and −4 if null.</param>
/// <param name="Leak">α ≥ 0, per window; 0 in all published experiments.</param>
public sealed record Membrane(ReversalPotentials? Reversal = null, double Leak = 0)
{
    /// <summary>E⁺ and E⁻.</summary>
    public ReversalPotentials Reversal { get; init => field = value ?? new(); } = Reversal ?? new();

    /// <summary>α per window.</summary>
    public double Leak { get; init => field = Limit.Within(value, 0, 1e6, "a membrane leaks towards rest, α ≥ 0, and beyond 1e6 keeps nothing"); } =
        Limit.Within(Leak, 0, 1e6, "a membrane leaks towards rest, α ≥ 0, and beyond 1e6 keeps nothing");
}
