using static Mho.Units;

namespace Mho.Vsa.Spiking;

/// <summary>Constants of a network of leaky integrate-and-fire neurons that hold states by recurrent excitation and a global inhibition in place of a choice of the k largest.</summary>
/// <remarks>
/// <code>
/// τ_m dv/dt = −v + I0 + J u − g A + M,   spike at v ≥ 1, then v = 0 for t_ref;  v never below Floor
/// τ_s du/dt = −u + Σ_j W_ij Σ spikes of j / (k r0),   τ_s dA/dt = −A + Σ spikes / (k r0)
/// r0 = 1 / (t_ref + τ_m ln(X / (X − 1))),  X = I0 + J − g
/// </code>
/// Dimensionless but for times. M is <see cref="MaskCurrent"/> in neurons that a stimulus silences, else 0; r0 the rate of a neuron of which u = A = 1. The constants are ours: one coarse scan,
/// not tuned after it; those of the spiking networks in M. Cotteret et al., Neuromorph. Comput. Eng. 5, 014008 (2025) were not at hand.
/// </remarks>
public sealed record LeakyNeuron
{
    /// <summary>τ_m, of the membrane.</summary>
    public Duration Membrane { get; init; } = 20 * ms;

    /// <summary>τ_s, of the synapse.</summary>
    public Duration Synapse { get; init; } = 30 * ms;

    /// <summary>t_ref, silent time after a spike.</summary>
    public Duration Refractory { get; init; } = 5 * ms;

    /// <summary>I0, drive that all neurons have.</summary>
    public double Drive { get; init; } = 4;

    /// <summary>J, of the recurrent sum.</summary>
    public double Excitation { get; init; } = 16;

    /// <summary>g, of the mean of all spikes.</summary>
    public double Inhibition { get; init; } = 16;

    /// <summary>M of a silenced neuron.</summary>
    public double MaskCurrent { get; init; } = -20;

    /// <summary>The lowest v.</summary>
    public double Floor { get; init; } = -1;

    /// <summary>dt of the clock.</summary>
    public Duration Step { get; init; } = 1 * ms;

    /// <summary>σ of a Gaussian current that every neuron gets anew in every step; 0 for none.</summary>
    public double CurrentNoise { get; init; }

    /// <summary>r0, spikes per second.</summary>
    public Frequency NominalRate => new(1 / (Refractory.SI + (Membrane.SI * Math.Log(Nominal / (Nominal - 1)))));

    /// <summary>What a spike adds to A, and W times it to u: 1 / (k r0 τ_s).</summary>
    /// <param name="ones">k, active neurons of a state.</param>
    public double SpikeSize(int ones) => 1 / (ones * NominalRate.SI * Synapse.SI);

    internal int RefractorySteps => (int)Math.Round(Refractory / Step);

    private double Nominal => Drive + Excitation - Inhibition;

    internal static void Check(LeakyNeuron neuron)
    {
        (Duration step, Duration refractory, double nominal) = (neuron.Step, neuron.Refractory, neuron.Nominal);
        if (!(step.SI > 0) || !(neuron.Membrane >= step) || !(neuron.Synapse >= step) || !double.IsFinite(neuron.Membrane.SI) || !double.IsFinite(neuron.Synapse.SI))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"a clock of {step} for a membrane of {neuron.Membrane} and a synapse of {neuron.Synapse}; give a step above 0 s that is no longer than either.");
        if (!(refractory.SI >= 0) || !(Math.Abs((refractory / step) - Math.Round(refractory / step)) < 1e-6))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"{refractory} of silence at a clock of {step}; give a whole number of steps, 0 or more.");
        if (!(nominal > 1) || !double.IsFinite(nominal))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"I0 + J - g = {nominal:G4}, and a neuron whose current stays at or below its threshold of 1 never fires; raise Drive or Excitation.");
        if (!(neuron.Floor <= 0) || !double.IsFinite(neuron.Floor))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"a floor of {neuron.Floor:G4} above the reset at 0; give 0 or less.");
        if (!(neuron.Drive + neuron.MaskCurrent < 1))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"a mask of {neuron.MaskCurrent:G4} on a drive of {neuron.Drive:G4} leaves silenced neurons above their threshold of 1; give less than {1 - neuron.Drive:G4}.");
        if (!(neuron.CurrentNoise >= 0) || !double.IsFinite(neuron.CurrentNoise))
            throw new ArgumentOutOfRangeException(nameof(neuron), $"noise of {neuron.CurrentNoise:G4}; give 0 or more.");
    }
}
