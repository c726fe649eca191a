using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Random walks of 16 steps in the reference network: 4000 neurons, 300 active, 8 states, 16 edges, 16 labels.</summary>
internal static class VsaWalks
{
    private static readonly SpikingProtocol Usual = new();

    /// <summary>Networks without a fault, balanced and not; stimuli that are too short; a state held.</summary>
    public static void Reference(int networks)
    {
        Heading();
        Print("balanced stimuli", Walks(networks, 4000, 300, true, (w, _) => w));
        Print("stimuli as drawn", Walks(networks, 4000, 300, false, (w, _) => w));
        if (networks > 5) Print("balanced, k = 200", Walks(networks, 4000, 200, true, (w, _) => w));
        Print("balanced, halves of 120 ms", Walks(networks, 4000, 300, true, (w, _) => w, Usual with { First = 120 * ms, Second = 120 * ms }));
        Print("balanced, halves of 80 ms", Walks(networks, 4000, 300, true, (w, _) => w, Usual with { First = 80 * ms, Second = 80 * ms }));
        Print("balanced, halves of 50 ms", Walks(networks, 4000, 300, true, (w, _) => w, Usual with { First = 50 * ms, Second = 50 * ms }));
        Print("balanced, rests of 10 s, 1 step", Walks(Math.Min(networks, 2), 4000, 300, true, (w, _) => w, Usual with { Rest = new(10) }, steps: 1));
        foreach (double t in new[] { 120.0, 80, 60, 50, 40, 30 })
        {
            Print($"as drawn, halves of {t} ms", Walks(networks, 4000, 300, false, (w, _) => w, Usual with { First = t * ms, Second = t * ms }));
            Print($"as drawn, all of {t} ms", Walks(networks, 4000, 300, false, (w, _) => w, Usual with { Rest = t * ms, First = t * ms, Second = t * ms, Read = Math.Min(t, 50) * ms }));
        }

        foreach (double noise in new[] { 0.5, 1, 2, 3 })
            Print($"current noise {noise}", Walks(Math.Min(networks, 3), 4000, 300, false, (w, _) => w, neuron: new LeakyNeuron { CurrentNoise = noise }));
    }

    /// <summary>Networks with faulty weights, with stimuli as drawn or balanced.</summary>
    public static void Faults(int networks, bool balanced)
    {
        Heading();
        Print("none", Walks(networks, 4000, 300, balanced, (w, _) => w));
        foreach (double sigma in new[] { 1.0, 2, 4 })
            Print($"additive, {sigma} rms", Walks(networks, 4000, 300, balanced, (w, key) => WeightFaults.Noisy(w, sigma * w.Rms(), key)));
        foreach (double sigma in new[] { 0.3, 0.6, 1 })
            Print($"log-normal {sigma}", Walks(networks, 4000, 300, balanced, (w, key) => WeightFaults.LogNormal(w, sigma, key)));
        foreach (double share in new[] { 0.2, 0.4 })
            Print($"stuck at 0, {share:p0}", Walks(networks, 4000, 300, balanced, (w, key) => WeightFaults.StuckAtZero(w, share, key)));
        foreach (double share in new[] { 0.1, 0.2 })
            Print($"stuck at +-1, {share:p0}", Walks(networks, 4000, 300, balanced, (w, key) => WeightFaults.StuckAtOne(w, share, key)));
        foreach (int levels in new[] { 16, 8, 4 })
            Print($"{levels} levels over +-4 rms", Walks(networks, 4000, 300, balanced, (w, _) => WeightFaults.Quantised(w, levels)));
        Print("ternary, 0.5, mean removed", Walks(networks, 4000, 300, balanced, (w, _) => WeightFaults.Ternary(w, 0.5)));
    }

    private static void Heading() => Console.WriteLine($"{"network",-34} {"checks",9} {"walks",6} {"overlap",8} {"active",8} {"others",8}");

    private static void Print(string name, SpikingWalk[] walks)
    {
        SpikingWalk[] right = Array.FindAll(walks, walk => walk.Right > 0);
        string active = right.Length == 0 ? "-" : $"{right.Average(walk => walk.ActiveRate.SI):f1} Hz", others = right.Length == 0 ? "-" : $"{right.Average(walk => walk.OtherRate.SI):f2} Hz";
        Console.WriteLine($"{name,-34} {$"{walks.Sum(walk => walk.Right)}/{walks.Sum(walk => walk.Checks)}",9} {$"{walks.Count(walk => walk.Complete)}/{walks.Length}",6} {walks.Average(walk => walk.MeanOverlap),8:f3} {active,8} {others,8}");
    }

    private static SpikingWalk[] Walks(int networks, int neurons, int ones, bool balanced, Func<Synapses, Key, Synapses> fault, SpikingProtocol? protocol = null, LeakyNeuron? neuron = null, int steps = 16)
    {
        SpikingWalk[] walks = new SpikingWalk[networks];
        Workers.Run(networks, new Work(walks, neurons, ones, balanced, fault, protocol ?? Usual, neuron, steps));
        return walks;
    }

    private sealed class Work(SpikingWalk[] walks, int neurons, int ones, bool balanced, Func<Synapses, Key, Synapses> fault, SpikingProtocol protocol, LeakyNeuron? neuron, int steps) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            Key key = new Key(1)["network"][chunk];
            StateMachine machine = StateMachine.Ring(8, 16, key["machine"], labels: 16);
            SparsePatterns patterns = SparsePatterns.Draw(machine, neurons, ones, key["vectors"], balanced: balanced);
            SpikingAttractor network = new(new SynapticRecurrence(fault(Synapses.Of(patterns), key["fault"])), ones, neuron);
            walks[chunk] = SpikingWalk.Run(network, patterns, machine.RandomWalk(steps, key["walk"]), protocol, key["run"]);
        }
    }
}
