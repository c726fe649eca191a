using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

/// <summary>Random small machines (loops, no edges, one state, outputs) of any size of network, step by step against a matrix and plain loops.</summary>
public sealed class BruteForceTests
{
    private static readonly Key Root = new(65);
    private static readonly int[] Lengths = [1, 2, 3, 15, 16, 63, 64, 65, 100, 128, 130];

    [Fact]
    public void Dense_networks_do_what_their_matrix_does()
    {
        for (int draw = 0; draw < 250; draw++)
        {
            Key key = Root["dense"][draw];
            int n = Lengths[key.Integer(0, Lengths.Length)];
            DensePatterns patterns = DensePatterns.Draw(Machine(key), n, key["patterns"], (EdgeStates)key.Integer(1, 3), 1 + key.Integer(2, n));
            Synapses synapses = Synapses.Of(patterns);
            DenseAttractor network = new(patterns);
            SynapticAttractor explicitly = new(patterns, synapses);
            network.Begin(0);
            explicitly.Begin(0);
            int[] z = [.. Enumerable.Range(0, n).Select(i => patterns.States[0][i])];
            for (int step = 0; step < 6; step++)
            {
                (Bipolar? mask, Bipolar? updated) = (Drawn(key["mask"][step], n), Drawn(key["updated"][step], n));
                int[] next = new int[n];
                for (int i = 0; i < n; i++)
                {
                    double field = Enumerable.Range(0, n).Where(j => mask is null || mask[j] > 0).Sum(j => (double)synapses.From(j)[i] * z[j]);
                    next[i] = updated is not null && updated[i] < 0 ? z[i] : field >= 0 ? 1 : -1;
                }

                // Bits beyond the last neuron of a mask that somebody made by hand mean nothing.
                ulong[] through = mask is null ? [] : mask.Words.ToArray();
                if (mask is not null && n % 64 != 0)
                    through[^1] |= ulong.MaxValue << (n % 64);
                bool changed = network.Step(through, updated is null ? [] : updated.Words);
                Assert.Equal(changed, explicitly.Step(through, updated is null ? [] : updated.Words));
                Assert.Equal(changed, !next.AsSpan().SequenceEqual(z));
                z = next;
                for (int i = 0; i < n; i++)
                    Assert.Equal(z[i], (network.Neurons[i >> 6] >> (i & 63) & 1) != 0 ? 1 : -1);
                for (int x = 0; x < patterns.States.Count; x++)
                {
                    double overlap = Enumerable.Range(0, n).Sum(i => z[i] * patterns.States[x][i]) / (double)n;
                    Assert.Equal(overlap, network.Overlap(x), 1e-12);
                    Assert.Equal(overlap, explicitly.Overlap(x), 1e-12);
                }

                for (int r = 0; r < patterns.Outputs.Count; r++)
                {
                    Ternary output = patterns.Outputs[r];
                    double said = Enumerable.Range(0, output.Support.Count).Sum(q => z[output.Support.Ones[q]] * (output.Positive[q] ? 1 : -1)) / (double)output.Support.Count;
                    Assert.Equal(said, network.Readout(r), 1e-12);
                    Assert.Equal(said, explicitly.Readout(r), 1e-12);
                }
            }
        }
    }

    // One active neuron, some, and all.
    [Fact]
    public void Sparse_networks_do_what_their_matrix_does()
    {
        for (int draw = 0; draw < 250; draw++)
        {
            Key key = Root["sparse"][draw];
            int n = Lengths[key.Integer(0, Lengths.Length)], k = key.Integer(3, 3) switch { 0 => 1, 1 => n, _ => 1 + key.Integer(4, n) };
            SparsePatterns patterns = SparsePatterns.Draw(Machine(key), n, k, key["patterns"], (EdgeStates)key.Integer(1, 3), balanced: key.Integer(2, 2) == 0);
            LearntWeights weights = LearntWeights.Of(patterns);
            SparseAttractor network = new(patterns);
            network.Begin(0);
            for (int step = 0; step < 6; step++)
            {
                (Bipolar? mask, Bipolar? updated) = (Drawn(key["mask"][step], n), Drawn(key["updated"][step], n));
                int[] before = network.Active.ToArray();
                bool changed = network.Step(mask is null ? [] : mask.Words, updated is null ? [] : updated.Words);
                for (int i = 0; i < n; i++)
                {
                    double field = before.Where(j => mask is null || mask[j] > 0).Sum(j => weights.Weights[(i * n) + j]);
                    Assert.Equal(field, network.Field[i], 1e-4 * (1 + Math.Abs(field)));
                }

                float[] fields = network.Field.ToArray();
                HashSet<int> largest = [.. Enumerable.Range(0, n).OrderByDescending(i => fields[i]).ThenBy(i => i).Take(k)];
                int[] expected = [.. Enumerable.Range(0, n).Where(i => updated is not null && updated[i] < 0 ? before.Contains(i) : largest.Contains(i))];
                Assert.Equal(expected, network.Active.ToArray());
                Assert.Equal(changed, !expected.AsSpan().SequenceEqual(before));
                for (int x = 0; x < patterns.States.Count; x++)
                    Assert.Equal((double)expected.Intersect(patterns.States[x].Ones.ToArray()).Count() / k, network.Overlap(x), 1e-12);
            }
        }
    }

