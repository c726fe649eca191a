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
