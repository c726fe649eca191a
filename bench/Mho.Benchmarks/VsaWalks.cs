using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.OnDevices;
using Mho.Vsa.Spiking;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Random walks of 16 steps in the reference network: 4000 neurons, 300 active, 8 states, 16 edges, 16 labels.</summary>
internal static class VsaWalks
{
    private const int Neurons = 4000, Ones = 300, Steps = 16;

    private static readonly SpikingProtocol Usual = new();

    /// <summary>Fewer active neurons; rests as short as stimuli; noisy currents. What else there is to see of networks without devices, experiments show.</summary>
    public static void Reference(int networks)
    {
        Heading();
        Print("balanced, k = 200", Walks(networks, 200, true));
        foreach (double t in new[] { 120.0, 80, 60, 50, 40, 30 })
            Print($"as drawn, all of {t} ms", Walks(networks, Ones, false, Usual with { Rest = t * ms, First = t * ms, Second = t * ms, Read = Math.Min(t, 50) * ms }));

        foreach (double noise in new[] { 0.5, 1, 2, 3 })
            Print($"current noise {noise}", Walks(Math.Min(networks, 3), Ones, false, neuron: new LeakyNeuron { CurrentNoise = noise }));
    }

    /// <summary>Networks in whole numbers.</summary>
    public static void FixedPoint(int networks)
    {
        Heading();
        foreach (bool balanced in new[] { true, false })
        {
            foreach (int bits in new[] { 8, 6, 4 })
                Print($"int{bits}, {(balanced ? "balanced" : "as drawn")}", Walks(networks, Ones, balanced, (w, _) => new FixedPointAttractor(w, Ones, format: new() { WeightBits = bits })));
        }
    }

    private static void Heading() => Console.WriteLine($"{"network",-34} {"checks",9} {"walks",6} {"overlap",8} {"active",8} {"others",8}");

    private static void Print(string name, SpikingWalk[] walks)
    {
        SpikingWalk[] right = Array.FindAll(walks, walk => walk.Right > 0);
        string active = right.Length == 0 ? "-" : $"{right.Average(walk => walk.ActiveRate.SI):f1} Hz", others = right.Length == 0 ? "-" : $"{right.Average(walk => walk.OtherRate.SI):f2} Hz";
        Console.WriteLine($"{name,-34} {$"{walks.Sum(walk => walk.Right)}/{walks.Sum(walk => walk.Checks)}",9} {$"{walks.Count(walk => walk.Complete)}/{walks.Length}",6} {walks.Average(walk => walk.MeanOverlap),8:f3} {active,8} {others,8}");
    }

    private static SpikingWalk[] Walks(int networks, int ones, bool balanced, SpikingProtocol? protocol = null, LeakyNeuron? neuron = null) =>
        Walks(networks, ones, balanced, (w, _) => new SpikingAttractor(new SynapticRecurrence(w), ones, neuron), protocol);

    private static SpikingWalk[] Walks(int networks, int ones, bool balanced, Func<Synapses, Key, ISpikingNetwork> make, SpikingProtocol? protocol = null)
    {
        SpikingWalk[] walks = new SpikingWalk[networks];
        Workers.Run(networks, new Work(walks, ones, balanced, make, protocol ?? Usual));
        return walks;
    }

    private sealed class Work(SpikingWalk[] walks, int ones, bool balanced, Func<Synapses, Key, ISpikingNetwork> make, SpikingProtocol protocol) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            Key key = new Key(1)["network"][chunk];
            StateMachine machine = StateMachine.Ring(8, 16, key["machine"], labels: 16);
            SparsePatterns patterns = SparsePatterns.Draw(machine, Neurons, ones, key["vectors"], balanced: balanced);
            walks[chunk] = SpikingWalk.Run(make(Synapses.Of(patterns), key["fault"]), patterns, machine.RandomWalk(Steps, key["walk"]), protocol, key["run"]);
        }
    }
}
