using Mho.Chips;
using Mho.Devices;
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
    private const int Neurons = 4000, Ones = 300;

    private static readonly SpikingProtocol Usual = new();

    /// <summary>Networks without a fault, balanced and not; stimuli that are too short; a state held.</summary>
    public static void Reference(int networks)
    {
        Heading();
        Print("balanced stimuli", Walks(networks, Neurons, Ones, true, Exact));
        Print("stimuli as drawn", Walks(networks, Neurons, Ones, false, Exact));
        Print("balanced, k = 200", Walks(networks, Neurons, 200, true, Exact));
        Print("balanced, halves of 120 ms", Walks(networks, Neurons, Ones, true, Exact, Usual with { First = 120 * ms, Second = 120 * ms }));
        Print("balanced, halves of 80 ms", Walks(networks, Neurons, Ones, true, Exact, Usual with { First = 80 * ms, Second = 80 * ms }));
        Print("balanced, halves of 50 ms", Walks(networks, Neurons, Ones, true, Exact, Usual with { First = 50 * ms, Second = 50 * ms }));
        Print("balanced, rests of 10 s, 1 step", Walks(Math.Min(networks, 2), Neurons, Ones, true, Exact, Usual with { Rest = new(10) }, steps: 1));
        foreach (double t in new[] { 120.0, 80, 60, 50, 40, 30 })
        {
            Print($"as drawn, halves of {t} ms", Walks(networks, Neurons, Ones, false, Exact, Usual with { First = t * ms, Second = t * ms }));
            Print($"as drawn, all of {t} ms", Walks(networks, Neurons, Ones, false, Exact, Usual with { Rest = t * ms, First = t * ms, Second = t * ms, Read = Math.Min(t, 50) * ms }));
        }

        foreach (double noise in new[] { 0.5, 1, 2, 3 })
            Print($"current noise {noise}", Walks(Math.Min(networks, 3), Neurons, Ones, false, Exact, neuron: new LeakyNeuron { CurrentNoise = noise }));
    }

    /// <summary>Networks with faulty weights, with stimuli as drawn or balanced.</summary>
    public static void Faults(int networks, bool balanced)
    {
        Heading();
        Print("none", Walks(networks, Neurons, Ones, balanced, Exact));
        foreach (double sigma in new[] { 1.0, 2, 4 })
            Print($"additive, {sigma} rms", Walks(networks, Neurons, Ones, balanced, (w, key) => WeightFaults.Noisy(w, sigma * w.Rms(), key)));
        foreach (double sigma in new[] { 0.3, 0.6, 1 })
            Print($"log-normal {sigma}", Walks(networks, Neurons, Ones, balanced, (w, key) => WeightFaults.LogNormal(w, sigma, key)));
        foreach (double share in new[] { 0.2, 0.4 })
            Print($"stuck at 0, {share:p0}", Walks(networks, Neurons, Ones, balanced, (w, key) => WeightFaults.StuckAtZero(w, share, key)));
        foreach (double share in new[] { 0.1, 0.2 })
            Print($"stuck at +-1, {share:p0}", Walks(networks, Neurons, Ones, balanced, (w, key) => WeightFaults.StuckAtOne(w, share, key)));
        foreach (int levels in new[] { 16, 8, 4 })
            Print($"{levels} levels over +-4 rms", Walks(networks, Neurons, Ones, balanced, (w, _) => WeightFaults.Quantised(w, levels)));
        Print("ternary, 0.5, mean removed", Walks(networks, Neurons, Ones, balanced, (w, _) => WeightFaults.Ternary(w, 0.5)));
    }

    /// <summary>Networks of simulated RRAM cells, at several ages and with several converters.</summary>
    public static void Devices(int networks)
    {
        Heading();
        foreach (Duration age in new[] { 1 * day, 1 * s })
        {
            OnArrays($"Wan 2022, {age}, 8 bit, as drawn", false, new DeviceArrays { Age = age });
            OnArrays($"Wan 2022, {age}, 8 bit, balanced", true, new DeviceArrays { Age = age });
        }

        OnArrays("  1 day, 5 bit", true, new DeviceArrays { Age = 1 * day, Adc = new BinarySearchAdc(4) { Origin = CodeOrigin.StepCentre } });
        OnArrays("  1 day, 4 bit", true, new DeviceArrays { Age = 1 * day, Adc = new BinarySearchAdc(3) { Origin = CodeOrigin.StepCentre } });
        OnArrays("  1 day, 5 % of cells stuck low", true, new DeviceArrays { Age = 1 * day, Device = new Stuck { Device = new Wan2022Rram { Window = 1 * uS, ReadNoise = 0.01 }, AtMin = 0.05 } });
        OnArrays("  1 day, latency of 5 steps", true, new DeviceArrays { Age = 1 * day }, 5);

        void OnArrays(string name, bool balanced, DeviceArrays arrays, int latency = 0) => Print(name, Walks(networks, Neurons, Ones, balanced, (w, key) => new SpikingAttractor(new DelayedRecurrence(arrays.Program(w, key), latency), Ones)));
    }

    /// <summary>Networks in whole numbers.</summary>
    public static void FixedPoint(int networks)
    {
        Heading();
        foreach (bool balanced in new[] { true, false })
        {
            foreach (int bits in new[] { 8, 6, 4 })
                Print($"int{bits}, {(balanced ? "balanced" : "as drawn")}", Walks(networks, Neurons, Ones, balanced, (w, _) => new FixedPointAttractor(w, Ones, format: new() { WeightBits = bits })));
        }
    }

    private static Synapses Exact(Synapses synapses, Key key) => synapses;

    private static void Heading() => Console.WriteLine($"{"network",-34} {"checks",9} {"walks",6} {"overlap",8} {"active",8} {"others",8}");

    private static void Print(string name, SpikingWalk[] walks)
    {
        SpikingWalk[] right = Array.FindAll(walks, walk => walk.Right > 0);
        string active = right.Length == 0 ? "-" : $"{right.Average(walk => walk.ActiveRate.SI):f1} Hz", others = right.Length == 0 ? "-" : $"{right.Average(walk => walk.OtherRate.SI):f2} Hz";
        Console.WriteLine($"{name,-34} {$"{walks.Sum(walk => walk.Right)}/{walks.Sum(walk => walk.Checks)}",9} {$"{walks.Count(walk => walk.Complete)}/{walks.Length}",6} {walks.Average(walk => walk.MeanOverlap),8:f3} {active,8} {others,8}");
    }

    private static SpikingWalk[] Walks(int networks, int neurons, int ones, bool balanced, Func<Synapses, Key, Synapses> fault, SpikingProtocol? protocol = null, LeakyNeuron? neuron = null, int steps = 16) =>
        Walks(networks, neurons, ones, balanced, (w, key) => new SpikingAttractor(new SynapticRecurrence(fault(w, key)), ones, neuron), protocol, steps);

    private static SpikingWalk[] Walks(int networks, int neurons, int ones, bool balanced, Func<Synapses, Key, ISpikingNetwork> make, SpikingProtocol? protocol = null, int steps = 16)
    {
        SpikingWalk[] walks = new SpikingWalk[networks];
        Workers.Run(networks, new Work(walks, neurons, ones, balanced, make, protocol ?? Usual, steps));
        return walks;
    }

    private sealed class Work(SpikingWalk[] walks, int neurons, int ones, bool balanced, Func<Synapses, Key, ISpikingNetwork> make, SpikingProtocol protocol, int steps) : IChunkedWork
    {
        public void Do(int chunk, int worker)
        {
            Key key = new Key(1)["network"][chunk];
            StateMachine machine = StateMachine.Ring(8, 16, key["machine"], labels: 16);
            SparsePatterns patterns = SparsePatterns.Draw(machine, neurons, ones, key["vectors"], balanced: balanced);
            walks[chunk] = SpikingWalk.Run(make(Synapses.Of(patterns), key["fault"]), patterns, machine.RandomWalk(steps, key["walk"]), protocol, key["run"]);
        }
    }
}
