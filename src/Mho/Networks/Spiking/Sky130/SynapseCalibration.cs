using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>Measures single synapses in the whole neuron: how much they charge the membrane in a long and in a short spike.</summary>
/// <remarks>
/// From the two potentials follow the part that grows with the length of the spike, whose ratio to the model is a factor of the currents (λ of its own, junctions whose capacitance depends on the
/// voltage, leakage), and the part that does not, <see cref="ReleaseCharge"/>. Spikes are so long that the membrane ends half way, where those of networks do; negative weights are measured
/// against a positive one beside them, or the membrane would rise beyond the supply.
/// </remarks>
internal sealed class SynapseCalibration(Extraction direct, Sky130Models models, Ngspice ngspice, CancellationToken cancel)
{
    /// <summary>Inputs that a neuron must have for it.</summary>
    public const int Inputs = 5;

    private const double Longest = 0.8, Half = 0.5, Shorter = 0.25, Companion = 0.35, Patience = 1.5;

    private static readonly double[] Weights = [0.1, 0.3, 0.8, 1.6];

    /// <summary>The extraction with currents and charges put right.</summary>
    public Extraction Run()
    {
        int count = Weights.Length;
        (double[] model, double[] circuit) = Potentials(1);
        (double[] modelShort, double[] circuitShort) = Potentials(Shorter);
        double[] factors = new double[2 * count], charges = new double[2 * count];
        for (int k = 0; k < count; k++)
        {
            (factors[k], charges[k]) = Split(model[k], circuit[k], modelShort[k], circuitShort[k]);
            (int both, int alone) = (count + k, (2 * count) + k);
            (factors[both], charges[both]) = Split(model[both] - model[alone], circuit[both] - circuit[alone], modelShort[both] - modelShort[alone], circuitShort[both] - circuitShort[alone]);
        }

        (double p, double pSlope) = Line(charges.AsSpan(0, count));
        (double n, double nSlope) = Line(charges.AsSpan(count));
        return direct with
        {
            Positive = Times(direct.Positive, factors[..count]),
            Negative = Times(direct.Negative, factors[count..]),
            Release = new(p, pSlope, -n, -nSlope),
        };
    }

    private static (double Factor, double Charge) Split(double model, double circuit, double modelShort, double circuitShort)
    {
        double factor = (circuit - circuitShort) / (model - modelShort);
        return (factor, circuitShort - (factor * modelShort));
    }

    // v of every neuron at the end of the accumulation, by the model and from when it fires in ngspice: positive weights, negative ones with their companions, companions alone.
    private (double[] Model, double[] Circuit) Potentials(double share)
    {
        int count = Weights.Length, neurons = 3 * count;
        double[] weights = new double[direct.Inputs * neurons], times = [.. Enumerable.Repeat(double.PositiveInfinity, direct.Inputs)];
        times[0] = 0;
        for (int k = 0; k < count; k++)
        {
            double length = Math.Min(Longest, Half / Weights[k]);
            times[1 + k] = 1 - (share * length);
            weights[((1 + k) * neurons) + k] = Weights[k];
            weights[((1 + k) * neurons) + count + k] = -Weights[k];
            weights[count + k] = weights[(2 * count) + k] = Companion + (length * Weights[k]);
        }

        double[] model = new double[neurons];
        EventDrivenLayer.Potentials(direct.Model.Neuron.Membrane, 1, times, weights, neurons, model);
        SynapseGates[] layer = [direct.Gates(new(direct.Inputs, weights))];
        Sky130Deck deck = new(direct.Circuit, direct.Biases, layer) { LastPhase = Patience };
        CircuitRun run = CircuitRun.Of(ngspice.Run(deck.Text(models, times), cancel), deck, layer, direct.Circuit);
        return run.Converged ? (model, [.. run.SpikeTimes[0].Select(Potential)]) : throw new InvalidOperationException(run.Fault);
    }

    // The firing phase read backwards, below rest too: 1 − b v = (1 − b)^(1 − t).
    private double Potential(double time)
    {
        double b = direct.Model.Neuron.DischargeSlope;
        return (1 - Math.Pow(1 - b, 1 - time)) / b;
    }

    // a and b of a + b ln |w|, by least squares.
    private static (double A, double B) Line(ReadOnlySpan<double> charges)
    {
        double x = 0, y = 0, xx = 0, xy = 0, n = charges.Length;
        for (int k = 0; k < charges.Length; k++)
        {
            double log = Math.Log(Weights[k]);
            (x, y, xx, xy) = (x + log, y + charges[k], xx + (log * log), xy + (log * charges[k]));
        }

        double slope = ((n * xy) - (x * y)) / ((n * xx) - (x * x));
        return ((y - (slope * x)) / n, slope);
    }

    // Between the weights measured, the factor is linear in the logarithm of the current; beyond them it stays.
    private BiasTable Times(BiasTable table, double[] factors)
    {
        double unit = direct.Model.UnitCurrent.SI;
        return new(table.Volts, [.. table.Amperes.Select(ampere => ampere * Factor(ampere / unit))]);

        double Factor(double weight)
        {
            int next = Array.FindIndex(Weights, other => other >= weight);
            if (next <= 0)
                return next == 0 ? factors[0] : factors[^1];
            double part = Math.Log(weight / Weights[next - 1]) / Math.Log(Weights[next] / Weights[next - 1]);
            return factors[next - 1] + (part * (factors[next] - factors[next - 1]));
        }
    }
}
