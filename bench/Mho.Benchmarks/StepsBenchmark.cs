using System.Diagnostics;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Training steps (forward, backward, SGD with momentum) and inference at batch 64 beside torch, turn by turn in one session.</summary>
internal static class StepsBenchmark
{
    private const int Rounds = 5;

    private static readonly (string Name, int Repeats)[] Networks = [("mlp", 60), ("lenet5", 40), ("resnet20", 6), ("lstm", 20)];

    public static int Run(string[] args)
    {
        int threads = Workers.Count = Options.Integer(args, "--threads", 1);
        string[] names = [.. args.Where(argument => Networks.Any(network => network.Name == argument))];
        using PythonPeer? torch = args.Contains("--alone") ? null : PythonPeer.Start("torch_steps.py", threads);
        Console.WriteLine(torch == null ? "no torch here (Debian: apt-get install python3-torch): our times alone" : $"beside torch {torch.Version}, its BLAS and OpenMP on as many threads");
        Console.WriteLine($"{"batch 64, ms, " + threads + " thread" + (threads == 1 ? "" : "s"),-28} {"ours best",10} {"median",9} {"torch best",11} {"median",9} {"ratio best",11} {"median",7}");
        foreach ((string name, int repeats) in Networks)
        {
            if (names.Length == 0 || names.Contains(name))
                Compare(name, repeats, torch, args.Contains("--profile"));
        }

        return 0;
    }

    private static void Compare(string name, int repeats, PythonPeer? torch, bool profile)
    {
        using StepNetwork network = StepNetwork.Of(name);
        double[][] ours = new double[Rounds][], theirs = new double[Rounds][];
        for (int round = 0; round < Rounds; round++)
        {
            ours[round] = [.. Times(network.Train, repeats), .. Times(network.Infer, repeats)];
            theirs[round] = torch?.Measure(name) ?? [double.NaN, double.NaN, double.NaN, double.NaN];
        }

        foreach ((string what, int at) in new[] { ("step", 0), ("infer", 2) })
        {
            // The median of rounds' medians: a round that the machine disturbed does not count.
            double best = ours.Min(times => times[at]), median = Middle(ours, at + 1), torchBest = theirs.Min(times => times[at]), torchMedian = Middle(theirs, at + 1);
            Console.WriteLine($"{what + " " + name,-28} {best,10:f3} {median,9:f3} {torchBest,11:f3} {torchMedian,9:f3} {best / torchBest,11:f2} {median / torchMedian,7:f2}");
        }

        if (profile)
            Profile(network);
    }

    private static double Middle(double[][] rounds, int at) => rounds.Select(times => times[at]).Order().ElementAt(Rounds / 2);

    private static double[] Times(Action call, int repeats)
    {
        for (int i = 0; i < 2; i++)
            call();
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return [times[0], times[repeats / 2]];
    }

    // Where a step's time goes, operation by operation.
    private static void Profile(StepNetwork network)
    {
        Step step = new(new Key(1), Training: true);
        for (int i = 0; i < network.Operations.Count; i++)
        {
            Operation operation = network.Operations[i];
            double forward = Times(() => operation.Forward(step), 10)[0], backward = Times(() => operation.Backward(step), 10)[0];
            Console.WriteLine($"  {i,3} {operation.GetType().Name,-20} {operation.Inputs[0].Shape + " -> " + operation.Output.Shape,-44} {forward,8:f3} {backward,8:f3}");
        }

        Console.WriteLine($"      update {Times(network.Update, 10)[0]:f3}");
    }
}
