using System.Security.Cryptography;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

/// <summary>Stimuli that silence fewer than half of the neurons: P(s = 1) = f_s, else −f_s / (1 − f_s).</summary>
public sealed class BiasedStimuliTests
{
    private static readonly Key Root = new(85);

    [Theory]
    [InlineData(0.75, -3)]
    [InlineData(0.9, -9)]
    [InlineData(0.5, -1)]
    public void Components_have_mean_0_and_let_their_share_of_neurons_through(double passing, double silent)
    {
        const int Length = 20_000;
        SparsePatterns patterns = SparsePatterns.Draw(Machine(), Length, 100, Root["mean"], passing: passing);
        Assert.Equal(silent, patterns.Silent, 1e-12);
        for (int half = 0; half < 2; half++)
        {
            double[] components = [.. Enumerable.Range(0, Length).Select(i => patterns.Component(0, half, i))];
            Assert.All(components, component => Assert.True(component == 1 || component == patterns.Silent));
            double share = components.Count(component => component == 1) / (double)Length;
            Assert.InRange(Math.Abs(share - passing) / Math.Sqrt(passing * (1 - passing) / Length), 0, 4);
            Assert.InRange(Math.Abs(components.Average()) / Math.Sqrt(passing / (1 - passing) / Length), 0, 4);
        }
    }

    // W written out from eqs. 26 and 27 with the components as they are said to be, entry by entry.
    [Theory]
    [InlineData(EdgeStates.Every, false)]
    [InlineData(EdgeStates.WhereNeeded, true)]
    public void Weights_and_fields_are_those_written_out(EdgeStates edgeStates, bool selfConnections)
    {
        const int Length = 130, Ones = 12;
        const double Passing = 0.8, F = (double)Ones / Length;
        SparsePatterns patterns = SparsePatterns.Draw(Machine(), Length, Ones, Root["weights"], edgeStates, passing: Passing);
        double[][] states = [.. patterns.States.Select(Numbers)], between = [.. patterns.Between.Select(Numbers)];
        double[,] weights = new double[Length, Length];
        for (int i = 0; i < Length; i++)
        {
            for (int j = 0; j < Length; j++)
            {
                weights[i, j] = states.Sum(x => (x[i] - F) * (x[j] - F));
                foreach (AttractorEdge edge in patterns.Edges)
                {
                    double[] x = states[edge.From], y = states[edge.To], e = edge.Between < 0 ? y : between[edge.Between];
                    weights[i, j] += (e[i] - x[i]) * (x[j] - F) * S(edge.Stimulus, 0, j);
                    if (edge.Between >= 0)
                        weights[i, j] += ((e[i] - F) * (e[j] - F)) + ((y[i] - e[i]) * (e[j] - F) * S(edge.Stimulus, 1, j));
                }
            }
        }

        Synapses synapses = Synapses.Of(patterns);
        LearntWeights learnt = LearntWeights.Of(patterns);
        SparseAttractor network = new(patterns, selfConnections);
        network.Begin(1);
        int[] active = network.Active.ToArray();
        Bipolar mask = patterns.Stimulus(0, 0);
        network.Step(mask.Words, []);
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(active.Where(j => mask[j] > 0 && (selfConnections || j != i)).Sum(j => weights[i, j]), network.Field[i], 1e-4);
            for (int j = 0; j < Length; j++)
            {
                Assert.Equal(weights[i, j], learnt.Weights[(i * Length) + j], 1e-11);
                Assert.Equal(i == j ? 0 : weights[i, j], synapses.From(j)[i], 1e-4);
            }
        }

