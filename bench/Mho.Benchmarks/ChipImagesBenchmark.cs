using System.Diagnostics;
using System.Globalization;
using Mho.Chips;
using Mho.Devices;
using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Times the whole MNIST test on a programmed, aged, calibrated chip: the published seven-layer network, with and without read noise, with and without the resistance of wires.</summary>
internal static class ChipImagesBenchmark
{
    public static int Run(string[] args)
    {
        int threads = Options.Integer(args, "--threads", 1), turns = Options.Integer(args, "--turns", 3), count = Options.Integer(args, "--images", 10_000);
        Workers.Count = threads;
        LabelledImages images = new Mnist().Load().Test.Take(count);
        TrainedNetwork network = Untrained();
        Deployment deployment = new(network);
        NeuRram quiet = new(new Wan2022Rram()) { GainSpread = 0.02, OffsetSpread = 0.5 };
        NeuRram noisy = quiet with { Device = new Wan2022Rram { ReadNoise = 0.01 } };
        (string Name, ISubstrate Substrate)[] substrates =
        [
            ("exact products", new Networks.Ideal(deployment.Matrices)),
            ("chip, 1 day old", Chip(quiet, deployment, images)),
            ("chip with 1 % read noise", Chip(noisy, deployment, images)),
            ("chip with 1 ohm wires", Chip(quiet with { Wires = new CoreWires { Segment = 1 * ohm } }, deployment, images)),
        ];
        Console.WriteLine($"{images.Count} images, {network.Network.ParameterCount:N0} parameters, {threads} thread(s), best of {turns}");
        double[] best = new double[substrates.Length];
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < substrates.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                deployment.Evaluate(substrates[i].Substrate, images, new Key(3));
                best[i] = Math.Max(best[i], images.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        for (int i = 0; i < substrates.Length; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{substrates[i].Name,-26} {best[i],8:f0} images/s  {best[1] / best[i],5:f2} x the quiet chip's time"));
        return 0;
    }

    // Speed does not depend on the values.
    private static TrainedNetwork Untrained()
    {
        Network network = new MnistCnn().For(new(28, 28, 1), 10);
        return new TrainedNetwork(network, network.Initialize(new Key(1)));
    }

    private static OnChip Chip(NeuRram chip, Deployment deployment, LabelledImages images)
    {
        ProgrammedChip programmed = chip.Program(chip.Place(deployment.Matrices), new Key(1)).After(1 * day, new Key(2));
        LabelledImages samples = images.Take(200);
        Observed observed = new(new Networks.Ideal(deployment.Matrices), deployment.Matrices, samples.Count, 1500);
        deployment.Logits(observed, samples, default);
        for (int matrix = 0; matrix < deployment.Matrices.Count; matrix++)
        {
            (float[] codes, int vectors) = observed.Of(matrix);
            programmed = programmed.Calibrate(matrix, codes, vectors, new Key(4));
        }

        return new OnChip(programmed);
    }
}
