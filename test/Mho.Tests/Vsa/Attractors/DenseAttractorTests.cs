using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Hypervectors;
using Mho.Vsa.Machines;
using Xunit;

namespace Mho.Tests.Vsa.Attractors;

public sealed class DenseAttractorTests
{
    private static readonly Key Root = new(62);

    // N W written out from eqs. 16, 17 and 24, entry by entry, in whole numbers.
    [Theory]
    [InlineData(EdgeStates.Every, false)]
    [InlineData(EdgeStates.Every, true)]
    [InlineData(EdgeStates.WhereNeeded, false)]
    [InlineData(EdgeStates.None, false)]
    public void The_field_is_that_of_the_weights_written_out(EdgeStates edgeStates, bool selfConnections)
    {
        DensePatterns patterns = DensePatterns.Draw(Machine(), 197, Root["field"], edgeStates, spoken: 11);
        int[,] weights = Written(patterns);
        Synapses synapses = Synapses.Of(patterns);
        for (int j = 0; j < 197; j++)
        {
            if (!selfConnections)
                weights[j, j] = 0;
            for (int i = 0; i < 197; i++)
                Assert.Equal(i == j ? 0 : weights[i, j], synapses.From(j)[i]);
        }

        DenseAttractor network = new(patterns, selfConnections);
        SynapticAttractor explicitly = new(patterns, synapses);
        for (int trial = 0; trial < 5; trial++)
        {
            Bipolar state = Bipolar.Draw(Root["state"][trial], 197), mask = Bipolar.Draw(Root["mask"][trial], 197);
            network.Begin(state);
            network.Step(trial == 0 ? [] : mask.Words, []);
            for (int i = 0; i < 197; i++)
                Assert.Equal(Enumerable.Range(0, 197).Sum(j => trial == 0 || mask[j] > 0 ? weights[i, j] * state[j] : 0), network.Field[i]);
            explicitly.Begin(trial % patterns.States.Count);
            network.Begin(trial % patterns.States.Count);
            network.Step(mask.Words, []);
            explicitly.Step(mask.Words, []);
            for (int i = 0; i < 197 && !selfConnections; i++)
                Assert.Equal(network.Field[i], explicitly.Field[i]);
        }
    }

    // σ = √((N_Z + 3 N_E)/N) (eq. 19), √2 times that through a mask once the signal is 1 again (eq. 20). It is drawn once for each state and stored vector: 2,640 draws give it to 1.4 %.
    [Fact]
    public void Noise_follows_the_published_law()
    {
        const int N = 10_000;
        double free = 0, masked = 0;
        for (int draw = 0; draw < 6; draw++)
        {
            DensePatterns patterns = DensePatterns.Draw(StateMachine.Ring(8, 16, Root["ring"][draw], labels: 16), N, Root["noise"][draw]);
            DenseAttractor network = new(patterns, selfConnections: true);
            for (int x = 0; x < 8; x++)
            {
                network.Begin(x);
                network.Step([], []);
                for (int i = 0; i < N; i++)
                    free += Square(((double)network.Field[i] / N) - patterns.States[x][i]);
                Bipolar unrelated = Bipolar.Draw(Root["unrelated"][draw][x], N);
                network.Begin(x);
                network.Step(unrelated.Words, []);
                for (int i = 0; i < N; i++)
                    masked += Square((2.0 * network.Field[i] / N) - patterns.States[x][i]);
            }
        }

        double sigma = Math.Sqrt((8.0 + (3 * 16)) / N), count = 6 * 8 * N;
        Assert.InRange(Math.Sqrt(free / count), 0.95 * sigma, 1.05 * sigma);
        Assert.InRange(Math.Sqrt(masked / count), 0.95 * Math.Sqrt(2) * sigma, 1.05 * Math.Sqrt(2) * sigma);
    }

