using Mho.Networks.Spiking;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Numbers computed once by hand and by an independent program: one neuron, three spikes.</summary>
public sealed class SpikingGoldenTests
{
    private const double Digits = 1e-7;
    private static readonly double[] Times = [0.10, 0.35, 0.80], Weights = [1.2, -0.7, 0.9];

    public static TheoryData<double, double, double, double[], double[]> Exact() => new()
    {
        { 2.80, -1.53, 0.5444691002, [-0.5683237, 0.4376296, -0.6118505], [0.5228811, 0.5875491, 0.1480326] },
        { 1, -1, 0.3637477425, [-0.2159565, 0.2141213, -0.3796711], [0.2765580, 0.4202737, 0.1038203] },
        { 4, -4, 0.6403078531, [-0.7815873, 0.5269447, -0.6971419], [0.6439765, 0.5965701, 0.1613002] },
        { 100, -100, 0.7973488577, [-1.1795955, 0.6922321, -0.8903109], [0.8876248, 0.6481653, 0.1981258] },
        { double.PositiveInfinity, double.NegativeInfinity, 0.805, [-1.2, 0.7, -0.9], [0.9, 0.65, 0.2] },
    };

    [Theory]
    [MemberData(nameof(Exact))]
    public void The_exact_solution_and_its_gradients(double positive, double negative, double expected, double[] dTimes, double[] dWeights)
    {
        Membrane membrane = new(new ReversalPotentials(positive, negative));
        double[] v = new double[1], dt = new double[3], dw = new double[3];
        EventDrivenLayer.Potentials<double>(membrane, 1, Times, Weights, 1, v);
        EventDrivenLayer.PotentialGradients<double>(membrane, 1, Times, Weights, [1.0], dt, dw);
        Assert.Equal(expected, v[0], Digits);
        Assert.Equal(1 - expected, FiringPhase.SpikeTime(v[0], 0.0), Digits);
        Close(dTimes, dt);
        Close(dWeights, dw);
    }

    [Theory]
    [InlineData(3, 0, 0.5379806313)]
    [InlineData(5, 0, 0.5452546746)]
    [InlineData(11, 0, 0.5450329017)]
    [InlineData(31, 0, 0.5445314220)]
    [InlineData(3, 0.25, 0.5517643422)]
    [InlineData(5, 0.125, 0.5424810230)]
    [InlineData(11, 0.05, 0.5438404167)]
    [InlineData(11, 0.03, 0.5442896638)]
    [InlineData(3, 0.2, 0.5502062993)]
    public void Discretised_spikes(int intervals, double offset, double expected)
    {
        double[] v = new double[1];
        DiscretisedLayer.Potentials<double>(new Membrane(new ReversalPotentials(2.80, -1.53)), new TimeGrid(intervals, offset), Times, Weights, 1, v);
        Assert.Equal(expected, v[0], Digits);
    }

    [Fact]
    public void Gradients_of_discretised_spikes()
    {
        double[] dt = new double[3], dw = new double[3];
        DiscretisedLayer.PotentialGradients<double>(new Membrane(new ReversalPotentials(2.80, -1.53)), new TimeGrid(11, 0.03), Times, Weights, [1.0], dt, dw);
        Close([-0.5683237, 0.4244348, -0.6222081], dt);
    }

    [Theory]
    [InlineData(2.8, 1.1210342140)]
    [InlineData(4, 1.0568833621)]
    [InlineData(1e6, 0.9583336430)]
    [InlineData(double.PositiveInfinity, 0.9583333333)]
    [InlineData(1.2, double.PositiveInfinity)]
    public void The_time_to_the_first_spike(double magnitude, double expected)
    {
        double[] weights = [1.2, -0.7, 2.5], spike = new double[1];
        EventDrivenLayer.SpikeTimes<double>(new Membrane(ReversalPotentials.Symmetric(magnitude)), 5, Times, weights, 1, spike);
        Assert.Equal(expected, spike[0], Digits);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 0.7652735)]
    [InlineData(0.5, 0.5209308)]
    [InlineData(0.75, 0.2661502)]
    [InlineData(1, 0)]
    public void The_firing_phase_of_a_discharger_that_feels_the_membrane(double potential, double expected)
    {
        Assert.Equal(expected, FiringPhase.SpikeTime(potential, 0.154344), Digits);
        Assert.Equal(expected, FiringPhase.SpikeTime((float)potential, 0.154344f), 3e-7f);
    }

    private static void Close(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Digits));
}
