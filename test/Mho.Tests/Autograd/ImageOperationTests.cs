using Mho.Autograd;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>The promises of every operation, kept by those on images: reference in plain double loops, finite differences, threads, allocation.</summary>
public sealed class ImageOperationTests
{
    private static readonly OperationCase[] All =
    [
        Convolve("Convolution", new Shape(3, 7, 6, 3), 5, Window.Square(3, 1, Padding.Same), Activation.None),
        Convolve("Convolution with a rectifier", new Shape(2, 9, 8, 4), 18, Window.Square(3, 2, Padding.Symmetric(1)), Activation.Relu),
        Convolve("Convolution over several chunks", new Shape(16, 12, 12, 6), 16, Window.Square(5), Activation.Relu),
        Pool("MaxPool", Window.Square(3, 2, Padding.Same), (arena, x, window) => new MaxPool(arena, x, window), values => values.Max()),
        Pool("AveragePool", Window.Square(3, 2, Padding.Same), (arena, x, window) => new AveragePool(arena, x, window), values => values.Average()),
        Normalise("BatchNorm", new Shape(3, 4, 5, 19), Activation.None),
        Normalise("BatchNorm with residual and rectifier over several chunks", new Shape(9, 20, 20, 20), Activation.Relu),
    ];

    public static TheoryData<string> Names() => [.. All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_keeps_its_promises(string name) => OperationConformance.Check(All.Single(operation => operation.Name == name));

    private static OperationCase Convolve(string name, Shape images, int outputs, Window window, Activation activation)
    {
        WindowGeometry g = WindowGeometry.Of(window, images);
        int rows = window.Height * window.Width * g.Channels;
        return new(name, [images, new(rows, outputs), new(outputs)], (arena, x) => new Convolution(arena, x[0], x[1], x[2], window, activation), (x, _) =>
        {
            double[] y = new double[g.Images * g.OutputPixels * outputs];
            for (int at = 0; at < y.Length; at++)
            {
                int o = at % outputs, j = at / outputs % g.OutputWidth, i = at / outputs / g.OutputWidth % g.OutputHeight, n = at / outputs / g.OutputPixels;
                double sum = x[2][o];
                for (int k = 0; k < rows; k++)
                {
                    int c = k % g.Channels, column = (j * g.Stride) - g.Left + (k / g.Channels % window.Width), row = (i * g.Stride) - g.Top + (k / g.Channels / window.Width);
                    if (row >= 0 && row < g.Height && column >= 0 && column < g.Width)
                        sum += x[0][(((((n * g.Height) + row) * g.Width) + column) * g.Channels) + c] * x[1][(k * outputs) + o];
                }

                y[at] = activation == Activation.Relu ? Math.Max(0, sum) : sum;
            }

            return y;
        })
        {
            Tolerance = 1e-5, // sums of up to 150 products of size 1
        };
    }

    private static OperationCase Pool(string name, Window window, Func<Arena, Tensor, Window, Operation> record, Func<IEnumerable<double>, double> reduce)
    {
        Shape images = new(5, 7, 8, 11);
        WindowGeometry g = WindowGeometry.Of(window, images);
        return new(name, [images], (arena, x) => record(arena, x[0], window), (x, _) =>
        {
            double[] y = new double[g.Images * g.OutputPixels * g.Channels];
            for (int at = 0; at < y.Length; at++)
            {
                int c = at % g.Channels, j = at / g.Channels % g.OutputWidth, i = at / g.Channels / g.OutputWidth % g.OutputHeight, n = at / g.Channels / g.OutputPixels;
                y[at] = reduce(
                    from r in Enumerable.Range((i * g.Stride) - g.Top, window.Height)
                    from s in Enumerable.Range((j * g.Stride) - g.Left, window.Width)
                    where r >= 0 && r < g.Height && s >= 0 && s < g.Width
                    select x[0][(((((n * g.Height) + r) * g.Width) + s) * g.Channels) + c]);
            }

            return y;
        });
    }

    private static OperationCase Normalise(string name, Shape images, Activation activation)
    {
        int channels = images[3], rows = images.Count / channels;
        bool branch = activation == Activation.Relu;
        Shape[] shapes = branch ? [images, new(channels), new(channels), images] : [images, new(channels), new(channels)];
        return new(
            name,
            shapes,
            (arena, x) => new BatchNorm(arena, x[0], x[1], x[2], new RunningStatistics("norm", channels), branch ? x[3] : null, activation),
            (x, step) =>
            {
                double[] y = new double[images.Count];
                for (int c = 0; c < channels; c++)
                {
                    IEnumerable<double> column = Enumerable.Range(0, rows).Select(row => x[0][(row * channels) + c]);
                    double mean = step.Training ? column.Average() : 0, variance = step.Training ? column.Average(v => (v - mean) * (v - mean)) : 1;
                    for (int at = c; at < y.Length; at += channels)
                    {
                        double value = ((x[0][at] - mean) / Math.Sqrt(variance + 1e-5) * x[1][c]) + x[2][c] + (branch ? x[3][at] : 0);
                        y[at] = activation == Activation.Relu ? Math.Max(0, value) : value;
                    }
                }

                return y;
            });
    }
}
