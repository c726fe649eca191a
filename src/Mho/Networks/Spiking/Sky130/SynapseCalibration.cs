using Mho.Circuits.Netlists;

namespace Mho.Networks.Spiking.Sky130;

/// <summary>Measures single synapses in the whole neuron: how much they charge the membrane in a long and in a short spike.</summary>
/// <remarks>
/// Every neuron has one synapse that conducts, from 0.2 or from 0.8 windows on. From the two potentials follow the part that grows with the length of the spike, whose ratio to the model
/// is a factor of the currents (junctions whose capacitance depends on the voltage, and leakage), and the part that does not, <see cref="ReleaseCharge"/>.
/// </remarks>
internal sealed class SynapseCalibration(Extraction direct, Sky130Models models, Ngspice ngspice, CancellationToken cancel)
{
    private const double Early = 0.2, Late = 0.8, Patience = 1.8;

    private static readonly double[] Weights = [0.1, 0.3, 0.9, -0.1, -0.3, -0.6];

    /// <summary>The extraction with currents and charges put right.</summary>
    public Extraction Run()
    {
        double[] charges = new double[Weights.Length], factors = new double[Weights.Length];
        double[] early = Potentials(Early), late = Potentials(Late);
        for (int k = 0; k < Weights.Length; k++)
        {
            double expectedEarly = Expected(Weights[k], Early), expectedLate = Expected(Weights[k], Late);
            factors[k] = (early[k] - late[k]) / (expectedEarly - expectedLate);
            charges[k] = late[k] - (factors[k] * expectedLate);
        }

        (double p, double pSlope) = Line(charges, 0);
        (double n, double nSlope) = Line(charges, 3);
        return direct with
        {
            Positive = Times(direct.Positive, factors[..3].Average()),
            Negative = Times(direct.Negative, factors[3..].Average()),
            Release = new(p, pSlope, -n, -nSlope),
        };
    }

    // v of every neuron at the end of the accumulation, from when it fires.
    private double[] Potentials(double at)
    {
        int inputs = direct.Inputs, neurons = Weights.Length;
        double[] weights = new double[inputs * neurons], times = [.. Enumerable.Repeat(double.PositiveInfinity, inputs)];
        Weights.CopyTo(weights, 0);
        times[0] = at;
        SynapseGates[] layer = [direct.Gates(new(inputs, weights))];
        Sky130Deck deck = new(direct.Circuit, direct.Biases, layer) { LastPhase = Patience };
        CircuitRun run = CircuitRun.Of(ngspice.Run(deck.Text(models, times), cancel), deck, layer, direct.Circuit);
        if (!run.Converged)
            throw new InvalidOperationException(run.Fault);
        return [.. run.SpikeTimes[0].Select(Potential)];
    }

    private double Expected(double weight, double at)
    {
        double[] v = new double[1];
        EventDrivenLayer.Potentials(direct.Model.Neuron.Membrane, 1, [at], [weight], 1, v);
        return v[0];
    }

    // The firing phase read backwards, below rest too: 1 − b v = (1 − b)^(1 − t).
    private double Potential(double time)
    {
        double b = direct.Model.Neuron.DischargeSlope;
        return (1 - Math.Pow(1 - b, 1 - time)) / b;
    }

    // a and b of a + b ln |w| through three weights of one sign.
    private static (double A, double B) Line(double[] charges, int first)
    {
        double x = 0, y = 0, xx = 0, xy = 0;
        for (int k = first; k < first + 3; k++)
        {
            double log = Math.Log(Math.Abs(Weights[k]));
            (x, y, xx, xy) = (x + log, y + charges[k], xx + (log * log), xy + (log * charges[k]));
        }

        double slope = ((3 * xy) - (x * y)) / ((3 * xx) - (x * x));
        return ((y - (slope * x)) / 3, slope);
    }

    private static BiasTable Times(BiasTable table, double factor) => new(table.Volts, [.. table.Amperes.Select(ampere => ampere * factor)]);
}
