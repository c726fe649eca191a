using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Networks.Spiking;

public sealed class SynapseCircuitTests
{
    [Fact]
    public void The_published_circuit_has_the_numbers_of_its_table()
    {
        CurrentSources circuit = new();
        RcSpike neuron = circuit.Neuron;
        Assert.Equal(2.797, neuron.Membrane.Reversal.Positive, 5e-4);
        Assert.Equal(-1.529, neuron.Membrane.Reversal.Negative, 5e-4);
        Assert.Equal(0.154344, neuron.DischargeSlope, 1e-6);
        Assert.Equal(122.08e-9, circuit.UnitCurrent.SI, 1e-15);
        Assert.Equal(132.6e-9, circuit.DischargeCurrent.SI, 5e-11);
        Assert.Equal(1.0862, circuit.DischargeCurrent / circuit.UnitCurrent, 5e-5);
    }

    public static TheoryData<string, ISynapseCircuit> Circuits() => new()
    {
        { "current sources", new CurrentSources() },
        { "other current sources", new CurrentSources(30 * fF, 0.4 * V, 20 * ns, 0.1, 0.3, 0) },
        { "resistors", new SwitchedResistors(100 * fF, 1.8 * V, 0 * V, 0.6 * V, 0.4 * V, 1 * us) },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void Weights_become_elements_and_elements_weights(string name, ISynapseCircuit circuit)
    {
        Assert.NotEmpty(name);
        float[] weights = new float[60], back = new float[60];
        new Key(8).FillNormal(weights);
        double[] positive = new double[60], negative = new double[60];
        circuit.Elements<float>(weights, positive, negative);
        Assert.All(positive.Zip(negative), pair => Assert.True(pair.First >= 0 && pair.Second >= 0 && pair.First * pair.Second == 0));
        circuit.Weights<float>(positive, negative, back);
        Assert.All(weights.Zip(back), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        (positive[3], negative[3]) = (1e-6, 1e-6);
        Assert.Contains("Switch the smaller one off", Assert.Throws<ArgumentException>(() => circuit.Weights<float>(positive, negative, back)).Message, StringComparison.Ordinal);
    }

    // Kirchhoff's law in volts, amperes and seconds, by small steps, beside the dimensionless membrane.
    [Fact]
    public void Resistors_charge_their_capacitor_to_what_the_neuron_says()
    {
        SwitchedResistors circuit = new(100 * fF, 1.8 * V, 0 * V, 0.6 * V, 0.4 * V, 1 * us);
        double[] times = [0.1, 0.35, 0.6], weights = [1.2, -0.7, 0.4], up = new double[3], down = new double[3], v = new double[1];
        ((ISynapseCircuit)circuit).Elements<double>(weights, up, down);
        double slope(double t, double volt) => Enumerable.Range(0, 3).Where(j => t >= times[j] * 1e-6).Sum(j => (up[j] * (1.8 - volt)) + (down[j] * (0 - volt))) / 100e-15;
        EventDrivenLayer.Potentials<double>(circuit.Neuron.Membrane, 1, times, weights, 1, v);
        Assert.Equal(v[0], (Integrate(slope, 0.6) - 0.6) / 0.4, 1e-9);
    }

    [Fact]
    public void Transistors_discharge_their_capacitor_to_what_the_neuron_says_and_fire_when_it_says()
    {
        CurrentSources circuit = new();
        const double rest = 1.3, c = 140e-15;
        double[] times = [0.1, 0.35, 0.6], weights = [1.2, -0.7, 0.4], n = new double[3], p = new double[3], v = new double[1];
        ((ISynapseCircuit)circuit).Elements<double>(weights, n, p);
        // Upside down: the n-channel pulls down with I (1 + λ V_DS), and I is meant at rest.
        double slope(double t, double volt) => Enumerable.Range(0, 3).Where(j => t >= times[j] * 1e-6).Sum(j => (-n[j] * (1 + (0.41 * (volt - rest)))) + (p[j] * (1 + (0.75 * (rest - volt))))) / c;
        EventDrivenLayer.Potentials<double>(circuit.Neuron.Membrane, 1, times, weights, 1, v);
        double end = Integrate(slope, rest);
        Assert.Equal(v[0], -(end - rest) / 0.872, 1e-9);

        // The discharger takes it from there to the threshold: at the predicted time it is there.
        double fires = FiringPhase.SpikeTime(v[0], circuit.Neuron.DischargeSlope);
        double discharge(double t, double volt) => t < fires * 1e-6 ? -circuit.DischargeCurrent.SI * (1 + (0.177 * (volt - rest))) / c : 0;
        Assert.Equal(rest - 0.872, Integrate(discharge, end, fires), 1e-9);
    }

    [Fact]
    public void A_neuron_and_its_circuit_are_one_another()
    {
        RcSpike neuron = new(new Membrane(new ReversalPotentials(2.8, -1.5)), 0.1, SpikeNoise: 0);
        RcSpike back = CurrentSources.Of(neuron, 50 * fF, 0.5 * V, 200 * ns).Neuron;
        Assert.Equal(2.8, back.Membrane.Reversal.Positive, 1e-12);
        Assert.Equal(-1.5, back.Membrane.Reversal.Negative, 1e-12);
        Assert.Equal(0.1, back.DischargeSlope, 1e-12);
        Assert.True(double.IsPositiveInfinity(CurrentSources.Of(new RcSpike(new Membrane(ReversalPotentials.Ideal)), 50 * fF, 0.5 * V, 200 * ns).Neuron.Membrane.Reversal.Positive));
        back = SwitchedResistors.Of(neuron.Membrane.Reversal, 50 * fF, 0.5 * V, 200 * ns).Neuron;
        Assert.Equal(2.8, back.Membrane.Reversal.Positive, 1e-12);
        Assert.Equal(-1.5, back.Membrane.Reversal.Negative, 1e-12);
        Assert.Throws<ArgumentException>(() => SwitchedResistors.Of(ReversalPotentials.Ideal, 50 * fF, 0.5 * V, 200 * ns));
        Assert.Throws<ArgumentException>(() => CurrentSources.Of(new RcSpike(new Membrane(null, 1)), 50 * fF, 0.5 * V, 200 * ns));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SwitchedResistors(100 * fF, 0.5 * V, 0 * V, 0.6 * V, 0.4 * V, 1 * us).Neuron);
    }

    // Classical Runge–Kutta over one window, 20,000 steps, none of which straddles a spike of the tests.
    private static double Integrate(Func<double, double, double> slope, double volt, double until = 1)
    {
        const int steps = 20_000;
        double h = until * 1e-6 / steps;
        for (int i = 0; i < steps; i++)
        {
            double inside = (i + 0.5) * h; // the right side is constant in time within a step
            double a = slope(inside, volt), b = slope(inside, volt + (h / 2 * a)), c = slope(inside, volt + (h / 2 * b)), d = slope(inside, volt + (h * c));
            volt += h / 6 * (a + (2 * b) + (2 * c) + d);
        }

        return volt;
    }
}
