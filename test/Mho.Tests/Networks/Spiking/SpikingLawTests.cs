using Mho.Networks.Spiking;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Laws of membranes that hold for any weights and spikes.</summary>
public sealed class SpikingLawTests
{
    private static readonly Key Root = new Key(412)["spiking"];

    public static TheoryData<double, double, double> Membranes() => new() { { 2.8, -1.53, 0 }, { 1, -1, 0 }, { 4, -4, 0.7 }, { 1.3, -100, 2 }, { 1e4, -1e4, 0 } };

    [Theory]
    [MemberData(nameof(Membranes))]
    public void The_exact_solution_is_the_one_of_Runge_and_Kutta(double positive, double negative, double leak)
    {
        const int inputs = 12, neurons = 20;
        (double[] times, double[] weights) = Draw(Root["oracle"], 1, inputs, neurons);
        Membrane membrane = new(new ReversalPotentials(positive, negative), leak);
        double[] v = new double[neurons], spikes = new double[neurons];
        EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, neurons, v);
        EventDrivenLayer.SpikeTimes<double>(membrane, 3, times, weights, neurons, spikes);
        for (int i = 0; i < neurons; i++)
        {
            double[] own = [.. Enumerable.Range(0, inputs).Select(j => weights[(j * neurons) + i])];
            Assert.Equal(RungeKutta.Solve(times, own, positive, negative, leak, 1).Potential, v[i], 1e-10);
            Assert.Equal(RungeKutta.Solve(times, own, positive, negative, leak, 3).Spike, spikes[i], 1e-9);
        }

