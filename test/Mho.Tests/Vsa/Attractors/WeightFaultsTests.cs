using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

public sealed class WeightFaultsTests
{
    private const int N = 500;
    private const double Weights = N * (N - 1.0);

    private static readonly Synapses Sparse = Synapses.Of(SparsePatterns.Draw(StateMachine.Ring(4, 6, new Key(1), 4), N, 40, new Key(2)));
    private static readonly Synapses Dense = Synapses.Of(DensePatterns.Draw(StateMachine.Ring(4, 6, new Key(1), 4), N, new Key(2)));

    private static readonly (string Name, Func<Synapses, Synapses> Fault)[] All =
    [
        ("noisy", w => WeightFaults.Noisy(w, 0.3, new Key(3))),
        ("log-normal", w => WeightFaults.LogNormal(w, 0.5, new Key(3))),
        ("stuck at 0", w => WeightFaults.StuckAtZero(w, 0.2, new Key(3))),
        ("stuck at 1", w => WeightFaults.StuckAtOne(w, 0.2, new Key(3))),
        ("quantised", w => WeightFaults.Quantised(w, 8)),
        ("ternary", w => WeightFaults.Ternary(w, 0.5)),
        ("binarised", w => WeightFaults.Binarised(w, new Key(3))),
        ("largest", w => WeightFaults.Largest(w, 0.05, new Key(3))),
    ];

    [Fact]
    public void Additive_and_multiplicative_noise_have_their_mean_and_spread()
    {
        double[] z = [.. Each(WeightFaults.Noisy(Sparse, 0.3, new Key(3))).Select(pair => (pair.Now - pair.Before) / 0.3)];
        double[] logs = [.. Each(WeightFaults.LogNormal(Sparse, 0.5, new Key(4))).Where(pair => Math.Abs(pair.Before) > 1e-3).Select(pair => Math.Log(pair.Now / pair.Before) / 0.5)];
        foreach (double[] standard in new[] { z, logs })
        {
            double mean = standard.Average(), variance = standard.Average(x => x * x);
            Assert.InRange(mean, -4 / Math.Sqrt(standard.Length), 4 / Math.Sqrt(standard.Length));
            Assert.InRange(variance - 1, -4 * Math.Sqrt(2.0 / standard.Length), 4 * Math.Sqrt(2.0 / standard.Length));
        }
    }

