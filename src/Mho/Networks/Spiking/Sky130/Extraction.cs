using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>What the model must know of a circuit, measured on its transistors in ngspice: channel-length modulation, membrane capacitance, biases, and which gate voltage is which weight.</summary>
/// <remarks>
/// Bottom-up modelling, section 9 of Y. Sakemi et al., arXiv 2412.09010 v1. λ: straight lines through I(V) of each branch, selector included, from the switching voltage to 60 mV above
/// rest, averaged over weights of 0.1 to 2, as many in each octave. The current of a gate voltage is that of the line with the common λ nearest to its sweep, so that a λ of its own costs least. A neuron whose synapses
/// are silent gives the rest: its biases are those with which it fires after one window, at the switching voltage; then C follows from ∫ dV/I(V) of the discharger. Single synapses
/// in the whole neuron then give what a sweep does not see: a factor of each kind's currents, and the charge at the end of a spike.
/// </remarks>
/// <param name="Circuit">What was measured.</param>
/// <param name="Inputs">Synapses of each kind that load a membrane, 5 at least.</param>
/// <param name="Biases">Of all neurons.</param>
/// <param name="Capacitance">C of a membrane, transistors and wires included.</param>
/// <param name="N">λ_N of synapses of positive weight.</param>
/// <param name="P">λ_P of synapses of negative weight.</param>
/// <param name="Discharge">λ_dis, at its bias.</param>
/// <param name="Positive">Gate voltage and current at rest of a synapse of positive weight.</param>
/// <param name="Negative">Of negative weight.</param>
/// <param name="Release">What synapses take from the membrane when a spike ends.</param>
public sealed record Extraction(
    Sky130Circuit Circuit, int Inputs, CircuitBiases Biases, Capacitance Capacitance, Modulation N, Modulation P, Modulation Discharge, BiasTable Positive, BiasTable Negative, ReleaseCharge Release)
{
    /// <summary>The circuit as the model sees it: its neuron, the current of a weight, and back.</summary>
    public CurrentSources Model => new(Capacitance, Circuit.Threshold, Circuit.Window, N.Lambda, P.Lambda, Discharge.Lambda);

    /// <summary>The largest weights that gate voltages of the sweep can set; both positive.</summary>
    public (double Positive, double Negative) Largest => (Positive.Amperes[^1] / Model.UnitCurrent.SI, Negative.Amperes[^1] / Model.UnitCurrent.SI);

    /// <summary>Measures.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="models">The process.</param>
    /// <param name="inputs">Of the widest layer.</param>
    /// <param name="ngspice">The program; the one on PATH if null.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">ngspice did not converge, or no bias within its range makes the neuron fire in time.</exception>
    public static Extraction Run(Sky130Circuit circuit, Sky130Models models, int inputs, Ngspice? ngspice = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ngspice ??= new();
        inputs = Math.Max(inputs, SynapseCalibration.Inputs);
        double supply = circuit.Supply.SI;
        BranchSweep n = BranchSweep.Run(circuit, models, "positive", 0.25, 0.8, ngspice, cancel);
        BranchSweep p = BranchSweep.Run(circuit, models, "negative", supply - 0.3, supply - 1.1, ngspice, cancel);
        BranchSweep source = BranchSweep.Run(circuit, models, "discharger", 0.45, 0.7, ngspice, cancel);
        (CircuitBiases biases, double capacitance, double atRest) = new NeuronCalibration(circuit, models, inputs, source, ngspice, cancel).Run();
        double unit = capacitance * circuit.Threshold.SI / circuit.Window.SI, lambda = Modulation.At(source, circuit.Rest, atRest);
        Modulation positive = Modulation.Of(n, circuit.Rest, unit), negative = Modulation.Of(p, circuit.Rest, unit);
        Extraction direct = new(
            circuit, inputs, biases, new(capacitance), positive, negative, new(lambda, lambda, lambda), Table(n, circuit.Rest, positive.Lambda), Table(p, circuit.Rest, negative.Lambda), ReleaseCharge.None);
        return new SynapseCalibration(direct, models, ngspice, cancel).Run();
    }

    /// <summary>The gate voltages of weights. A weight below the sweep's smallest current, some 3e-4, is nearer to 0 and switched off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight needs more current than the sweep reaches; says which.</exception>
    public SynapseGates Gates(SpikingWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double unit = Model.UnitCurrent.SI;
        double[] positive = new double[weights.Weights.Count], negative = new double[positive.Length];
        for (int k = 0; k < positive.Length; k++)
        {
            double ampere = unit * weights.Weights[k];
            positive[k] = Gate(Positive, ampere, 0, k, weights);
            negative[k] = Gate(Negative, -ampere, Circuit.Supply.SI, k, weights);
        }

        return new(weights.Inputs, positive, negative);
    }

    private double Gate(BiasTable table, double ampere, double off, int synapse, SpikingWeights weights) =>
        ampere < table.Amperes[0] ? off
        : table.Reaches(new(ampere)) ? table.VoltageFor(new(ampere)).SI
        : throw new ArgumentOutOfRangeException(nameof(weights), $"the weight {weights.Weights[synapse]:G4} of synapse {synapse} is outside {-Largest.Negative:G3} to {Largest.Positive:G3}, which the gate voltages reach; train with a penalty on weights.");

    private static BiasTable Table(BranchSweep sweep, Voltage rest, double lambda) =>
        new(sweep.Gates, [.. Enumerable.Range(0, sweep.Gates.Count).Select(gate => sweep.Ampere(gate, rest, lambda))]);
}
