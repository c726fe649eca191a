using Mho.Circuits;
using static Mho.Units;

namespace Mho.Benchmarks;

/// <summary>The crossbar problem anyone can rebuild: N × N cells of 10 k to 100 k ohm, inputs of 0 to 1 V, SplitMix64 numbers; and harder ones of the same numbers.</summary>
internal sealed record CrossbarProblem(string Name, Func<double, double> Cell, double Wire)
{
    public static CrossbarProblem Easy { get; } = new("10k-100k ohm, 1 ohm wires", u => 1 / (10e3 + (90e3 * u)), 1);

    public static IReadOnlyList<CrossbarProblem> Hard { get; } =
    [
        new("1k-1M ohm, 10 ohm wires", Wide, 10),
        new("1 % shorts of 1 ohm", u => u < 0.01 ? 1 : Wide(u), 10),
        new("1 % perfect shorts", u => u < 0.01 ? double.PositiveInfinity : Wide(u), 10),
        new("half the cells open", u => u < 0.5 ? 0 : Wide(u), 10),
        new("100 ohm wires", Wide, 100),
        new("all 1k ohm", _ => 1e-3, 10),
    ];

    /// <summary>Number k (from 1) of a stream, in [0, 1).</summary>
    public static double Uniform(ulong stream, long k)
    {
        ulong z = unchecked(stream + ((ulong)k * 0x9E3779B97F4A7C15UL));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53));
    }

    public Crossbar Make(int n) =>
        new Crossbar(n, n, Enumerable.Range(1, n * n).Select(k => Cell(Uniform(1, k))).ToArray()).WithSegments(Wire * ohm, Wire * ohm);

    /// <summary>V [inputs × rows]; the stream has them rows × inputs.</summary>
    public static double[] Inputs(int n, int count)
    {
        double[] inputs = new double[count * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < count; k++)
                inputs[(k * n) + i] = Uniform(2, (i * count) + k + 1);
        }

        return inputs;
    }

    private static double Wide(double u) => 1 / (1e3 + (999e3 * u));
}
