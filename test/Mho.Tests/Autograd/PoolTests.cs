using Mho.Autograd;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>Small answers by hand, and slopes by finite differences.</summary>
public sealed class PoolTests
{
    public static TheoryData<int, int, int, int, int, int> Cases => new()
    {
        // height, width, channels, window, stride, padding (−1 same)
        { 6, 6, 6, 2, 2, 0 }, { 7, 7, 3, 4, 4, -1 }, { 7, 5, 17, 3, 2, -1 }, { 5, 6, 8, 3, 1, 1 }, { 8, 8, 64, 8, 1, 0 }, { 5, 5, 1, 2, 3, 0 }, { 28, 28, 6, 2, 2, 0 },
    };

    [Fact]
    public void Same_pooling_of_7_by_4_sees_4_and_then_3_pixels()
    {
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1, 7, 7, 1), false);
        for (int i = 0; i < 49; i++)
            x.Values[i] = i - 100; // negative: a zero of the padding would win
        Window window = Window.Square(4, 4, Padding.Same);
        MaxPool most = new(arena, x, window);
        AveragePool mean = new(arena, x, window);
        most.Forward(default);
        mean.Forward(default);
        Assert.Equal([24 - 100, 27 - 100, 45 - 100, 48 - 100], most.Output.Values.ToArray());
        Assert.Equal([12 - 100, 15.5f - 100, 36.5f - 100, 40 - 100], mean.Output.Values.ToArray());
    }

    [Fact]
    public void The_first_of_equal_values_gets_the_gradient()
    {
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1, 2, 2, 1), true);
        MaxPool pool = new(arena, x, Window.Whole(x.Shape));
        x.Values.Fill(5);
        pool.Forward(default);
        pool.Output.Gradients[0] = 3;
        pool.Backward(default);
        Assert.Equal([3, 0, 0, 0], x.Gradients.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pools_see_each_pixel_of_each_window_and_pass_slopes_back(int height, int width, int channels, int size, int stride, int pixels)
    {
        Window window = Window.Square(size, stride, pixels < 0 ? Padding.Same : Padding.Symmetric(pixels));
        foreach (bool adds in new[] { false, true })
        {
            using Arena arena = new();
            Tensor x = new(arena, new Shape(3, height, width, channels), true);
            ConvolutionTests.Fill(x.Values, "x");
            Check(new MaxPool(arena, x, window), x, window, adds, values => values.Max(), (value, values) => value == values.Max() ? 1 : 0);
            Check(new AveragePool(arena, x, window), x, window, adds, values => values.Average(), (_, values) => 1.0 / values.Count);
        }
    }

    [Fact]
    public void A_window_that_could_lie_in_the_padding_alone_is_refused()
    {
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1, 4, 4, 1), false);
        Assert.Contains("padding", Assert.Throws<ArgumentException>(() => new MaxPool(arena, x, Window.Square(2, 2, Padding.Symmetric(2)))).Message, StringComparison.Ordinal);
    }

    private static void Check(Operation pool, Tensor x, Window window, bool adds, Func<List<double>, double> reduce, Func<double, List<double>, double> share)
    {
        WindowGeometry g = WindowGeometry.Of(window, x.Shape);
        pool.SetAdds(0, adds);
        x.Gradients.Fill(adds ? 2 : float.NaN);
        pool.Forward(default);
        ConvolutionTests.Fill(pool.Output.Gradients, "dy");
        pool.Backward(default);
        double[] y = new double[pool.Output.Shape.Count], dx = new double[x.Shape.Count];
        for (int at = 0; at < y.Length; at++)
        {
            int c = at % g.Channels, j = at / g.Channels % g.OutputWidth, i = at / g.Channels / g.OutputWidth % g.OutputHeight, n = at / g.Channels / g.OutputPixels;
            List<int> seen = [];
            for (int row = (i * g.Stride) - g.Top; row < (i * g.Stride) - g.Top + window.Height; row++)
            {
                for (int column = (j * g.Stride) - g.Left; column < (j * g.Stride) - g.Left + window.Width; column++)
                {
                    if (row >= 0 && row < g.Height && column >= 0 && column < g.Width)
                        seen.Add((((((n * g.Height) + row) * g.Width) + column) * g.Channels) + c);
                }
            }

            List<double> values = [];
            foreach (int pixel in seen)
                values.Add(x.Values[pixel]);
            y[at] = reduce(values);
            foreach (int pixel in seen)
                dx[pixel] += share(x.Values[pixel], values) * pool.Output.Gradients[at];
        }

        ConvolutionTests.AssertClose("y", y, pool.Output.Values, 0);
        ConvolutionTests.AssertClose("dx", dx, x.Gradients, adds ? 2 : 0);
    }
}
