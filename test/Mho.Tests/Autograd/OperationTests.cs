using Mho.Autograd;
using Xunit;

namespace Mho.Tests.Autograd;

public sealed class OperationTests
{
    private static readonly OperationCase[] All =
    [
        new("Relu", [new(7, 13)], (arena, x) => new Relu(arena, x[0]), (x, _) => [.. x[0].Select(value => Math.Max(0, value))]),
        new("Relu over several chunks", [new(3, 7001)], (arena, x) => new Relu(arena, x[0]), (x, _) => [.. x[0].Select(value => Math.Max(0, value))]),
        DenseCase("Dense", 5, 7, 3, bias: true, Activation.None),
        DenseCase("Dense with a rectifier", 9, 20, 35, bias: true, Activation.Relu),
        DenseCase("Dense without bias", 4, 6, 17, bias: false, Activation.None),
        DenseCase("Dense over several chunks", 130, 40, 300, bias: true, Activation.Relu),
        new(
            "SoftmaxCrossEntropy",
            [new(70, 5)],
            (arena, x) => new SoftmaxCrossEntropy(arena, x[0], Labels(70, 5)),
            (x, _) => [CrossEntropy(x[0], Labels(70, 5), 5)]),
        new("Tanh", [new(3, 70)], (arena, x) => new Tanh(arena, x[0]), (x, _) => [.. x[0].Select(Math.Tanh)]),
        new("Sigmoid", [new(3, 70)], (arena, x) => new Sigmoid(arena, x[0]), (x, _) => [.. x[0].Select(value => 1 / (1 + Math.Exp(-value)))]),
        new("Add", [new(3, 7), new(3, 7)], (arena, x) => new Add(arena, x[0], x[1]), (x, _) => [.. x[0].Zip(x[1], (a, b) => a + b)]),
        new("Add with a rectifier", [new(2, 3, 3, 5), new(2, 3, 3, 5)], (arena, x) => new Add(arena, x[0], x[1], Activation.Relu), (x, _) => [.. x[0].Zip(x[1], (a, b) => Math.Max(0, a + b))]),
        new("Multiply", [new(3, 7), new(3, 7)], (arena, x) => new Multiply(arena, x[0], x[1]), (x, _) => [.. x[0].Zip(x[1], (a, b) => a * b)]),
        new("Concatenate", [new(2, 3, 2), new(2, 3, 5), new(2, 3, 1)], (arena, x) => new Concatenate(arena, x), (x, _) => Beside(x, 6, [2, 5, 1])),
        new("MeanSquaredError", [new(4, 6), new(4, 6)], (arena, x) => new MeanSquaredError(arena, x[0], x[1]), (x, _) => [x[0].Zip(x[1], (a, b) => (a - b) * (a - b)).Average()]),
        new(
            "Dropout",
            [new(150, 70)],
            (arena, x) => new Dropout(arena, x[0], 0.3),
            (x, step) => [.. x[0].Select((value, i) => step.Training && step.Key.UniformFloat(i) < 0.3f ? 0 : value / (step.Training ? 0.7 : 1))]),
        new("WeightNoise", [new(130, 70)], (arena, x) => new WeightNoise(arena, x[0], 0.15), (x, step) => Noisy(x[0], step, x[0].Max(Math.Abs)))
        {
            Tolerance = 1e-5,
        },
        new("WeightNoise of a bias", [new(70), new(13, 70)], (arena, x) => new WeightNoise(arena, x[0], 0.15, scale: x[1]), (x, step) => Noisy(x[0], step, x[1].Max(Math.Abs)))
        {
            Tolerance = 1e-5,
        },
        new(
            "ProportionalWeightNoise",
            [new(130, 70)],
            (arena, x) => new ProportionalWeightNoise(arena, x[0], 0.2),
            (x, step) => [.. x[0].Select((w, i) => w * (1 + (0.2 * step.Key.NormalFloat(i))))]),
        new("Affine", [new(3, 70)], (arena, x) => new Affine(arena, x[0], -1.5, 0.25), (x, _) => [.. x[0].Select(value => (-1.5 * value) + 0.25)]),
        new("Sum", [new(1), new(1), new(1)], (arena, x) => new Sum(arena, x), (x, _) => [x[0][0] + x[1][0] + x[2][0]]),
        new("NormalNoise", [new(150, 70)], (arena, x) => new NormalNoise(arena, x[0], 0.2), (x, step) => [.. x[0].Select((value, i) => value + (0.2f * (double)step.Key.NormalFloat(i)))]),
        Quantised("QuantisedRelu", (arena, x) => new QuantisedRelu(arena, x[0], x[1], 3), x => Math.Clamp(x[0], 0, x[1]), 7),
        Quantised("QuantisedSigned", (arena, x) => new QuantisedSigned(arena, x[0], x[1], 4), x => Math.Clamp(x[0], -x[1], x[1]), 7),
        new("QuantisedInput", [new(200, 90)], (arena, x) => new QuantisedInput(arena, x[0], 0.95, 4), (x, _) => [.. x[0].Select(value => Math.Round(Math.Clamp(value, 0, 0.95f) * 15 / 0.95f) * 0.95f / 15)])
        {
            Surrogate = (x, _) => [.. x[0].Select(value => Math.Clamp(value, 0, 0.95))],
        },
    ];

