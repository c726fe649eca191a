using Mho.Autograd;
using Mho.Networks.Spiking;
using Mho.Numerics;
using Mho.Tests.Autograd;
using Xunit;

namespace Mho.Tests.Networks.Spiking;

/// <summary>Operations of spiking layers beside the double kernels, whose own oracles are Runge and Kutta and the golden numbers.</summary>
public sealed class SpikingOperationTests
{
    private static readonly ReversalPotentials Real = new(2.8, -1.53);

    private static readonly OperationCase[] All =
    [
        Spread("SpreadSpikes", 6, GridOffset.Fixed, 1),
        Spread("SpreadSpikes with a random offset", 5, GridOffset.Random, 2.5),
        Sort("SortedSpikes", 6, GridOffset.Fixed, 1),
        Sort("SortedSpikes with a random offset", 5, GridOffset.Random, 2.5),
        Product("SpikeProduct", 5, 30, 83, 6, GridOffset.Fixed),
        Product("SpikeProduct of few neurons with a random offset", 19, 70, 10, 7, GridOffset.Random),
        Product("SpikeProduct over several chunks", 21, 150, 200, 4, GridOffset.Random),
        Charge("MembraneCharge", new(3 * 5, 37), 6, GridOffset.Fixed, 0),
        Charge("MembraneCharge of maps, with a leak and a random offset", new(2 * 4, 3, 5, 7), 4, GridOffset.Random, 0.6),
        Charge("MembraneCharge with ideal synapses", new(3 * 5, 20), 6, GridOffset.Fixed, 0) with { Shape = (i, x) => { if (i == 1) x.Clear(); } },
        Charge("MembraneCharge with rates from tiny to huge", new(3 * 5, 40), 6, GridOffset.Fixed, 0) with { Shape = (i, x) => Rates(i, x, value => Math.Exp(6 * value)) },
        First("FirstSpike", 12, GridOffset.Fixed, 0),
        First("FirstSpike with a leak and a random offset", 12, GridOffset.Random, 0.3),
        new("FiringTime", [new(5, 33)], (arena, x) => new FiringTime(arena, x[0], 0), (x, _) => [.. x[0].Select(v => Math.Clamp(1 - v, 0, 1))]),
        new("FiringTime of a real discharger", [new(5, 33)], (arena, x) => new FiringTime(arena, x[0], 0.154344), (x, _) => [.. x[0].Select(v => FiringPhase.SpikeTime(v, 0.154344))]),
        new("ReversedWeights", [new(9, 21)], (arena, x) => new ReversedWeights(arena, x[0], new ReversalPotentials(2.8, -1.53)), (x, _) => [.. x[0].Select(w => w / (w >= 0 ? 2.8 : -1.53))]),
        new("SpikeTimePenalty", [new(6, 11)], (arena, x) => new SpikeTimePenalty(arena, x[0], 2.6, 0.9), (x, _) => [x[0].Sum(t => 2.6 / 6 * (t - 0.9) * (t - 0.9))]),
        new("FiringReward", [new(7, 5), new(6, 7), new(6, 5)], (arena, x) => new FiringReward(arena, x[1], x[2], x[0], 0.3), (x, _) => [Reward(x[0], x[1], x[2])]),
        new("ReleasedCharges", [new(6, 5), new(5, 21)], (arena, x) => new ReleasedCharges(arena, x[0], x[1], Release), (x, _) => Charges(x[0], x[1]))
        {
            // Beyond the weights of 0.2 at which charges begin, where differences see their kink; some spikes come after the window.
            Shape = (input, x) =>
            {
                for (int i = 0; i < x.Length; i++)
                    x[i] = input == 0 ? 0.8f + (0.5f * x[i]) : x[i] + (x[i] > 0 ? 0.3f : i % 7 == 0 ? -0.01f : -0.4f);
            },
        },
    ];

    private static ReleaseCharge Release => new(0.5, 0.31, 0.4, 0.25);

