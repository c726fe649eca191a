using Mho.Autograd;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Autograd;

/// <summary>Every vector unit against the definition in double, and the definition's adjoint against finite differences.</summary>
public sealed unsafe class ConvolutionTests
{
    private static readonly Key Random = new(7);

    public static TheoryData<int, int, int, int, int, int, int, int, int> Cases => new()
    {
        // images, height, width, channels, outputs, window height, window width, stride, padding (−1 same)
        { 3, 7, 5, 3, 6, 3, 3, 1, -1 },
        { 2, 9, 11, 1, 6, 5, 5, 1, 2 },
        { 2, 14, 14, 6, 16, 5, 5, 1, 0 },
        { 9, 8, 8, 16, 16, 3, 3, 1, 1 },
        { 2, 8, 8, 32, 64, 3, 3, 2, 1 },
        { 2, 7, 9, 5, 33, 3, 3, 2, -1 },
        { 2, 8, 6, 4, 20, 3, 2, 2, -1 },
        { 1, 10, 13, 2, 17, 4, 3, 3, 1 },
        { 2, 6, 6, 12, 24, 1, 1, 1, 0 },
        { 2, 6, 7, 3, 5, 1, 1, 2, 0 },
        { 1, 5, 5, 2, 40, 2, 2, 3, 0 },
        { 17, 3, 3, 20, 48, 3, 3, 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_vector_unit_computes_the_definition_forwards_and_backwards(
        int images, int height, int width, int channels, int outputs, int windowHeight, int windowWidth, int stride, int pixels)
    {
        Window window = new(windowHeight, windowWidth, stride, pixels < 0 ? Padding.Same : Padding.Symmetric(pixels));
        foreach (VectorUnit unit in Units())
        {
            foreach (Activation activation in new[] { Activation.None, Activation.Relu })
            {
                foreach (bool adds in new[] { false, true })
                    Compare(new Shape(images, height, width, channels), outputs, window, unit, activation, adds);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_adjoint_of_the_definition_is_its_slope(
        int images, int height, int width, int channels, int outputs, int windowHeight, int windowWidth, int stride, int pixels)
    {
        Window window = new(windowHeight, windowWidth, stride, pixels < 0 ? Padding.Same : Padding.Symmetric(pixels));
        WindowGeometry g = WindowGeometry.Of(window, new Shape(images, height, width, channels));
        int rows = windowHeight * windowWidth * channels;
        double[] x = Normals("x", g.InputPixels * channels), w = Normals("w", rows * outputs), b = Normals("b", outputs), dy = Normals("dy", g.OutputPixels * outputs);
        double[] dw = new double[w.Length], dx = new double[x.Length];
        fixed (double* px = x, pw = w, pdy = dy, pdw = dw, pdx = dx)
            ConvolutionDefinition.Backward(g, outputs, px, pw, pdy, pdw, outputs, pdx);
        for (int direction = 0; direction < 3; direction++)
        {
            double[] u = Normals($"u{direction}", x.Length), v = Normals($"v{direction}", w.Length);
            double Loss(double h)
            {
                double[] xh = [.. x.Zip(u, (a, c) => a + (h * c))], wh = [.. w.Zip(v, (a, c) => a + (h * c))], y = new double[dy.Length];
                fixed (double* px = xh, pw = wh, pb = b, py = y)
                    ConvolutionDefinition.Forward(g, outputs, px, pw, pb, double.NegativeInfinity, py);
                return Dot(y, dy);
            }

            // The sum is a polynomial of degree 2 in h: the central difference is exact but for rounding.
            double slope = (Loss(1e-2) - Loss(-1e-2)) / 2e-2, expected = Dot(dx, u) + Dot(dw, v);
            Assert.Equal(expected, slope, 1e-9 * Math.Max(1, Math.Abs(expected)) * rows);
        }
    }

    [Fact]
    public void Same_padding_puts_the_odd_pixel_behind_as_TensorFlow_does()
    {
        // 7 pixels, window 3, stride 2: 4 positions, one zero before and one behind; 8 pixels: 4 positions, none before and one behind.
        Assert.Equal((1, 4), Padding.Same.Along(7, 3, 2));
        Assert.Equal((0, 4), Padding.Same.Along(8, 3, 2));
        Assert.Equal((0, 4), Padding.Same.Along(7, 2, 2));
        Assert.Equal((0, 3), Padding.Valid.Along(7, 3, 2));
        Assert.Equal((2, 28), Padding.Symmetric(2).Along(28, 5, 1));
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_number_of_threads()
    {
        int before = Workers.Count;
        try
        {
            float[][] runs = [.. new[] { 1, 2, 8 }.Select(threads =>
            {
                Workers.Count = threads;
                using Arena arena = new();
                Convolution convolution = Build(arena, new Shape(17, 12, 12, 7), 19, Window.Square(3, 1, Padding.Same), VectorUnits.Best, Activation.Relu);
                convolution.Forward(default);
                Fill(convolution.Output.Gradients, "dy");
                convolution.Backward(default);
                return (float[])[.. convolution.Output.Values, .. convolution.Inputs[0].Gradients, .. convolution.Inputs[1].Gradients, .. convolution.Inputs[2].Gradients];
            })];
            Assert.Equal(runs[0], runs[1]);
            Assert.Equal(runs[0], runs[2]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void A_kernel_of_the_wrong_size_is_refused_with_the_right_one()
    {
        using Arena arena = new();
        Tensor x = new(arena, new Shape(1, 8, 8, 3), false), kernel = new(arena, new Shape(25, 4), true);
        Assert.Contains("27 rows", Assert.Throws<ArgumentException>(() => new Convolution(arena, x, kernel, null, Window.Square(3))).Message, StringComparison.Ordinal);
        Assert.Contains("does not fit", Assert.Throws<ArgumentException>(() => new Convolution(arena, x, kernel, null, Window.Square(9))).Message, StringComparison.Ordinal);
    }

    internal static IEnumerable<VectorUnit> Units() => Enum.GetValues<VectorUnit>().Where(unit => unit <= VectorUnits.Best);

    internal static void Fill(Span<float> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)Random[name].Normal(i);
    }

    private static Convolution Build(Arena arena, Shape images, int outputs, Window window, VectorUnit unit, Activation activation)
    {
        Tensor x = new(arena, images, true), kernel = new(arena, new Shape(window.Height * window.Width * images[3], outputs), true), bias = new(arena, new Shape(outputs), true);
        Convolution convolution = new(arena, x, kernel, bias, window, activation, unit);
        Fill(x.Values, "x");
        Fill(kernel.Values, "w");
        Fill(bias.Values, "b");
        return convolution;
    }

    private static void Compare(Shape images, int outputs, Window window, VectorUnit unit, Activation activation, bool adds)
    {
        using Arena arena = new();
        Convolution convolution = Build(arena, images, outputs, window, unit, activation);
        for (int input = 0; input < 3; input++)
        {
            convolution.SetAdds(input, adds);
            convolution.Inputs[input].Gradients.Fill(adds ? 3 : float.NaN);
        }

        convolution.Forward(default);
        Fill(convolution.Output.Gradients, "dy");
        convolution.Backward(default);
        convolution.Forward(default); // twice: nothing may be left over in the work space
        convolution.Inputs[0].Gradients.Fill(adds ? 3 : float.NaN);
        convolution.Inputs[1].Gradients.Fill(adds ? 3 : float.NaN);
        convolution.Inputs[2].Gradients.Fill(adds ? 3 : float.NaN);
        convolution.Backward(default);

        WindowGeometry g = convolution.Geometry;
        double[] x = Doubles(convolution.X.Values), w = Doubles(convolution.Kernel.Values), b = Doubles(convolution.Bias!.Values);
        double[] dy = Doubles(convolution.Output.Gradients), y = new double[dy.Length], dx = new double[x.Length], dw = new double[w.Length], db = new double[outputs];
        double floor = activation == Activation.Relu ? 0 : double.NegativeInfinity;
        fixed (double* px = x, pw = w, pb = b, py = y, pdy = dy, pdx = dx, pdw = dw)
        {
            for (int n = 0; n < g.Images; n++)
            {
                int inputs = g.InputPixels * g.Channels, results = g.OutputPixels * outputs;
                ConvolutionDefinition.Forward(g, outputs, px + (n * inputs), pw, pb, floor, py + (n * results));
                for (int i = n * results; i < (n + 1) * results; i++)
                    db[i % outputs] += dy[i] = activation == Activation.None || convolution.Output.Values[i] > 0 ? dy[i] : 0;
                ConvolutionDefinition.Backward(g, outputs, px + (n * inputs), pw, pdy + (n * results), pdw, outputs, pdx + (n * inputs));
            }
        }

        string place = $"{unit}, {activation}, adds {adds}: ";
        AssertClose(place + "y", y, convolution.Output.Values, 0);
        AssertClose(place + "dx", dx, convolution.X.Gradients, adds ? 3 : 0);
        AssertClose(place + "dw", dw, convolution.Kernel.Gradients, adds ? 3 : 0);
        AssertClose(place + "db", db, convolution.Bias.Gradients, adds ? 3 : 0);
    }

    // Sums of up to some hundred products of standard normals in single precision: rounding is some 1e-6 of the root mean square.
    internal static void AssertClose(string what, double[] expected, ReadOnlySpan<float> actual, double offset)
    {
        double tolerance = 1e-5 * (1 + Math.Sqrt(expected.Average(e => e * e)));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] + offset - actual[i]) <= tolerance, $"{what}[{i}] is {actual[i]}, not {expected[i] + offset}.");
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }

    private static double[] Normals(string name, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = Random[name].Normal(i);
        return values;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
