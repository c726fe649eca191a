using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>Finds the biases with which a neuron whose synapses are silent fires after one window, at the switching voltage; and its capacitance.</summary>
/// <remarks>
/// C is that of the way from 10 to 70 % of the threshold, where the sensing inverter is at rest; when it switches, its output pushes the membrane back and it takes time of its own. Both are
/// the same for every spike, since all membranes fall alike there, so they shift the voltage at which the neuron seems to fire: where a membrane of that C would be at the time of the spike.
/// </remarks>
internal sealed class NeuronCalibration(Sky130Circuit circuit, Sky130Models models, int inputs, BranchSweep source, Ngspice ngspice, CancellationToken cancel)
{
    // Half a window more than it should need, to see it fire late. Right to 0.02 ns and 0.05 mV, as ngspice's steps are.
    private const double Patience = 1.5, RightTime = 2e-5, RightVolt = 5e-5;
    private const int Rounds = 20;

    private readonly SynapseGates[] _silent = [SynapseGates.Off(inputs, 1, circuit.Supply)];
    private readonly BiasTable _discharge = new(source.Gates, [.. Enumerable.Range(0, source.Gates.Count).Select(gate => source.Line(gate, circuit.Rest).Ampere)]);

    /// <summary>Searches: the time is in inverse ratio to the current, and the switching voltage falls as the sensing bias rises (secant).</summary>
    public (CircuitBiases Biases, double Capacitance, double AtRest) Run()
    {
        CircuitBiases biases = CircuitBiases.First;
        double slope = -1, before = double.NaN, sensed = double.NaN;
        for (int round = 0; round < Rounds; round++)
        {
            (double time, double capacitance, double volt) = Fire(biases);
            double above = volt - circuit.Switching.SI, ampere = _discharge.CurrentAt(biases.Discharge).SI;
            if (Math.Abs(time - 1) < RightTime && Math.Abs(above) < RightVolt)
                return (biases, capacitance, ampere);
            if (Math.Abs(biases.Sense.SI - before) > 1e-6)
                slope = Math.Clamp((above - sensed) / (biases.Sense.SI - before), -3, -0.3);
            (before, sensed) = (biases.Sense.SI, above);

            // What the time will be once the switching voltage is right.
            double expected = time * circuit.Threshold.SI / (circuit.Rest.SI - volt);
            biases = new(new(before - (above / slope)), _discharge.VoltageFor(new(ampere * expected)));
        }

        throw new InvalidOperationException($"no biases were found in {Rounds} rounds with which a neuron of {inputs} inputs fires at {circuit.Switching} after {circuit.Window}; the last were {biases.Sense} and {biases.Discharge}.");
    }

    // When it fires, in windows; the capacitance on the way; and the voltage at which it seems to fire.
    private (double Time, double Capacitance, double Volt) Fire(CircuitBiases biases)
    {
        double[] silence = [.. Enumerable.Repeat(double.PositiveInfinity, inputs)];
        Sky130Deck deck = new(circuit, biases, _silent) { LastPhase = Patience };
        CircuitRun run = CircuitRun.Of(ngspice.Run(deck.Text(models, silence), cancel), deck, _silent, circuit);
        if (!run.Converged)
            throw new InvalidOperationException(run.Fault);
        double time = run.SpikeTimes[0][0], begin = deck.PhaseStart(1), rest = circuit.Rest.SI, threshold = circuit.Threshold.SI;
        if (time >= Patience)
            throw new InvalidOperationException($"a neuron of {inputs} inputs does not fire within {Patience} windows at biases of {biases.Sense} and {biases.Discharge}; lower the capacitance or lengthen the window.");
        double high = rest - (0.1 * threshold), low = rest - (0.7 * threshold);
        double capacitance = (Reaches(run, low, begin) - Reaches(run, high, begin)) / Seconds(biases.Discharge, high, low);
        (double above, double below) = (rest, 0);
        while (above - below > 1e-7)
        {
            double middle = (above + below) / 2;
            (above, below) = capacitance * Seconds(biases.Discharge, rest, middle) < time * circuit.Window.SI ? (middle, below) : (above, middle);
        }

        return (time, capacitance, above);
    }

    // When the membrane has fallen to a voltage, s.
    private static double Reaches(CircuitRun run, double volt, double from)
    {
        double[] mirrored = [.. run.Membranes[0][0].Select(membrane => -membrane)];
        return CircuitRun.Rise([.. run.Times], mirrored, -volt, from, run.Times[^1]);
    }

    // ∫ dV / I(V) from one voltage down to another, by the trapezoidal rule on the sweep's points; in s per farad.
    private double Seconds(Voltage gate, double from, double to)
    {
        int next = Math.Clamp(source.Gates.ToList().FindIndex(other => other >= gate.SI), 1, source.Gates.Count - 1);
        double share = (gate.SI - source.Gates[next - 1]) / (source.Gates[next] - source.Gates[next - 1]), sum = 0;
        const int steps = 400;
        for (int k = 0; k <= steps; k++)
            sum += (k is 0 or steps ? 0.5 : 1) / Ampere(to + ((from - to) * k / steps));
        return sum * (from - to) / steps;

        double Ampere(double membrane)
        {
            int point = Math.Clamp((int)((membrane - source.Membranes[0]) / (source.Membranes[1] - source.Membranes[0])), 0, source.Membranes.Count - 2);
            double part = (membrane - source.Membranes[point]) / (source.Membranes[1] - source.Membranes[0]);
            return Math.Exp(((1 - share) * At(next - 1, point, part)) + (share * At(next, point, part)));
        }

        double At(int row, int point, double part) => Math.Log(
            ((1 - part) * source.Amperes[(row * source.Membranes.Count) + point]) + (part * source.Amperes[(row * source.Membranes.Count) + point + 1]));
    }
}