    public static TheoryData<string> Names() => [.. All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_keeps_its_promises(string name) => OperationConformance.Check(All.Single(operation => operation.Name == name));

    [Fact]
    public void A_random_offset_is_drawn_for_each_training_step_and_none_for_tests()
    {
        using Arena arena = new();
        SpreadSpikes spikes = new(arena, new Tensor(arena, new Shape(2, 3), false), 5, GridOffset.Random);
        double[] offsets = [.. Enumerable.Range(0, 200).Select(i =>
        {
            spikes.Forward(new Step(new Key(5)[i], Training: true));
            return spikes.Grid.Offset;
        })];
        Assert.All(offsets, offset => Assert.InRange(offset, 0, 0.25));
        Assert.Equal(0.125, offsets.Average(), 4 * 0.25 / Math.Sqrt(12 * 200));
        spikes.Forward(new Step(new Key(5), Training: false));
        Assert.Equal(0, spikes.Grid.Offset);
    }

    private static double[] Charges(double[] times, double[] weights)
    {
        double[] sums = new double[6 * 21];
        for (int k = 0; k < sums.Length * 5; k++)
        {
            (int sample, int input, int neuron) = (k / 105, k / 21 % 5, k % 21);
            double w = weights[(input * 21) + neuron];
            if (times[(sample * 5) + input] < 1)
                sums[(sample * 21) + neuron] += w > 0 ? Math.Clamp(0.5 + (0.31 * Math.Log(w)), 0, w) : -Math.Clamp(0.4 + (0.25 * Math.Log(-w)), 0, -w);
        }

        return sums;
    }

    private static OperationCase Spread(string name, int intervals, GridOffset offset, double window) => new(
        name,
        [new(3, 7, 5, 3)],
        (arena, x) => new SpreadSpikes(arena, x[0], intervals, offset, window),
        (x, step) =>
        {
            double[] all = new double[intervals * x[0].Length], result = [];
            int rows = offset == GridOffset.Fixed ? intervals - 1 : intervals, width = x[0].Length / 3;
            TimeGrid grid = new(intervals, offset == GridOffset.Random && step.Training ? step.Key.Uniform(0) * window / (intervals - 1) : 0, window);
            for (int sample = 0; sample < 3; sample++)
            {
                DiscretisedSpikes.Spread<double>(grid, x[0].AsSpan(sample * width, width), all);
                result = [.. result, .. all.AsSpan(0, rows * width)];
            }

            return result;
        })
    {
        Shape = (_, x) =>
        {
            for (int i = 0; i < x.Length; i++)
                x[i] = (float)(window * (0.5 + (0.3 * x[i])));
        },
        Tolerance = 1e-5,
    };

    // Each spike's share is the only one of its column of S between 0 and 1, or the first 1.
    private static OperationCase Sort(string name, int intervals, GridOffset offset, double window)
    {
        OperationCase spread = Spread(name, intervals, offset, window);
        return spread with
        {
            Inputs = [new(3, 105)],
            Record = (arena, x) => new SortedSpikes(arena, x[0], intervals, offset, window),
            Reference = (x, step) => Shares(spread, x, step, intervals, offset),
            Surrogate = (x, step) => Shares(spread, x, step, intervals, offset),
        };
    }

    private static double[] Shares(OperationCase spread, double[][] x, Step step, int intervals, GridOffset offset)
    {
        double[] all = spread.Reference(x, step);
        int rows = offset == GridOffset.Fixed ? intervals - 1 : intervals;
        return [.. Enumerable.Range(0, x[0].Length).Select(i => Enumerable.Range(0, rows).Select(m => all[((((i / 105) * rows) + m) * 105) + (i % 105)]).FirstOrDefault(share => share > 0))];
    }

    // Sorted spikes and their product beside S, W and β∘W spelled out in double; some spikes lie before the grid, some behind.
    private static OperationCase Product(string name, int samples, int inputs, int neurons, int intervals, GridOffset offset) => new(
        name,
        [new(samples, inputs), new(inputs, neurons)],
        (arena, x) => new SpikeCoefficients(arena, x[0], x[1], intervals, offset, Real),
        (x, step) =>
        {
            int rows = offset == GridOffset.Fixed ? intervals - 1 : intervals;
            TimeGrid grid = new(intervals, offset == GridOffset.Random && step.Training ? step.Key.Uniform(0) / (intervals - 1) : 0, 1);
            double[] shares = new double[intervals * inputs], y = new double[samples * rows * 2 * neurons];
            for (int sample = 0; sample < samples; sample++)
            {
                DiscretisedSpikes.Spread<double>(grid, x[0].AsSpan(sample * inputs, inputs), shares);
                for (int m = 0; m < rows; m++)
                {
                    Span<double> row = y.AsSpan(((sample * rows) + m) * 2 * neurons, 2 * neurons);
                    for (int k = 0; k < inputs * neurons; k++)
                    {
                        double part = shares[(m * inputs) + (k / neurons)] * x[1][k];
                        row[k % neurons] += part;
                        row[neurons + (k % neurons)] += part * (x[1][k] >= 0 ? Real.Slopes.Positive : Real.Slopes.Negative);
                    }
                }
            }

            return y;
        })
    {
        Shape = (input, x) =>
        {
            for (int i = 0; input == 0 && i < x.Length; i++)
                x[i] = 0.5f + (0.4f * x[i]);
        },
        Tolerance = 4e-5, // sums of hundreds of terms of size 1
    };

    private static OperationCase Charge(string name, Shape shape, int intervals, GridOffset offset, double leak) => Followed(
        name, shape, intervals, offset, leak, (arena, x, spikes) => new MembraneCharge(arena, x[0], x[1], spikes, leak), (one, _) => Trajectory.Charge<double>(one.Durations, one.Rates, one.Drives, one.States))
        with
    { Tolerance = 5e-6, Shape = (i, x) => Rates(i, x, value => Math.Abs(2 * value)) };

    private static OperationCase First(string name, int intervals, GridOffset offset, double leak) => Followed(
        name,
        new(3 * (offset == GridOffset.Fixed ? intervals - 1 : intervals), 23),
        intervals,
        offset,
        leak,
        (arena, x, spikes) => new FirstSpike(arena, x[0], x[1], spikes, leak),
        (one, grid) =>
        {
            int interval = Trajectory.Fire<double>(one.Durations, one.Rates, one.Drives, one.States, out double after);
            return interval == one.Durations.Length ? grid.End : grid[interval] + after;
        })
        with
    {
        Tolerance = 5e-6,
        Shape = (i, x) =>
        {
            Rates(i, x, value => Math.Abs(0.3 * value));
            for (int k = 0; i == 0 && k < x.Length; k++)
                x[k] += 1.7f;
        },
    };

    private delegate double Follow(Column<double> one, TimeGrid grid);

    private static OperationCase Followed(
        string name, Shape shape, int intervals, GridOffset offset, double leak, Func<Arena, Tensor[], SpreadSpikes, Operation> record, Follow follow)
    {
        int rows = offset == GridOffset.Fixed ? intervals - 1 : intervals, samples = shape[0] / rows;
        SpreadSpikes Spikes(Arena arena)
        {
            SpreadSpikes spikes = new(arena, new Tensor(arena, new Shape(samples, 1), false), intervals, offset);
            spikes.Forward(new Step(new Key(77), Training: true));
            return spikes;
        }

        return new(name, [shape, shape], (arena, x) => record(arena, x, Spikes(arena)), (x, _) =>
        {
            using Arena arena = new();
            TimeGrid grid = Spikes(arena).Grid;
            int width = x[0].Length / samples / rows;
            double[] result = new double[samples * width];
            Column<double> one = new(new double[Column<double>.Length(rows)], rows);
            for (int i = 0; i < result.Length; i++)
            {
                for (int m = 0; m < rows; m++)
                {
                    int at = (((i / width * rows) + m) * width) + (i % width);
                    (one.Durations[m], one.Drives[m], one.Rates[m]) = (grid.Duration(m), x[0][at], x[1][at] + leak);
                }

                result[i] = follow(one, grid);
            }

            return result;
        });
    }

    private static void Rates(int input, Span<float> x, Func<double, double> rate)
    {
        for (int i = 0; input == 1 && i < x.Length; i++)
            x[i] = (float)rate(x[i]);
    }

    private static double Reward(double[] weights, double[] before, double[] after)
    {
        double sum = 0;
        for (int sample = 0; sample < 6; sample++)
        {
            for (int j = 0; j < 7; j++)
            {
                for (int i = 0; i < 5; i++)
                    sum -= before[(sample * 7) + j] < after[(sample * 5) + i] ? 0.3 / 6 * weights[(j * 5) + i] : 0;
            }
        }

        return sum;
    }
}
