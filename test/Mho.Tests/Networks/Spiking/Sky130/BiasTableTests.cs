using Mho.Networks.Spiking.Sky130;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking.Sky130;

/// <summary>Gate voltage to current and back; straight lines through sweeps whose answer is known.</summary>
public sealed class BiasTableTests
{
    private static readonly Voltage Rest = new(1.3);

    // A random monotone table of either direction: n-channel gates rise with the current, p-channel gates fall.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_one_direction_reads_the_other_gives_back(int direction)
    {
        Key key = new Key(7)["bias table"][direction + 1];
        for (int round = 0; round < 200; round++)
        {
            Key own = key[round];
            int points = 2 + (int)(own.Uniform(0) * 40);
            double[] volts = new double[points], amperes = new double[points];
            (double volt, double log) = (0.9, -22);
            for (int i = 0; i < points; i++)
            {
                (volts[i], amperes[i]) = (volt, Math.Exp(log));
                (volt, log) = (volt + (direction * (1e-3 + (0.02 * own["volt"].Uniform(i)))), log + 1e-3 + own["current"].Uniform(i));
            }

            BiasTable table = new(volts, amperes);
            for (int i = 0; i < 20; i++)
            {
                double gate = volts[0] + ((volts[^1] - volts[0]) * own["read"].Uniform(i));
                Current current = table.CurrentAt(new(gate));
                Assert.True(table.Reaches(current));
                Assert.Equal(gate, table.VoltageFor(current).SI, 1e-11);
                Assert.Equal(1, table.CurrentAt(table.VoltageFor(current)) / current, 1e-11);
            }

            Assert.Equal(volts[0], table.VoltageFor(new(amperes[0])).SI, 1e-12);
            Assert.Equal(1, table.CurrentAt(new(volts[^1])).SI / amperes[^1], 1e-12);
        }
    }

    [Fact]
    public void More_gate_voltage_in_the_right_direction_is_more_current()
    {
        BiasTable table = new([1.5, 1.2, 1.0], [1e-9, 3e-8, 4e-7]);
        double before = 0;
        for (int step = 0; step <= 100; step++)
        {
            double ampere = table.CurrentAt(new(1.5 - (0.005 * step))).SI;
            Assert.True(ampere > before);
            before = ampere;
        }
    }

    // ln I is what is interpolated: half way in the voltage is the geometric mean of the currents.
    [Fact]
    public void Between_two_points_the_current_is_exponential() =>
        Assert.Equal(1e-8, new BiasTable([0.4, 0.6], [1e-9, 1e-7]).CurrentAt(new(0.5)).SI, 1e-20);

    [Fact]
    public void A_table_that_cannot_be_inverted_is_refused()
    {
        Assert.Contains("point 2", Assert.Throws<ArgumentException>(() => new BiasTable([0.1, 0.2, 0.3], [1e-9, 2e-9, 2e-9])).Message, StringComparison.Ordinal);
        Assert.Contains("point 2", Assert.Throws<ArgumentException>(() => new BiasTable([0.1, 0.2, 0.15], [1e-9, 2e-9, 3e-9])).Message, StringComparison.Ordinal);
        Assert.Contains("point 0", Assert.Throws<ArgumentException>(() => new BiasTable([0.1, 0.2], [0, 2e-9])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_outside_the_sweep_is_refused_with_its_ends()
    {
        BiasTable table = new([1.5, 1.0], [1e-9, 1e-6]);
        Assert.Contains("1E-09 to 1E-06 A", Assert.Throws<ArgumentOutOfRangeException>(() => table.VoltageFor(new(2e-6))).Message, StringComparison.Ordinal);
        Assert.Contains("1 to 1.5 V", Assert.Throws<ArgumentOutOfRangeException>(() => table.CurrentAt(new(0.9))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Channel.N, 0.41)]
    [InlineData(Channel.P, 0.75)]
    public void The_line_through_a_sweep_of_a_known_law_has_its_slope(Channel channel, double lambda)
    {
        BranchSweep sweep = Known(channel, gate => lambda);
        (double ampere, double slope) = sweep.Line(3, Rest);
        Assert.Equal(lambda, slope, 1e-12);
        Assert.Equal(1, ampere / Ampere(3), 1e-12);
        Assert.Equal(1, sweep.Ampere(3, Rest, lambda) / Ampere(3), 1e-12);
    }

    // λ falls by 0.001 from one gate voltage to the next; unit weights lie at known ones of them.
    [Fact]
    public void Lambda_is_averaged_over_the_weights_in_use()
    {
        BranchSweep sweep = Known(Channel.N, gate => 0.5 - (0.001 * gate));
        Modulation modulation = Modulation.Of(sweep, Rest, Ampere(100));
        double[] expected = [.. Enumerable.Range(0, 20).Select(point => 0.5 - (0.001 * (100 + ((Math.Log(0.1) + (point * Math.Log(20) / 19)) / 0.05))))];
        Assert.Equal(expected.Average(), modulation.Lambda, 1e-12);
        Assert.Equal(expected[^1], modulation.Least, 1e-12);
        Assert.Equal(expected[0], modulation.Most, 1e-12);
        Assert.Contains("outside the sweep", Assert.Throws<InvalidOperationException>(() => Modulation.Of(sweep, Rest, Ampere(199))).Message, StringComparison.Ordinal);
    }

    private static double Ampere(int gate) => 1e-10 * Math.Exp(0.05 * gate);

    private static BranchSweep Known(Channel channel, Func<int, double> lambda)
    {
        double[] membranes = [.. Enumerable.Range(0, 40).Select(k => 0.43 + (0.02 * k))];
        int sign = channel == Channel.N ? 1 : -1;
        return new(channel, [.. Enumerable.Range(0, 200).Select(gate => 0.2 + (0.005 * gate))], membranes,
            [.. Enumerable.Range(0, 200).SelectMany(gate => membranes.Select(volt => Ampere(gate) * (1 + (lambda(gate) * sign * (volt - Rest.SI)))))]);
    }
}