    public static TheoryData<string> Names() => [.. All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_keeps_its_promises(string name) => OperationConformance.Check(All.Single(operation => operation.Name == name));

    private static int[] Labels(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(i => (i % (classes + 1)) - 1)];

    private static double CrossEntropy(double[] logits, int[] labels, int classes)
    {
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= 0)
                total += Math.Log(logits.Skip(i * classes).Take(classes).Sum(Math.Exp)) - logits[(i * classes) + labels[i]];
        }

        return total / labels.Count(label => label >= 0);
    }

    private static double[] Noisy(double[] w, Step step, double scale) => [.. w.Select((value, i) => value + (0.15 * scale * step.Key.NormalFloat(i)))];

    private static double[] Beside(double[][] x, int rows, int[] widths) =>
        [.. Enumerable.Range(0, rows).SelectMany(row => x.Zip(widths).SelectMany(part => part.First.Skip(row * part.Second).Take(part.Second)))];

    // Two inputs: the values and the learned range near 1.5; levels steps from 0 to the range.
    private static OperationCase Quantised(string name, Func<Arena, Tensor[], Operation> record, Func<double[], double> clip, int levels) =>
        new(name, [new(200, 90), new(1)], record, (x, _) => [.. x[0].Select(value => Math.Round(clip([value, x[1][0]]) * levels / x[1][0]) * x[1][0] / levels)])
        {
            Surrogate = (x, _) => [.. x[0].Select(value => clip([value, x[1][0]]))],
            Shape = (input, values) =>
            {
                if (input == 1)
                    values[0] = 1.5f + (0.01f * values[0]);
            },
        };

    private static OperationCase DenseCase(string name, int rows, int inputs, int outputs, bool bias, Activation activation)
    {
        Shape[] shapes = bias ? [new(rows, inputs), new(inputs, outputs), new(outputs)] : [new(rows, inputs), new(inputs, outputs)];
        return new(name, shapes, (arena, x) => new Dense(arena, x[0], x[1], bias ? x[2] : null, activation), (x, _) =>
        {
            double[] y = new double[rows * outputs];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < outputs; j++)
                {
                    double sum = bias ? x[2][j] : 0;
                    for (int k = 0; k < inputs; k++)
                        sum += x[0][(i * inputs) + k] * x[1][(k * outputs) + j];
                    y[(i * outputs) + j] = activation == Activation.Relu ? Math.Max(0, sum) : sum;
                }
            }

            return y;
        })
        {
            Tolerance = 1e-5, // sums of tens of products of size 1
        };
    }
}
