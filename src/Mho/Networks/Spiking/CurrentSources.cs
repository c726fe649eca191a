namespace Mho.Networks.Spiking;

/// <summary>Synapses of MOS transistors in saturation: n-channel for positive weights, p-channel for negative ones, with channel-length modulation I = I₀ (1 + λ V_DS).</summary>
/// <remarks>
/// The membrane is upside down: it rests at V₀, an n-channel transistor pulls it down, v = −(V − V₀)/Vth. w⁺ = T I_N/(C Vth), w⁻ = −T I_P/(C Vth), E⁺ = 1/(Vth λ_N),
/// E⁻ = −1/(Vth λ_P), and b = Vth λ_dis of the transistor that discharges in the firing phase (Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 69–85). I is the current at rest, v = 0.
/// The defaults are the published circuit in sky130 (its table 2), whose λ are linear fits for 0.46 to 1.36 V and vary with the current by some 5 %.
/// </remarks>
/// <param name="Capacitance">C of a membrane; 140 fF if 0.</param>
/// <param name="Threshold">Vth, from rest to the switching voltage of the sensing inverter; 0.872 V if 0.</param>
/// <param name="Window">T; 1 µs if 0.</param>
/// <param name="LambdaN">λ_N, 1/V; 0 for ideal sources.</param>
/// <param name="LambdaP">λ_P, 1/V.</param>
/// <param name="LambdaDischarge">λ_dis, 1/V; below 1/Vth.</param>
[Model("current-sources", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, Appendix A and table 2")]
public sealed record CurrentSources(
    Capacitance Capacitance = default, Voltage Threshold = default, Duration Window = default, double LambdaN = 0.41, double LambdaP = 0.75, double LambdaDischarge = 0.177) : ISynapseCircuit
{
    /// <inheritdoc/>
    public Capacitance Capacitance { get; init => field = CircuitLimit.Positive(value, 140e-15); } = CircuitLimit.Positive(Capacitance, 140e-15);

    /// <summary>Vth.</summary>
    public Voltage Threshold { get; init => field = CircuitLimit.Positive(value, 0.872); } = CircuitLimit.Positive(Threshold, 0.872);

    /// <inheritdoc/>
    public Duration Window { get; init => field = CircuitLimit.Positive(value, 1e-6); } = CircuitLimit.Positive(Window, 1e-6);

    /// <summary>λ_N, 1/V.</summary>
    public double LambdaN { get; init => field = Modulation(value); } = Modulation(LambdaN);

    /// <summary>λ_P, 1/V.</summary>
    public double LambdaP { get; init => field = Modulation(value); } = Modulation(LambdaP);

    /// <summary>λ_dis, 1/V.</summary>
    public double LambdaDischarge { get; init => field = Modulation(value); } = Modulation(LambdaDischarge);

    /// <inheritdoc/>
    public RcSpike Neuron => new(new Membrane(new ReversalPotentials(1 / (Threshold.SI * LambdaN), -1 / (Threshold.SI * LambdaP))), Threshold.SI * LambdaDischarge, SpikeNoise: 0);

    /// <summary>The current at rest of a weight of ±1: C Vth/T; 122.08 nA in the published circuit.</summary>
    public Current UnitCurrent => new(Capacitance.SI * Threshold.SI / Window.SI);

    /// <summary>The discharger's current at rest, with which the firing phase takes one window from 0 to the threshold: −ln(1 − b)/b times <see cref="UnitCurrent"/>.</summary>
    public Current DischargeCurrent => Decay.LogRatio(-Threshold.SI * LambdaDischarge) * UnitCurrent;

    /// <summary><see cref="UnitCurrent"/> for both elements, A.</summary>
    public (double Positive, double Negative) PerWeight => (UnitCurrent.SI, UnitCurrent.SI);

    /// <summary>The circuit of a neuron without leak.</summary>
    public static CurrentSources Of(RcSpike neuron, Capacitance capacitance, Voltage threshold, Duration window)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        if (neuron.Membrane.Leak != 0)
            throw new ArgumentException($"the membrane leaks, α = {neuron.Membrane.Leak}; current sources and a capacitor do not. Train with a leak of 0.", nameof(neuron));
        (double positive, double negative) = neuron.Membrane.Reversal.Slopes;
        return new(capacitance, threshold, window, positive / threshold.SI, -negative / threshold.SI, neuron.DischargeSlope / threshold.SI);
    }

    /// <summary>A doubt where membranes leave the rails: transistors there are no current sources, and the equation goes on as if they were.</summary>
    /// <param name="range">How far the model's membranes go.</param>
    /// <param name="rest">V₀.</param>
    /// <param name="supply">Vdd; the other rail is 0 V. The membrane is upside down: a low potential is a high voltage.</param>
    /// <param name="where">Of the finding.</param>
    /// <returns>Null where all stay within.</returns>
    public Finding? Doubt(MembraneRange range, Voltage rest, Voltage supply, string where)
    {
        ArgumentNullException.ThrowIfNull(range);
        double above = (supply - rest) / Threshold, below = rest / Threshold;
        if (range.Lowest.Potential >= -above && range.Highest.Potential <= below)
            return null;
        bool high = -range.Lowest.Potential - above > range.Highest.Potential - below;
        MembranePeak peak = high ? range.Lowest : range.Highest;
        Voltage voltage = new(EngineeringNotation.Round(rest.SI - (Threshold.SI * peak.Potential), 3));
        return new(
            Severity.Warning, where, $"neuron {peak.Neuron} of layer {peak.Layer + 1} is taken to {voltage}, beyond {(high ? supply : default)}: its transistors are no current sources there, and the model does not hold",
            $"lower the {(high ? "negative" : "positive")} weights that take it there (train with a penalty on weights), or put the rest further from that rail");
    }

    private static double Modulation(double lambda) => Limit.Within(lambda, 0, 1e3, "it is a transistor's channel-length modulation, some 0.1 per volt");
}
