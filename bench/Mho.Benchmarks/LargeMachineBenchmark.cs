using System.Diagnostics;
using System.Globalization;
using Mho.Numerics;
using Mho.Vsa.Attractors;
using Mho.Vsa.Machines;

namespace Mho.Benchmarks;

/// <summary>A machine of thousands of states in a sparse network that keeps its weights as vectors: errors of a long walk, time, memory beside that of the weights one by one.</summary>
internal static class LargeMachineBenchmark
{
    public static int Run(string[] args)
    {
        int neurons = Options.Integer(args, "--neurons", 40_000), ones = Options.Integer(args, "--ones", 200), states = Options.Integer(args, "--states", 5000);
        int transitions = Options.Integer(args, "--transitions", 200), walks = Options.Integer(args, "--walks", 3);
        Console.WriteLine($"{states} states in a ring, every edge a stimulus of its own, {neurons} neurons, {ones} active; {walks} machines, {transitions} transitions each");
        int complete = 0;
        for (int w = 0; w < walks; w++)
        {
            Key key = new Key(1)["large"][w];
            long start = Stopwatch.GetTimestamp();
            StateMachine machine = StateMachine.Ring(states, states, key["machine"]);
            SparseAttractor network = new(SparsePatterns.Draw(machine, neurons, ones, key["patterns"]));
            double built = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            AttractorWalk walk = AttractorWalk.Run(network, machine.RandomWalk(transitions, key["walk"], from: key["from"].Integer(0, states)), new(), key["run"]);
            double walked = Stopwatch.GetElapsedTime(start).TotalSeconds;
            complete += walk.Complete ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"machine {w}: {walk.Right} of {walk.Overlaps.Count} checks right, overlap {walk.Overlaps.Min():F4} at least; built in {built:F1} s, {1e3 * walked / (transitions * 30):F2} ms a step"));
        }

        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{complete} of {walks} walks without an error; memory of the process at its peak {process.PeakWorkingSet64 / (double)(1 << 30):F2} GiB (weights one by one: {4.0 * neurons * neurons / (1 << 30):F1} GiB)"));
        return complete == walks ? 0 : 1;
    }
}