    [Fact]
    public void Stuck_weights_are_as_many_as_asked_and_the_others_untouched()
    {
        double error = 4 * Math.Sqrt(0.2 * 0.8 / Weights);
        (float Before, float Now)[] zero = [.. Each(WeightFaults.StuckAtZero(Sparse, 0.2, new Key(3)))], one = [.. Each(WeightFaults.StuckAtOne(Sparse, 0.2, new Key(3)))];
        Assert.All(zero, pair => Assert.True(pair.Now == 0 || pair.Now == pair.Before));
        Assert.All(one, pair => Assert.True(Math.Abs(pair.Now) == 1 || pair.Now == pair.Before));
        Assert.InRange(zero.Count(pair => pair.Now == 0) / Weights, 0.2 - error, 0.2 + error);
        Assert.InRange(one.Count(pair => pair.Now == 1 && pair.Before != 1) / Weights, 0.1 - error, 0.1 + error);
        Assert.InRange(one.Count(pair => pair.Now == -1 && pair.Before != -1) / Weights, 0.1 - error, 0.1 + error);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void A_quantiser_takes_the_nearest_of_its_levels(int levels)
    {
        double end = 4 * Sparse.Rms(), step = 2 * end / (levels - 1);
        foreach ((float before, float now) in Each(WeightFaults.Quantised(Sparse, levels)))
        {
            double level = (now + end) / step;
            Assert.InRange(Math.Abs(level - Math.Round(level)), 0, 1e-5);
            Assert.InRange(Math.Abs(now), 0, end * (1 + 1e-6));
            Assert.InRange(Math.Abs(now - Math.Clamp(before, -end, end)), 0, (step / 2) * (1 + 1e-5));
        }
    }

    [Fact]
    public void Ternary_weights_have_three_values_around_no_mean()
    {
        (float Before, float Now)[] pairs = [.. Each(WeightFaults.Ternary(Sparse, 0.5))];
        Assert.Equal(3, pairs.Select(pair => pair.Now).Distinct().Count());
        Assert.InRange(pairs.Average(pair => (double)pair.Now), -1e-6, 1e-6);
        float zero = pairs.First(pair => Math.Abs(pair.Before) < 0.5).Now;
        Assert.All(pairs, pair => Assert.Equal(Math.Abs(pair.Before) > 0.5 ? Math.Sign(pair.Before) : 0, pair.Now - zero, 1e-6));
    }

    [Fact]
    public void Binarised_weights_keep_signs_and_draw_those_of_zeros()
    {
        (float Before, float Now)[] pairs = [.. Each(Dense, WeightFaults.Binarised(Dense, new Key(3)))], zeros = Array.FindAll(pairs, pair => pair.Before == 0);
        Assert.True(zeros.Length > 0.03 * Weights);
        Assert.All(pairs, pair => Assert.True(Math.Abs(pair.Now) == 1 && pair.Now * pair.Before >= 0));
        Assert.InRange(zeros.Average(pair => pair.Now), -4 / Math.Sqrt(zeros.Length), 4 / Math.Sqrt(zeros.Length));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    [InlineData(0.02)]
    public void The_largest_are_as_many_as_asked_though_whole_numbers_have_ties(double share)
    {
        foreach (Synapses synapses in new[] { Dense, Sparse })
        {
            (float Before, float Now)[] pairs = [.. Each(synapses, WeightFaults.Largest(synapses, share, new Key(3)))], kept = Array.FindAll(pairs, pair => pair.Now != 0);
            double error = 4 * Math.Sqrt(share * (1 - share) / Weights);
            Assert.InRange(kept.Length / Weights, share - error, share + error);
            Assert.True(kept.Min(pair => Math.Abs(pair.Before)) >= pairs.Where(pair => pair.Now == 0).Max(pair => Math.Abs(pair.Before)));
            Assert.All(kept, pair => Assert.True(Math.Abs(pair.Now) == 1 && pair.Now * pair.Before >= 0));
        }
    }

    [Fact]
    public void Faults_leave_the_diagonal_the_original_and_do_not_depend_on_threads()
    {
        int before = Workers.Count;
        try
        {
            foreach ((string name, Func<Synapses, Synapses> fault) in All)
            {
                float[] original = Dense.Weights.ToArray();
                Workers.Count = 1;
                float[] alone = fault(Dense).Weights.ToArray();
                Assert.All(Enumerable.Range(0, N), i => Assert.Equal(0, alone[(i * N) + i]));
                Assert.True(Dense.Weights.SequenceEqual(original), name);
                Assert.False(Dense.Weights.SequenceEqual(alone), name);
                foreach (int threads in new[] { 2, 8 })
                {
                    Workers.Count = threads;
                    Assert.True(fault(Dense).Weights.SequenceEqual(alone), name);
                }
            }
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Shares_spreads_and_levels_that_mean_nothing_are_refused()
    {
        Key key = new(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.Noisy(Sparse, -1, key));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.LogNormal(Sparse, double.NaN, key));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.StuckAtZero(Sparse, 1.1, key));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.StuckAtOne(Sparse, -0.1, key));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.Quantised(Sparse, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.Quantised(Sparse, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.Ternary(Sparse, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFaults.Largest(Sparse, double.NaN, key));
    }

    private static IEnumerable<(float Before, float Now)> Each(Synapses now) => Each(Sparse, now);

    private static IEnumerable<(float Before, float Now)> Each(Synapses before, Synapses now)
    {
        for (int i = 0; i < N * N; i++)
        {
            if (i % (N + 1) != 0)
                yield return (before.Weights[i], now.Weights[i]);
        }
    }
}