        Assert.Contains(spikes, double.IsInfinity);
        Assert.Equal(positive > 2, spikes.Any(double.IsFinite)); // below, or with that leak, the threshold is out of reach of these weights
    }

    [Theory]
    [MemberData(nameof(Membranes))]
    public void The_membrane_stays_between_the_reversal_potentials(double positive, double negative, double leak)
    {
        const int inputs = 40, neurons = 200;
        (double[] times, double[] weights) = Draw(Root["bounds"], 3, inputs, neurons, scale: 50);
        Membrane membrane = new(new ReversalPotentials(positive, negative), leak);
        double[] exact = new double[3 * neurons], spread = new double[3 * neurons];
        EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, neurons, exact);
        DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(7, 0.1), times, weights, neurons, spread);
        double rounding = 1e-12 * Math.Max(positive, -negative);
        Assert.All(exact.Concat(spread), v => Assert.InRange(v, negative - rounding, positive + rounding));
    }

    [Fact]
    public void The_order_of_inputs_changes_nothing_but_rounding()
    {
        const int inputs = 30, neurons = 9;
        (double[] times, double[] weights) = Draw(Root["order"], 1, inputs, neurons);
        int[] order = new int[inputs];
        Root["permutation"].Permutation(order);
        double[] times2 = [.. order.Select(j => times[j])], weights2 = [.. order.SelectMany(j => weights[(j * neurons)..((j + 1) * neurons)])];
        Membrane membrane = new(new ReversalPotentials(2.8, -1.53));
        double[] first = new double[neurons], second = new double[neurons];
        EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, neurons, first);
        EventDrivenLayer.Potentials<double>(membrane, 1, times2, weights2, neurons, second);
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(8, 0.03), times, weights, neurons, first);
        DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(8, 0.03), times2, weights2, neurons, second);
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_spike_at_the_end_of_the_window_or_later_has_no_effect(double late)
    {
        double[] times = [0.1, 0.4, late], weights = [0.9, -0.2, 7], v = new double[1], without = new double[1], dt = new double[3], dw = new double[3];
        Membrane membrane = new(new ReversalPotentials(2.8, -1.53));
        TimeGrid grid = new(6, 0.07);
        EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, 1, v);
        EventDrivenLayer.Potentials<double>(membrane, 1, times.AsSpan(0, 2), weights.AsSpan(0, 2), 1, without);
        Assert.Equal(without[0], v[0], 1e-15);
        EventDrivenLayer.PotentialGradients<double>(membrane, 1, times, weights, [1.0], dt, dw);
        Assert.Equal(0, dw[2]);
        DiscretisedLayer.Potentials<double>(membrane, grid, times, weights, 1, v);
        DiscretisedLayer.Potentials<double>(membrane, grid, times.AsSpan(0, 2), weights.AsSpan(0, 2), 1, without);
        Assert.Equal(without[0], v[0], 1e-15);
        DiscretisedLayer.PotentialGradients<double>(membrane, grid, times, weights, [1.0], dt, dw);
        Assert.Equal(0, dw[2]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public void Ideal_synapses_make_a_weighted_sum_of_activations_and_discretised_spikes_are_exact(int intervals)
    {
        const int inputs = 25, neurons = 6;
        (double[] times, double[] weights) = Draw(Root["ideal"], 1, inputs, neurons);
        double[] exact = new double[neurons], spread = new double[neurons];
        Membrane membrane = new(ReversalPotentials.Ideal);
        EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, neurons, exact);
        DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(intervals, 0.4 / (intervals - 1)), times, weights, neurons, spread);
        for (int i = 0; i < neurons; i++)
        {
            double sum = Enumerable.Range(0, inputs).Sum(j => weights[(j * neurons) + i] * (1 - times[j]));
            Assert.Equal(sum, exact[i], 1e-13);
            Assert.Equal(sum, spread[i], 1e-13);
        }
    }

    [Fact]
    public void Near_ideal_synapses_approach_the_ideal_as_one_over_E()
    {
        const int inputs = 25, neurons = 6;
        (double[] times, double[] weights) = Draw(Root["limit"], 1, inputs, neurons);
        double[] ideal = new double[neurons], near = new double[neurons], nearer = new double[neurons];
        EventDrivenLayer.Potentials<double>(new Membrane(ReversalPotentials.Ideal), 1, times, weights, neurons, ideal);
        EventDrivenLayer.Potentials<double>(new Membrane(ReversalPotentials.Symmetric(1e5)), 1, times, weights, neurons, near);
        EventDrivenLayer.Potentials<double>(new Membrane(ReversalPotentials.Symmetric(1e6)), 1, times, weights, neurons, nearer);
        for (int i = 0; i < neurons; i++)
            Assert.Equal(10, (near[i] - ideal[i]) / (nearer[i] - ideal[i]), 0.01);
    }

    [Fact]
    public void Each_spike_is_shared_out_whole_and_keeps_its_first_moment()
    {
        TimeGrid grid = new(9, 0.05);
        double[] times = [.. Enumerable.Range(0, 200).Select(i => Root["moments"].Uniform(i) * 0.999)], conducting = new double[9 * 200];
        DiscretisedSpikes.Spread<double>(grid, times, conducting);
        for (int j = 0; j < times.Length; j++)
        {
            (double sum, double moment, double before) = (0, 0, 0);
            for (int m = 0; m <= grid.Intervals; m++)
            {
                double until = m < grid.Intervals ? conducting[(m * 200) + j] : 1;
                (sum, moment, before) = (sum + until - before, moment + ((until - before) * grid[m]), until);
            }

            Assert.Equal(1, sum, 1e-14);
            Assert.Equal(times[j], moment, 1e-14);
        }
    }

    [Fact]
    public void Discretised_first_spikes_approach_the_exact_ones_with_the_square_of_the_interval()
    {
        const int inputs = 30, neurons = 40;
        (double[] times, double[] weights) = Draw(Root["first"], 1, inputs, neurons);
        Membrane membrane = new(ReversalPotentials.Symmetric(4));
        double[] exact = new double[neurons], spread = new double[neurons];
        EventDrivenLayer.SpikeTimes<double>(membrane, 3, times, weights, neurons, exact);
        double Error(int intervals)
        {
            DiscretisedLayer.SpikeTimes<double>(membrane, new TimeGrid(intervals, 0, 3), times, weights, neurons, spread);
            return exact.Zip(spread).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second)).Average(pair => Math.Abs(pair.First - pair.Second));
        }

        Assert.True(exact.Count(double.IsFinite) > 10);
        Assert.InRange(Error(129) / Error(1025), 30, 130);
    }

    [Fact]
    public void Work_on_any_number_of_threads_gives_the_same_bytes()
    {
        (double[] times, double[] weights) = Draw(Root["threads"], 2, 50, 70);
        Membrane membrane = new(new ReversalPotentials(2.8, -1.53));
        double[] Gradients(int threads)
        {
            int before = Workers.Count;
            Workers.Count = threads;
            double[] dt = new double[100], dw = new double[3500], ones = new double[140];
            Array.Fill(ones, 1);
            EventDrivenLayer.PotentialGradients<double>(membrane, 1, times, weights, ones, dt, dw);
            Workers.Count = before;
            return [.. dt, .. dw];
        }

        double[] one = Gradients(1);
        Assert.Equal(one, Gradients(2));
        Assert.Equal(one, Gradients(8));
    }

    [Fact]
    public void Impossible_membranes_and_spikes_are_refused_with_the_way_out()
    {
        Assert.Contains("E⁺ of at least", Assert.Throws<ArgumentOutOfRangeException>(() => new ReversalPotentials(-1, -4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReversalPotentials() with { Negative = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReversalPotentials(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Membrane(null, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeGrid(5, 0.3));
        Assert.Throws<ArgumentException>(() => EventDrivenLayer.Potentials<double>(new Membrane(), 1, [double.NaN], [1.0], 1, new double[1]));
        Assert.Throws<ArgumentException>(() => DiscretisedLayer.Potentials<double>(new Membrane(), new TimeGrid(4), [0.1, 0.2], [1.0], 1, new double[1]));
    }

    internal static (double[] Times, double[] Weights) Draw(Key key, int samples, int inputs, int neurons, double scale = 1)
    {
        double[] times = new double[samples * inputs], weights = new double[inputs * neurons];
        key["times"].FillUniform(times);
        key["weights"].FillNormal(weights);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = scale * ((weights[i] * 2 / Math.Sqrt(inputs)) + (1.0 / inputs));
        return (times, weights);
    }

    [Fact]
    public void Times_and_weights_that_are_no_numbers_are_refused_and_spikes_outside_the_window_are_taken_for_what_they_do()
    {
        double[] times = [0.2, double.NaN], weights = [0.5, -0.3], v = new double[1];
        Membrane membrane = new(ReversalPotentials.Symmetric(2));
        void exact() => EventDrivenLayer.Potentials<double>(membrane, 1, times, weights, 1, v);
        void discretised() => DiscretisedLayer.Potentials<double>(membrane, new TimeGrid(9), times, weights, 1, v);
        foreach (Action solve in new Action[] { exact, discretised })
        {
            (times[1], weights[1]) = (double.NaN, -0.3);
            Assert.Contains("spike time 1 of sample 0 is NaN", Assert.Throws<ArgumentException>(solve).Message, StringComparison.Ordinal);
            (times[1], weights[1]) = (0.4, double.PositiveInfinity);
            Assert.Contains("the weight of input 1 to neuron 0 is Infinity, with which the membrane would leave E⁻ … E⁺", Assert.Throws<ArgumentException>(solve).Message, StringComparison.Ordinal);
            // Before the window is at its begin, after it is silence.
            double[] potentials = [.. new[] { -3.0, 0, 1, 7, double.PositiveInfinity }.Select(time =>
            {
                (times[1], weights[1]) = (time, -0.3);
                solve();
                return v[0];
            })];
            Assert.Equal(potentials[0], potentials[1], 1e-12);
            Assert.All(potentials[2..], potential => Assert.Equal(potentials[2], potential, 1e-12));
            Assert.True(potentials[1] < potentials[2] - 0.1);
        }
    }
}
