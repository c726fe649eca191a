namespace Mho.Networks.Spiking;

/// <summary>Synapses of a resistor and a switch (1T1R): σ⁺ to the supply, σ⁻ to ground, closed from the spike on.</summary>
/// <remarks>
/// C dV/dt = Σ σ⁺ (Vdd − V) + σ⁻ (Vgnd − V), v = (V − V₀)/Vth; E⁺ = (Vdd − V₀)/Vth, E⁻ = (Vgnd − V₀)/Vth, w = T E σ/C with E of the element that conducts
/// (Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 59–68). Left out: resistance of the closed switch.
/// </remarks>
/// <param name="Capacitance">C of a membrane.</param>
/// <param name="Supply">Vdd, above <paramref name="Rest"/>.</param>
/// <param name="Ground">Vgnd, below <paramref name="Rest"/>.</param>
/// <param name="Rest">V₀, to which the membrane is reset.</param>
/// <param name="Threshold">Vth above rest, where it fires.</param>
/// <param name="Window">T.</param>
[Model("switched-resistors", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, Appendix A, eqs. 59-68")]
public sealed record SwitchedResistors(Capacitance Capacitance, Voltage Supply, Voltage Ground, Voltage Rest, Voltage Threshold, Duration Window) : ISynapseCircuit
{
    /// <inheritdoc/>
    public Capacitance Capacitance { get; init => field = CircuitLimit.Positive(value); } = CircuitLimit.Positive(Capacitance);

    /// <summary>Vth above rest.</summary>
    public Voltage Threshold { get; init => field = CircuitLimit.Positive(value); } = CircuitLimit.Positive(Threshold);

    /// <inheritdoc/>
    public Duration Window { get; init => field = CircuitLimit.Positive(value); } = CircuitLimit.Positive(Window);

    /// <inheritdoc/>
    public RcSpike Neuron => new(new Membrane(Reversal), SpikeNoise: 0);

    /// <summary>σ of a weight of +1, to the supply, and of −1, to ground: C/(T |E|), S.</summary>
    public (double Positive, double Negative) PerWeight => (Conductance(Reversal.Positive), Conductance(-Reversal.Negative));

    private ReversalPotentials Reversal => new((Supply - Rest) / Threshold, (Ground - Rest) / Threshold);

    /// <summary>The circuit of a neuron, with ground at 0 V: V₀ = −E⁻ Vth, Vdd = V₀ + E⁺ Vth.</summary>
    public static SwitchedResistors Of(ReversalPotentials reversal, Capacitance capacitance, Voltage threshold, Duration window)
    {
        ArgumentNullException.ThrowIfNull(reversal);
        if (!double.IsFinite(reversal.Positive - reversal.Negative))
            throw new ArgumentException("ideal synapses need infinite supply voltages; take current sources.", nameof(reversal));
        Voltage rest = -reversal.Negative * threshold;
        return new(capacitance, rest + (reversal.Positive * threshold), default, rest, threshold, window);
    }

    private double Conductance(double reversal) => Capacitance.SI / (Window.SI * reversal);
}