        double S(int stimulus, int half, int neuron) => patterns.Stimulus(stimulus, half)[neuron] > 0 ? 1 : -Passing / (1 - Passing);
    }

    // Published for f = 0.1, f_s = 0.9 and N = 10,000, stimuli as drawn. Sums over a state are three times as wide as at f_s = ½, so that a network now and then fails; balanced, none does.
    [Fact]
    public void Machines_walk_with_a_tenth_of_the_neurons_silenced()
    {
        int drawn = 0;
        for (int number = 0; number < 6; number++)
        {
            Key key = Root["walk"][number];
            StateMachine machine = StateMachine.Ring(8, 16, key["machine"], labels: 16);
            List<int> stimuli = [.. machine.RandomWalk(10, key["steps"]).Stimuli];
            stimuli.Insert(5, -1);
            foreach (bool balanced in (bool[])[false, true])
            {
                SparseAttractor network = new(SparsePatterns.Draw(machine, 10_000, 1000, key["patterns"], balanced: balanced, passing: 0.9));
                AttractorWalk walk = AttractorWalk.Run(network, machine.Follow(stimuli), new(), key["run"]);
                drawn += walk.Complete && !balanced ? 1 : 0;
                Assert.True(!balanced || walk.Overlaps.Min() > 0.99, $"network {number}: {walk.Overlaps.Min()}");
                Assert.InRange(network.Stimulus(0, 0).Words.ToArray().Sum(word => (long)ulong.PopCount(word)), 9000 - 120, 9000 + 120); // four standard errors
            }
        }

        Assert.InRange(drawn, 4, 6);
    }

    [Fact]
    public void Balanced_biased_stimuli_sum_to_nearly_nothing_over_every_state()
    {
        StateMachine machine = StateMachine.Ring(8, 16, Root["balance"], labels: 16);
        SparsePatterns patterns = SparsePatterns.Draw(machine, 4000, 300, Root["balance"], balanced: true, passing: 0.8);
        for (int s = 0; s < machine.Stimuli.Count; s++)
        {
            foreach (SparseBinary state in patterns.States.Concat(patterns.Between))
            {
                int through = state.Ones.ToArray().Count(one => patterns.Stimulus(s, 0)[one] > 0);
                Assert.InRange(Math.Abs(through - (0.8 * 300)), 0, ((300 / 60) + 2) / 2.0);
            }
        }
    }

    [Fact]
    public void A_spiking_network_walks_with_a_quarter_of_the_neurons_silenced()
    {
        StateMachine machine = StateMachine.Ring(8, 16, Root["spiking"], labels: 16);
        CompiledMachine compiled = CompiledMachine.Compile(machine, SpikingMachine.OptionsFor(machine) with { Passing = 0.75 });
        Walk walk = machine.RandomWalk(8, Root["steps"]);
        Assert.True(new SpikingMachine(compiled).Run(walk.Stimuli.Select(s => machine.Stimuli[s])).Complete);
    }

    [Fact]
    public void It_is_kept_in_the_file_and_files_from_before_it_are_read()
    {
        string folder = Directory.CreateTempSubdirectory("mho-vsa").FullName, file = Path.Combine(folder, "a.vsa"), again = Path.Combine(folder, "b.vsa");
        try
        {
            CompiledMachine compiled = CompiledMachine.Compile(Machine(), new() { Kind = NetworkKind.Sparse, Passing = 0.8, Ones = 60 });
            compiled.Save(file);
            CompiledMachine loaded = CompiledMachine.Load(file);
            loaded.Save(again);
            Assert.Equal(0.8, loaded.Options.Passing);
            Assert.Equal(0.8, loaded.Sparse!.Passing);
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(again));
            Assert.Equal(compiled.Weights().Weights.ToArray(), loaded.Weights().Weights.ToArray());

            // Version 1: the same without the eight bytes of f_s.
            CompiledMachine usual = CompiledMachine.Compile(Machine(), new() { Kind = NetworkKind.Sparse, Ones = 60 });
            usual.Save(file);
            byte[] bytes = File.ReadAllBytes(file)[..^SHA256.HashSizeInBytes];
            int at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(0.5));
            byte[] old = [.. bytes[..at], .. bytes[(at + 8)..]];
            Assert.Equal(2, old[8]);
            old[8] = 1;
            File.WriteAllBytes(again, [.. old, .. SHA256.HashData(old)]);
            Assert.Equal(usual.Options, CompiledMachine.Load(again).Options);
            Assert.Equal(usual.Weights().Weights.ToArray(), CompiledMachine.Load(again).Weights().Weights.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Shares_that_cannot_be_and_dense_networks_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompileOptions { Passing = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => SparsePatterns.Draw(Machine(), 200, 20, Root, passing: 0));
        Assert.Contains("sparse networks alone", Assert.Throws<ArgumentException>(() => CompiledMachine.Compile(Machine(), new() { Passing = 0.75 })).Message, StringComparison.Ordinal);
        // At f_s = 0.9 an edge takes nine times as much.
        Assert.Equal(CapacityLaw.Sparse(100, 900), CapacityLaw.Sparse(100, 100, 0.9));
    }

    private static StateMachine Machine() => new("small", "a", [new("a", "s", "b"), new("b", "s", "c"), new("c", "t", "a"), new("b", "t", "b"), new("c", "s", "b")]);

    private static double[] Numbers(SparseBinary vector)
    {
        double[] numbers = new double[vector.Length];
        foreach (int one in vector.Ones)
            numbers[one] = 1;
        return numbers;
    }
}
