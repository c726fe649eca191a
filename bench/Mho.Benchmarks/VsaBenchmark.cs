using System.Diagnostics;
using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;
using Mho.Vsa.Spiking;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>State machines in spiking networks: what a simulated second costs, beside Brian2; how often walks succeed.</summary>
internal static class VsaBenchmark
{
    private const int Neurons = 4000, Ones = 300, States = 24, Runs = 7;

    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", Environment.ProcessorCount);
        if (args.Contains("--walks"))
            VsaWalks.Reference(Options.Integer(args, "--networks", 10));
        else if (args.Contains("--fixed-point"))
            VsaWalks.FixedPoint(Options.Integer(args, "--networks", 10));
        else
            Speed(args.Contains("--brian2"));
        return 0;
    }

    private static void Speed(bool peer)
    {
        Workers.Count = 1;
        // States alone, as in the script; the one edge a machine must have is not of the state that is held, or its stimulus, which as drawn does not sum to 0 over the state, would change the rate
        // (53.7 Hz where other states have 62). In Brian2 the step of the spike counts among the 5 ms of silence: 4 steps follow it, as here.
        StateMachine machine = new("held", "0", [new("0", "next", "1")], states: [.. Enumerable.Range(0, States).Select(state => state.ToString(CultureInfo.InvariantCulture))]);
        SparsePatterns patterns = SparsePatterns.Draw(machine, Neurons, Ones, new Key(2), EdgeStates.None);
        double[] builds = new double[3], runs = new double[Runs];
        Synapses synapses = Synapses.Of(patterns);
        for (int i = 0; i < builds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            synapses = Synapses.Of(patterns);
            builds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        SpikingAttractor network = new(new SynapticRecurrence(synapses), Ones, new LeakyNeuron { Refractory = 4 * ms });
        using PythonPeer? brian = peer ? PythonPeer.Start("brian2_attractor.py", 1) : null;
        double[] theirs = new double[brian is null ? 0 : Runs];
        double theirBuild = brian?.Measure($"build {Neurons} {Ones} {States}")[0] ?? 0;
        double[] theirState = [];
        network.Begin(patterns.States[^1], new Key(3));
        long spikes = 0, bytes = 0;
        for (int run = 0; run < Runs; run++)
        {
            if (brian is not null)
            {
                theirState = brian.Measure("run 1");
                theirs[run] = theirState[0];
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            spikes = 0;
            for (int t = 0; t < 1000; t++)
            {
                network.Advance([]);
                foreach (ulong word in network.Spikes)
                    spikes += long.PopCount((long)word);
            }

            runs[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(builds);
        Array.Sort(runs);
        Array.Sort(theirs);
        Console.WriteLine($"{Neurons} neurons, {Ones} active, {States} stored states, a held state, one thread, {Runs} runs of one simulated second");
        Console.WriteLine($"Mho     build {builds[1],7:f3} s, a second {runs[0],7:f4} s best, {runs[Runs / 2],7:f4} s median; {spikes} spikes ({(double)spikes / Ones:f1} Hz), {bytes} bytes allocated");
        if (!peer)
            return;
        if (brian is null)
            Console.WriteLine("Brian2  skipped: no Python here has it; apt-get install python3-brian");
        else
            Console.WriteLine($"Brian2 {brian.Version} build {theirBuild:f3} s, a second {theirs[0],7:f4} s best, {theirs[Runs / 2],7:f4} s median; {theirState[1]} Hz active, overlap {theirState[2]}");
        if (brian is not null)
            Console.WriteLine($"ratio {theirs[0] / runs[0]:f1} of the best, {theirs[Runs / 2] / runs[Runs / 2]:f1} of the medians; build {theirBuild / builds[1]:f0}");
    }
}
