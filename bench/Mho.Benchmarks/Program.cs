using Mho.Benchmarks;

// A command is one class in one file and one line here.
(string Name, string Purpose, Func<string[], int> Run)[] commands =
[
    ("matmul", "the matrix product beside OpenBLAS: GF/s, ratio, error, share of the machine's peak  [--threads 1|2]", MatrixProductBenchmark.Run),
    ("steps", "training steps and inference beside torch  [--threads T] [--alone] [--profile] [mlp] [lenet5] [resnet20] [lstm]", StepsBenchmark.Run),
    ("tile", "100 products of 256 x 256 weights with converters, without and with read noise  [--threads N] [--repeats N]", TileBenchmark.Run),
    ("chip-images", "the MNIST test on a simulated chip: images/s, and what read noise and exact wires cost  [--threads N] [--images N]", ChipImagesBenchmark.Run),
    ("crossbar-gradients", "gradients with respect to conductances and inputs beside the forward pass  [--rows N] [--inputs N] [--threads N] [--repeats N]", CrossbarGradientsBenchmark.Run),
    ("crossbar-nonlinear", "crossbars of sinh cells with wires: time, Newton steps, iterations, beside the linear solve  [--rows N] [--inputs N] [--threads N] [--repeats N]", CrossbarNonlinearBenchmark.Run),
    ("crossbar-ac", "a crossbar at 1 MHz beside the same array at rest: times, ratio, errors  [--rows N] [--inputs N] [--threads N] [--repeats N]", CrossbarAlternatingBenchmark.Run),
    ("spiking", "training of 784-400-400-10 beside dense products, on 1 and 2 threads; a layer of 1,000 neurons, exact beside discretised: time, memory, exponents  [--training] [--profile] [--threads N] [--intervals M] [--largest N] [--plot FILE.svg]", SpikingBenchmark.Run),
    ("vsa", "state machines in spiking networks: a simulated second beside Brian2; walks of the reference network, in whole numbers too  [--brian2 | --walks | --fixed-point] [--networks N] [--threads N]", VsaBenchmark.Run),
    ("elementwise", "random fills, elementary functions, optimisers: ns an element", ElementwiseBenchmark.Run),
    ("chip", "all products of the MNIST network on the chip: images a second, without and with read noise  [--threads N] [--repeats N]", ChipBenchmark.Run),
    ("vsa-large", "a machine of 5,000 states in 40,000 sparse neurons: errors of long walks, time, memory  [--neurons N] [--ones K] [--states Z] [--transitions T] [--walks W]", LargeMachineBenchmark.Run),
    ("crossbar", "exact crossbars with wires: reference sums, time and memory against size, hard cases, general sparse LU beside it  [--threads N] [--largest N] [--lu 512]", CrossbarBenchmark.Run),
];

foreach ((string name, _, Func<string[], int> run) in commands)
{
    if (args.Length == 0 || args[0] != name)
        continue;
    try
    {
        return run(args[1..]);
    }
    catch (ArgumentException misuse)
    {
        Console.Error.WriteLine($"{name}: {misuse.Message}");
        return 2;
    }
}

Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Mho.Benchmarks -- COMMAND [options]");
foreach ((string name, string purpose, _) in commands)
    Console.Error.WriteLine($"  {name,-10} {purpose}");
return 2;
