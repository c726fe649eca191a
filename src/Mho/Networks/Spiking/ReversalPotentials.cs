namespace Mho.Networks.Spiking;

/// <summary>Membrane potentials at which excitatory and inhibitory synapses carry no current, in units of the threshold.</summary>
/// <remarks>
/// A synapse of weight w conducts w (1 − β v) from its spike on, with β = 1/E⁺ for w ≥ 0 and 1/E⁻ for w &lt; 0: Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 1 and 9–11.
/// Infinite potentials make it the ideal current source that a weighted sum needs. The membrane rests at 0 and stays within E⁻ … E⁺.
/// </remarks>
/// <param name="Positive">E⁺ &gt; 0; may be infinite.</param>
/// <param name="Negative">E⁻ &lt; 0; may be minus infinite.</param>
public sealed record ReversalPotentials(double Positive = 4, double Negative = -4)
{
    /// <summary>E⁺ → ∞, E⁻ → −∞: synapses whose current does not feel the membrane.</summary>
    public static ReversalPotentials Ideal { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>E⁺ in units of the threshold.</summary>
    public double Positive { get; init => field = Above(value); } = Above(Positive);

    /// <summary>E⁻ in units of the threshold.</summary>
    public double Negative { get; init => field = -Above(-value, nameof(Negative)); } = -Above(-Negative, nameof(Negative));

    /// <summary>β⁺ = 1/E⁺, β⁻ = 1/E⁻; never positive for a negative weight, so that β w ≥ 0.</summary>
    public (double Positive, double Negative) Slopes => (1 / Positive, 1 / Negative);

    /// <summary>E⁺ = −E⁻ = |E|.</summary>
    public static ReversalPotentials Symmetric(double magnitude) => new(magnitude, -magnitude);

    // Below 1e-3 thresholds a membrane carries no signal, and 1/E² leaves single precision in the adjoint.
    private static double Above(double magnitude, string name = nameof(Positive)) => magnitude >= 1e-3
        ? magnitude
        : throw new ArgumentOutOfRangeException(
            name, $"{name} lies {magnitude} thresholds from rest on its side; excitation needs E⁺ of at least 0.001 and inhibition E⁻ of at most -0.001, or the membrane could not move.");
}