    [Fact]
    public void Weights_without_bounds_still_make_k_neurons_active()
    {
        SparsePatterns patterns = SparsePatterns.Draw(StateMachine.Ring(3, 3, Root, 2), 100, 10, Root);
        foreach (float[] values in (float[][])[[float.NaN], [float.PositiveInfinity, float.NegativeInfinity], [float.NaN, 1, float.PositiveInfinity]])
        {
            Synapses synapses = new(100);
            for (int i = 0; i < synapses.Weights.Length; i++)
                synapses.Weights[i] = values[(i / 7) % values.Length];
            SynapticAttractor network = new(patterns, synapses);
            network.Begin(0);
            network.Step([], []);
            Assert.InRange(Enumerable.Range(0, 3).Max(network.Overlap), 0, 1);
        }
    }

    [Fact]
    public void Masks_states_and_walks_of_other_networks_are_refused()
    {
        StateMachine machine = StateMachine.Ring(3, 3, Root, 2);
        DensePatterns dense = DensePatterns.Draw(machine, 100, Root);
        SparsePatterns sparse = SparsePatterns.Draw(machine, 100, 12, Root);
        foreach (IAttractor network in (IAttractor[])[new DenseAttractor(dense), new SparseAttractor(sparse), new SynapticAttractor(dense, Synapses.Of(dense))])
        {
            network.Begin(0);
            Assert.Contains("a mask of 1 words for 100 neurons; give 2", Assert.Throws<ArgumentException>(() => network.Step(new ulong[1], [])).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => network.Step([], new ulong[3]));
            Assert.Contains("machine of 4 states on a network of 3", Assert.Throws<ArgumentException>(
                () => AttractorWalk.Run(network, StateMachine.Ring(4, 4, Root).Follow([0]), new(), Root)).Message, StringComparison.Ordinal);
        }

        // Half way from k²/N to k of k.
        Assert.Equal((0.56, 0.56), (new SparseAttractor(sparse).Threshold, new SynapticAttractor(sparse, Synapses.Of(sparse)).Threshold));
        Assert.Throws<ArgumentException>(() => new DenseAttractor(dense).Begin(Bipolar.Draw(Root, 64)));
        Assert.Throws<ArgumentException>(() => Ternary.Draw(Root, 100, 5).Readout(Bipolar.Draw(Root, 101)));
        Assert.Throws<ArgumentException>(() => Ternary.Draw(Root, 100, 5).Over(Bipolar.Draw(Root, 64)));
    }

    private static Bipolar? Drawn(Key key, int length) => key.Integer(0, 3) == 0 ? null : Bipolar.Draw(key["vector"], length);

    private static StateMachine Machine(Key key)
    {
        Key edges = key["edges"];
        int states = 1 + edges.Integer(0, 5), labels = 1 + edges.Integer(1, 4);
        List<Edge> made = [];
        for (int pair = 0; pair < states * labels; pair++)
        {
            Key edge = edges[pair];
            if (edge.Integer(0, 2) == 0)
                made.Add(new($"z{pair / labels}", $"s{pair % labels}", $"z{edge.Integer(1, states)}", edge.Integer(2, 3) == 0 ? $"o{edge.Integer(3, 3)}" : null));
        }

        return new("random", "z0", made, states: [.. Enumerable.Range(0, states).Select(state => $"z{state}")]);
    }
}
