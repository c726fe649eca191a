using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>Against the textbook formulas in double, written out here, and finite differences of them.</summary>
public sealed class BatchNormTests
{
    [Theory]
    [InlineData(3, 5, 16, false, false)]
    [InlineData(4, 7, 19, true, true)]
    [InlineData(2, 3, 5, false, true)]
    [InlineData(8, 40, 64, true, true)]
    [InlineData(8, 40, 33, true, false)]
    public void Output_gradients_and_running_statistics_are_the_formulas(int images, int side, int channels, bool adds, bool relu)
    {
        foreach (bool training in new[] { true, false })
        {
            foreach (bool branch in new[] { true, false })
                Check(new Shape(images, side, side, channels), adds, relu, training, branch);
        }
    }

    [Fact]
    public void A_large_mean_does_not_cost_the_variance()
    {
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1000, 3), false), gain = new(arena, new Shape(3), true), shift = new(arena, new Shape(3), true);
        gain.Values.Fill(1);
        ConvolutionTests.Fill(x.Values, "x");
        foreach (ref float value in x.Values)
            value += 4096;
        RunningStatistics running = new("norm", 3) { Momentum = 1 };
        BatchNorm norm = new(arena, x, gain, shift, running);
        norm.Forward(new Step(new Key(1), Training: true));
        for (int c = 0; c < 3; c++)
        {
            double mean = Column(x, c).Average(), variance = Column(x, c).Sum(v => (v - mean) * (v - mean)) / 999;
            Assert.Equal(mean, running.Mean.Values[c], 1e-3);
            Assert.Equal(variance, running.Variance.Values[c], 1e-5);
        }
    }

    private static double[] Column(Tensor x, int channel)
    {
        int channels = x.Shape[x.Shape.Rank - 1];
        double[] column = new double[x.Shape.Count / channels];
        for (int row = 0; row < column.Length; row++)
            column[row] = x.Values[(row * channels) + channel];
        return column;
    }

    private static void Check(Shape shape, bool adds, bool relu, bool training, bool branch)
    {
        using Arena arena = new();
        int channels = shape[3], rows = shape.Count / channels;
        Tensor x = new(arena, shape, true), gain = new(arena, new Shape(channels), true), shift = new(arena, new Shape(channels), true), residual = new(arena, shape, true);
        ConvolutionTests.Fill(x.Values, "x");
        ConvolutionTests.Fill(gain.Values, "gain");
        ConvolutionTests.Fill(shift.Values, "shift");
        ConvolutionTests.Fill(residual.Values, "residual");
        RunningStatistics running = new("norm", channels) { Momentum = 0.2, Epsilon = 1e-3 };
        ConvolutionTests.Fill(running.Mean.Values, "mean");
        float[] meanBefore = running.Mean.Values.ToArray();
        running.Variance.Values.Fill(2);
        BatchNorm norm = new(arena, x, gain, shift, running, branch ? residual : null, relu ? Activation.Relu : Activation.None);
        for (int input = 0; input < norm.Inputs.Count; input++)
        {
            norm.SetAdds(input, adds);
            norm.Inputs[input].Gradients.Fill(adds ? 1 : float.NaN);
        }

        Step step = new(new Key(1), training);
        norm.Forward(step);
        ConvolutionTests.Fill(norm.Output.Gradients, "dy");
        float[] dy = norm.Output.Gradients.ToArray();
        norm.Backward(step);
        double one = adds ? 1 : 0;
        for (int c = 0; c < channels; c++)
        {
            double[] xs = Column(x, c);
            double mean = training ? xs.Average() : meanBefore[c], variance = training ? xs.Average(v => (v - mean) * (v - mean)) : 2;
            double slope = 1 / Math.Sqrt(variance + 1e-3);
            double[] xhat = [.. xs.Select(v => (v - mean) * slope)], d = new double[rows];
            for (int row = 0; row < rows; row++)
            {
                int at = (row * channels) + c;
                double y = (gain.Values[c] * xhat[row]) + shift.Values[c] + (branch ? residual.Values[at] : 0);
                Assert.Equal(relu ? Math.Max(0, y) : y, norm.Output.Values[at], 1e-4);
                d[row] = relu && norm.Output.Values[at] <= 0 ? 0 : dy[at];
            }

            double dGain = d.Zip(xhat, (a, b) => a * b).Sum(), dShift = d.Sum();
            Assert.Equal(dGain, gain.Gradients[c] - one, 1e-5 * (10 + Math.Sqrt(rows) * 10));
            Assert.Equal(dShift, shift.Gradients[c] - one, 1e-5 * (10 + Math.Sqrt(rows) * 10));
            for (int row = 0; row < rows; row++)
            {
                int at = (row * channels) + c;
                double dx = gain.Values[c] * slope * (training ? d[row] - (dShift / rows) - (xhat[row] * dGain / rows) : d[row]);
                Assert.Equal(dx, x.Gradients[at] - one, 1e-4);
                if (branch)
                    Assert.Equal(d[row], residual.Gradients[at] - one, 1e-6);
            }

            Assert.Equal(training ? meanBefore[c] + (0.2 * (mean - meanBefore[c])) : meanBefore[c], running.Mean.Values[c], 1e-5);
            Assert.Equal(training ? 2 + (0.2 * ((variance * rows / (rows - 1)) - 2)) : 2, running.Variance.Values[c], 1e-5);
        }
    }
}
