using System.Runtime.CompilerServices;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Numerics;

public sealed unsafe class ElementaryTests
{
    private interface IFunction
    {
        static abstract V Of<V>(V x)
            where V : struct, ILanes<V>;

        static abstract double Exact(double x);
    }

    [Fact]
    public void Exp_is_within_2_units_in_the_last_place() => Check<Exp>(-87, 88.7, 2);

    [Fact]
    public void Tanh_is_within_3_units_in_the_last_place() => Check<Tanh>(-12, 12, 3);

    [Fact]
    public void Tanh_of_tiny_numbers_is_within_3_units_in_the_last_place() => Check<Tanh>(-1e-3, 1e-3, 3);

    [Fact]
    public void Sigmoid_is_within_3_units_in_the_last_place() => Check<Sigmoid>(-80, 40, 3);

    [Fact]
    public void Ends_of_the_range_are_as_they_should_be()
    {
        Assert.Equal(0f, Elementary.Exp(Lane.All(float.NegativeInfinity)));
        Assert.InRange(Elementary.Exp(Lane.All(float.PositiveInfinity)), 3.3e38f, float.PositiveInfinity);
        Assert.Equal(1f, Elementary.Exp(Lane.All(0)));
        Assert.Equal(1f, Elementary.Tanh(Lane.All(float.PositiveInfinity)));
        Assert.Equal(-1f, Elementary.Tanh(Lane.All(-50)));
        Assert.Equal(1f, Elementary.Sigmoid(Lane.All(1000)));
        Assert.InRange(Elementary.Sigmoid(Lane.All(-1000)), 0, 1e-38f);
        Assert.True(float.IsNaN(Elementary.Exp(Lane.All(float.NaN))) && float.IsNaN(Elementary.Tanh(Lane.All(float.NaN))) && float.IsNaN(Elementary.Sigmoid(Lane.All(float.NaN))));
    }

    private static void Check<TFunction>(double from, double to, double units)
        where TFunction : struct, IFunction
    {
        const int n = 1 << 16;
        float[] x = new float[n], wide = new float[n], half = new float[n], one = new float[n];
        for (int i = 0; i < n; i++)
            x[i] = (float)(from + ((to - from) * i / n));
        fixed (float* px = x, p16 = wide, p8 = half, p1 = one)
        {
            Elementwise.Loop<Kernel<TFunction>, Lanes16>(new(px, p16), 0, n);
            Elementwise.Loop<Kernel<TFunction>, Lanes8>(new(px, p8), 0, n);
            Elementwise.Loop<Kernel<TFunction>, Lane>(new(px, p1), 0, n);
        }

        Assert.Equal(one, half);
        Assert.Equal(one, wide);
        double worst = 0;
        for (int i = 0; i < n; i++)
        {
            double exact = TFunction.Exact(x[i]), unit = MathF.BitIncrement(MathF.Abs((float)exact)) - MathF.Abs((float)exact);
            worst = Math.Max(worst, Math.Abs(one[i] - exact) / unit);
        }

        Assert.InRange(worst, 0.4, units); // correct rounding alone leaves 0.5
    }

    private readonly struct Kernel<TFunction>(float* x, float* y) : IElementwise
        where TFunction : struct, IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<V>(long i)
            where V : struct, ILanes<V> => TFunction.Of(V.Load(x + i)).Store(y + i);
    }

    private readonly struct Exp : IFunction
    {
        public static V Of<V>(V x)
            where V : struct, ILanes<V> => Elementary.Exp(x);

        public static double Exact(double x) => Math.Exp(x);
    }

    private readonly struct Tanh : IFunction
    {
        public static V Of<V>(V x)
            where V : struct, ILanes<V> => Elementary.Tanh(x);

        public static double Exact(double x) => Math.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static V Of<V>(V x)
            where V : struct, ILanes<V> => Elementary.Sigmoid(x);

        public static double Exact(double x) => 1 / (1 + Math.Exp(-x));
    }
}
