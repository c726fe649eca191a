using Mho.Autograd;
using Xunit;

namespace Mho.Tests.Autograd;

public sealed class LstmTests
{
    private static readonly OperationCase[] All =
    [
        Case("Lstm, every step", 3, 5, 4, 7, LstmOutput.EveryStep),
        Case("Lstm, last step, two blocks", 67, 3, 5, 18, LstmOutput.LastStep),
        Case("Lstm of one step", 2, 1, 3, 16, LstmOutput.LastStep),
        // Rounding is straight through: exact in one step, and with codes as fine as these a surrogate without rounding is close over several.
        Case("Lstm of one step with coarse codes", 5, 1, 3, 21, LstmOutput.LastStep, bits: 4),
        Case("Lstm with fine codes, two blocks", 65, 4, 5, 18, LstmOutput.EveryStep, bits: 16),
        new("IdentityShortcut", [new(3, 5, 6, 4)], (arena, x) => new IdentityShortcut(arena, x[0], 2, 9), (x, _) => Shortcut(x[0])),
    ];

    public static TheoryData<string> Names() => [.. All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_keeps_its_promises(string name) => OperationConformance.Check(All.Single(operation => operation.Name == name));

    [Fact]
    public void An_open_forget_gate_and_a_shut_input_gate_keep_the_state()
    {
        // With all sums from the bias alone: c grows by σ(i)·tanh(j) each step when f is open.
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1, 4, 1), false), w = new(arena, new Shape(1, 4), true), r = new(arena, new Shape(1, 4), true), b = new(arena, new Shape(4), true);
        b.Values[0] = 1;
        b.Values[1] = 0.5f;
        b.Values[2] = 50;
        b.Values[3] = 50;
        Lstm lstm = new(arena, x, w, r, b);
        lstm.Forward(default);
        for (int step = 0; step < 4; step++)
            Assert.Equal(Math.Tanh((step + 1) * Math.Tanh(0.5) / (1 + Math.Exp(-1))), lstm.Output.Values[step], 1e-6);
    }

    private static OperationCase Case(string name, int sequences, int steps, int inputs, int units, LstmOutput output, int bits = 0) => new(
        name,
        [new(sequences, steps, inputs), new(inputs, 4 * units), new(units, 4 * units), new(4 * units), .. bits > 0 ? new Shape[] { new(1) } : []],
        (arena, x) => new Lstm(arena, x[0], x[1], x[2], x[3], output, bits > 0 ? x[4] : null, bits),
        (x, _) => Reference(x, sequences, steps, inputs, units, output, bits > 0 ? h => Rounded(h, x[4][0], bits) : h => h))
    {
        Surrogate = (x, _) => Reference(x, sequences, steps, inputs, units, output, bits > 0 ? h => Math.Clamp(h, -x[4][0], x[4][0]) : h => h),
        Tolerance = 1e-5,
        GradientTolerance = 1e-4, // errors of a few steps through the recurrence
        Shape = (input, values) =>
        {
            foreach (ref float value in values)
                value = input == 4 ? 0.3f : value * (input is 1 or 2 ? 0.4f : 1);
        },
    };

    private static double[] Reference(double[][] x, int sequences, int steps, int inputs, int units, LstmOutput output, Func<double, double> code)
    {
        List<double> y = [];
        for (int n = 0; n < sequences; n++)
        {
            double[] h = new double[units], c = new double[units];
            for (int t = 0; t < steps; t++)
            {
                double[] z = [.. Enumerable.Range(0, 4 * units).Select(g => x[3][g]
                    + Enumerable.Range(0, inputs).Sum(k => x[0][(((n * steps) + t) * inputs) + k] * x[1][(k * 4 * units) + g])
                    + Enumerable.Range(0, units).Sum(k => h[k] * x[2][(k * 4 * units) + g]))];
                for (int k = 0; k < units; k++)
                {
                    c[k] = (c[k] * Sigmoid(z[(2 * units) + k])) + (Sigmoid(z[k]) * Math.Tanh(z[units + k]));
                    h[k] = code(Math.Tanh(c[k]) * Sigmoid(z[(3 * units) + k]));
                }

                if (output == LstmOutput.EveryStep || t == steps - 1)
                    y.AddRange(h);
            }
        }

        return [.. y];
    }

    private static double Rounded(double h, double range, int bits)
    {
        int levels = (1 << (bits - 1)) - 1;
        return Math.Round(Math.Clamp(h, -range, range) * levels / range) * range / levels;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // 5 x 6 pixels of 4 channels to 3 x 3 of 9: two zeros before, three behind.
    private static double[] Shortcut(double[] x)
    {
        double[] y = new double[3 * 3 * 3 * 9];
        for (int n = 0; n < 3; n++)
        {
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    for (int c = 0; c < 4; c++)
                        y[(((((n * 3) + i) * 3) + j) * 9) + 2 + c] = x[(((((n * 5) + (2 * i)) * 6) + (2 * j)) * 4) + c];
                }
            }
        }

        return y;
    }
}
