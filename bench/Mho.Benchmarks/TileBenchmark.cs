using System.Diagnostics;
using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>Times 100 products of 256 inputs and 256 outputs with programming error and 8-bit converters, without and with 1 % read noise.</summary>
internal static class TileBenchmark
{
    private const int Size = 256, Vectors = 100;

    public static int Run(string[] args)
    {
        Workers.Count = Options.Integer(args, "--threads", 1);
        int repeats = Options.Integer(args, "--repeats", 400);
        Console.WriteLine($"{Size} x {Size} weights, {Vectors} vectors, {Workers.Count} thread(s), best and median of {repeats} runs");
        Console.WriteLine($"{"array",-34} {"ms",8} {"median",8} {"bound",8} {"bytes",7} {"error",8}");
        Time("one 512-row array", new NeuRram(Device(0)) { Rows = 512, MaxWeightRows = 256 }, repeats, 0.2);
        Time("one 512-row array, 1 % read noise", new NeuRram(Device(0.01)) { Rows = 512, MaxWeightRows = 256 }, repeats, 0.5);
        Time("two 256-row cores", new NeuRram(Device(0)), repeats, 0.2);
        Time("two 256-row cores, 1 % read noise", new NeuRram(Device(0.01)), repeats, 0.5);
        return 0;
    }

    private static Wan2022Rram Device(double noise) => new() { Window = 1 * uS, ReadNoise = noise };

    // The pair of rows a weight takes makes 256 weight rows either one array of 512 rows or two cores whose partial sums are added.
    private static void Time(string name, NeuRram chip, int repeats, double bound)
    {
        Key key = new(1);
        float[] weights = new float[Size * Size], inputs = new float[Vectors * Size], codes = new float[Vectors * Size], outputs = new float[Vectors * Size];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(0.1 * key["weights"].Normal(i));
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = (float)key["inputs"].Normal(i);
        InputCode code = new(8, true, 3);
        chip = chip with { Adc = new BinarySearchAdc(7) };
        ProgrammedChip programmed = chip.Program(chip.Place([new WeightMatrix("tile", Size, Size, weights, [], code, Vectors)]), key["programming"]);
        code.Encode(inputs, codes);
        programmed = programmed.Calibrate(0, codes, Vectors, key["calibration"]);
        ReadStatistics statistics = new(1);
        Key reads = key["reads"];
        double[] times = new double[repeats];
        long bytes = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            code.Encode(inputs, codes);
            programmed.Multiply(0, codes, Vectors, outputs, reads[repeat], statistics);
            times[repeat] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(times);
        Console.WriteLine($"{name,-34} {times[0],8:f3} {times[repeats / 2],8:f3} {bound,8:f1} {bytes,7} {Error(weights, inputs, outputs),8:f4}");
    }

    // Root mean square of chip − ideal over that of ideal, of the last run.
    private static double Error(float[] weights, float[] inputs, float[] outputs)
    {
        double difference = 0, size = 0;
        for (int v = 0; v < Vectors; v++)
        {
            for (int j = 0; j < Size; j++)
            {
                double ideal = 0;
                for (int i = 0; i < Size; i++)
                    ideal += inputs[(v * Size) + i] * (double)weights[(i * Size) + j];
                difference += Math.Pow(outputs[(v * Size) + j] - ideal, 2);
                size += ideal * ideal;
            }
        }

        return Math.Sqrt(difference / size);
    }
}