    [Fact]
    public void A_machine_of_8_states_and_16_edges_walks_and_a_stimulus_it_does_not_know_leaves_it()
    {
        for (int seed = 0; seed < 2; seed++)
        {
            // States 0 and 1 joined both ways, a loop on each third state, labels shared.
            Edge[] edges = [.. Enumerable.Range(0, 8).SelectMany(i => new Edge[] { new($"z{i}", "on", $"z{(i + 1) % 8}"), new($"z{i}", i % 3 == 0 ? "stay" : "back", $"z{(i % 3 == 0 ? i : (i + 7) % 8)}") })];
            StateMachine machine = new("walk", "z0", edges);
            CompiledMachine compiled = CompiledMachine.Compile(machine, new() { Neurons = 10_000, Seed = (ulong)seed });
            AttractorWalk walk = compiled.Run(["on", "back", "on", "nonsense", "on", "on", "stay", "on", "on", "back", "back"]);
            Assert.True(walk.Complete);
            Assert.True(walk.Overlaps.Min() > 0.999, $"{walk.Overlaps.Min()}");
            Assert.Equal(walk.Expected.States, walk.Seen);
        }
    }

    [Fact]
    public void Neurons_that_look_when_they_like_walk_and_so_do_stimuli_that_trickle_in()
    {
        StateMachine machine = StateMachine.Ring(8, 16, Root["async"], labels: 5);
        DensePatterns patterns = DensePatterns.Draw(machine, 2000, Root["asynchronous"]);
        Walk walk = machine.RandomWalk(10, Root["steps"]);
        AttractorWalk late = AttractorWalk.Run(new DenseAttractor(patterns), walk, new Protocol { Free = 40, Half = 40, Updated = 0.1 }, Root["late"]);
        Assert.True(late.Complete);
        Assert.True(late.Overlaps.Average() > 0.995, $"{late.Overlaps.Average()}");
        AttractorWalk spread = AttractorWalk.Run(new DenseAttractor(patterns), walk, new Protocol { Spread = 20 }, Root["spread"]);
        Assert.True(spread.Complete);
    }

    // Two edges of one stimulus in a row are both taken; two states joined both ways by it swing.
    [Fact]
    public void Without_edge_states_a_walk_overshoots_and_swings()
    {
        StateMachine gods = new("gods", "Hades", [new("Hades", "father is", "Kronos"), new("Kronos", "father is", "Uranus"), new("Kronos", "consort is", "Rhea"), new("Rhea", "consort is", "Kronos")]);
        DensePatterns bare = DensePatterns.Draw(gods, 4000, Root["bare"], EdgeStates.None), whole = DensePatterns.Draw(gods, 4000, Root["bare"], EdgeStates.WhereNeeded);
        Walk father = gods.Follow("father is");
        AttractorWalk overshot = AttractorWalk.Run(new DenseAttractor(bare), father, new(), Root, trace: true);
        Assert.Equal(gods.StateIndex("Uranus"), overshot.Seen[1]);
        Assert.Equal(gods.StateIndex("Kronos"), AttractorWalk.Run(new DenseAttractor(whole), father, new(), Root).Seen[1]);

        // While "consort is" is put in, its first half, Kronos and Rhea take turns step by step.
        AttractorWalk swings = AttractorWalk.Run(new DenseAttractor(bare), gods.Follow(["consort is"]) with { States = [gods.StateIndex("Kronos"), gods.StateIndex("Rhea")] }, new(), Root, trace: true);
        int[] during = [.. Enumerable.Range(12, 6).Select(t => Array.IndexOf(swings.Trace[t], swings.Trace[t].Max()))];
        for (int t = 1; t < during.Length; t++)
            Assert.NotEqual(during[t], during[t - 1]);
        Assert.All(during, state => Assert.True(gods.States[state] is "Kronos" or "Rhea"));
    }

