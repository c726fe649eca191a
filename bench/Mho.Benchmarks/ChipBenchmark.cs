using System.Diagnostics;
using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Times all products of the seven-layer MNIST network on the chip, layer by layer, without and with 1 % read noise.</summary>
internal static class ChipBenchmark
{
    private const int Images = 32;

    private static readonly (string Name, int Rows, int Columns, int Vectors)[] Layers =
    [
        ("conv1", 9, 8, 784), ("conv2", 72, 8, 784), ("conv3", 72, 16, 196), ("conv4", 144, 16, 196), ("conv5", 144, 32, 49), ("conv6", 288, 32, 49), ("dense", 512, 10, 1),
    ];

    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        int repeats = Options.Integer(args, "--repeats", 40);
        Console.WriteLine($"products of the MNIST network, {Images} images a batch, {Workers.Count} thread(s), best of {repeats}; us an image");
        double quiet = Time(0, repeats), noisy = Time(0.01, repeats);
        Console.WriteLine($"with read noise {noisy / quiet:f2} x the time without");
        return 0;
    }

    private static double Time(double noise, int repeats)
    {
        Key key = new(1);
        NeuRram chip = new(new Wan2022Rram { Window = 1 * uS, ReadNoise = noise }) { MaxWeightRows = 100 };
        WeightMatrix[] matrices = [.. Layers.Select(layer => Matrix(layer, key[layer.Name]))];
        ProgrammedChip programmed = chip.Program(chip.Place(matrices), key["programming"]).After(1 * day, key["ageing"]);
        Key reads = key["reads"];
        double total = 0;
        for (int m = 0; m < matrices.Length; m++)
        {
            int vectors = Images * matrices[m].Vectors;
            float[] codes = new float[vectors * matrices[m].Rows], outputs = new float[vectors * matrices[m].Columns];
            for (int i = 0; i < codes.Length; i++)
                codes[i] = key["codes"].Integer(i, 8);
            double best = double.MaxValue;
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                long start = Stopwatch.GetTimestamp();
                programmed.Multiply(m, codes, vectors, outputs, reads[repeat]);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Images);
            }

            Console.WriteLine($"  {Layers[m].Name,-6} {best,8:f2}");
            total += best;
        }

        Console.WriteLine($"{(noise > 0 ? "with 1 % read noise" : "without read noise")} {total:f1} us an image, {1e6 / total:f0} images/s");
        return total;
    }

    private static WeightMatrix Matrix((string Name, int Rows, int Columns, int Vectors) layer, Key key)
    {
        float[] weights = new float[layer.Rows * layer.Columns], bias = new float[layer.Columns];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(0.1 * key.Normal(i));
        return new WeightMatrix(layer.Name, layer.Rows, layer.Columns, weights, bias, new InputCode(3, false, 1), layer.Vectors);
    }
}