    // z ← sgn(W (z ∘ s)), W = Σ x xᵀ + Σ y (x ∘ s)ᵀ: right if s is there for exactly one step, lost if it comes over five.
    [Theory]
    [InlineData(1, true)]
    [InlineData(5, false)]
    public void Stimuli_that_multiply_must_come_at_once(int steps, bool arrives)
    {
        const int N = 4000;
        Bipolar[] states = [.. Enumerable.Range(0, 8).Select(i => Bipolar.Draw(Root["hadamard"][i], N))];
        Bipolar s = Bipolar.Draw(Root["s"], N), z = states[0];
        int right = 0;
        for (int walk = 0; walk < 8; walk++)
        {
            Key arrivals = Root["arrivals"][walk];
            z = states[walk];
            for (int t = 0; t < steps + 5; t++)
            {
                sbyte[] seen = [.. Enumerable.Range(0, N).Select(i => (sbyte)(z[i] * (t < steps && arrivals.Integer(i, steps) <= t ? s[i] : 1)))];
                z = Next(Bipolar.From(seen));
            }

            right += z.Similarity(states[(walk + 1) % 8]) > 0.5 ? 1 : 0;
        }

        Assert.True(arrives ? right == 8 : right <= 1, $"{right} of 8 arrived");

        Bipolar Next(Bipolar seen)
        {
            double[] field = new double[N];
            for (int x = 0; x < 8; x++)
            {
                double stays = seen.Similarity(states[x]), turns = seen.Similarity(states[x].Bind(s));
                for (int i = 0; i < N; i++)
                    field[i] += (stays * states[x][i]) + (turns * states[(x + 1) % 8][i]);
            }

            return Bipolar.From([.. field.Select(h => (sbyte)(h >= 0 ? 1 : -1))]);
        }
    }

    [Theory]
    [InlineData(EdgeStates.Every)]
    [InlineData(EdgeStates.WhereNeeded)]
    public void An_output_is_said_on_its_edge_and_nowhere_else(EdgeStates edgeStates)
    {
        // No state knows the stimulus that led to it: without their outputs, edges would need no state of their own.
        StateMachine machine = new("speaks", "a", [new("a", "go", "b", "left"), new("b", "turn", "c", "right"), new("c", "go", "d"), new("d", "turn", "a")]);
        AttractorWalk walk = CompiledMachine.Compile(machine, new() { Neurons = 10_000, Spoken = 200, EdgeStates = edgeStates }).Run(["go", "turn", "go"]);
        Assert.True(walk.Complete);
        Assert.True(walk.Heard[0][0] > 0.95 && walk.Heard[1][1] > 0.95, $"{walk.Heard[0][0]} {walk.Heard[1][1]}");
        Assert.All((double[])[walk.Heard[0][1], walk.Heard[1][0], walk.Heard[2][0], walk.Heard[2][1]], said => Assert.InRange(said, -0.3, 0.3));
    }

    // Half of all walks succeed between 0.020 and 0.031 N states; well below all do, well above none.
    [Theory]
    [InlineData(14, 9, 12)]
    [InlineData(36, 0, 2)]
    public void Capacity_is_where_it_was_published(int states, int least, int most)
    {
        int complete = 0;
        for (int k = 0; k < 12; k++)
        {
            Key key = Root["capacity"][k];
            StateMachine machine = StateMachine.Ring(states, states, key["machine"]);
            complete += AttractorWalk.Run(new DenseAttractor(DensePatterns.Draw(machine, 1000, key["patterns"])), machine.RandomWalk(6, key["walk"]), new(), key).Complete ? 1 : 0;
        }

        Assert.InRange(complete, least, most);
    }

    private static StateMachine Machine() => new("small", "a", [new("a", "s", "b", "x"), new("b", "s", "c"), new("c", "t", "a", "y"), new("b", "t", "b"), new("c", "s", "b")]);

    private static int[,] Written(DensePatterns p)
    {
        int[,] weights = new int[p.Length, p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j < p.Length; j++)
            {
                int sum = p.States.Sum(x => x[i] * x[j]);
                foreach (AttractorEdge edge in p.Edges)
                {
                    Bipolar x = p.States[edge.From], y = p.States[edge.To], a = p.Stimulus(edge.Stimulus, 0), b = p.Stimulus(edge.Stimulus, 1);
                    Bipolar e = edge.Between < 0 ? y : p.Between[edge.Between];
                    sum += (a[i] > 0 ? 1 : 0) * (e[i] - x[i]) * x[j] * a[j];
                    if (edge.Between < 0)
                        continue;
                    int said = edge.Output < 0 ? e[i] : p.Outputs[edge.Output].Over(e)[i];
                    sum += (said * e[j]) + ((b[i] > 0 ? 1 : 0) * (y[i] - e[i]) * e[j] * b[j]);
                }

                weights[i, j] = sum;
            }
        }

        return weights;
    }

    private static double Square(double value) => value * value;
}
