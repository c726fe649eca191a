using System.Diagnostics;
using System.Globalization;
using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Benchmarks;

/// <summary>Random fills, elementary functions and optimiser updates: nanoseconds an element, one thread, best of many, beside a plain loop.</summary>
internal static class ElementwiseBenchmark
{
    private const int Count = 1 << 16;

    public static int Run(string[] args)
    {
        int turns = Options.Integer(args, "--turns", 200);
        Workers.Count = 1;
        Key key = new Key(1)["benchmark"];
        float[] values = new float[Count];
        using Arena arena = new();
        Step step = new(key, Training: true);
        Tensor x = new(arena, new Shape(Count), needsGradient: true);
        key.FillNormal(x.Values);
        Parameter parameter = new("w", new Shape(Count));
        Optimiser adam = new(new Adam(), parameter), sgd = new(new Sgd(0.9), parameter);
        Operation relu = new Relu(arena, x), tanh = new Tanh(arena, x), sigmoid = new Sigmoid(arena, x), noise = new WeightNoise(arena, x, 0.1), dropout = new Dropout(arena, x, 0.5);
        Print("normals, filled", () => key.FillNormal(values), "one by one in double", () => Each(i => (float)key.Normal(i)), turns);
        Print("normals, 8 wide", () => KeyFill.Fill<NormalNumbers, Words8, Lanes8>(key, values, 0), null, null, turns);
        Print("normals, 1 wide", () => KeyFill.Fill<NormalNumbers, Word, Lane>(key, values, 0), null, null, turns);
        Print("uniforms, filled", () => key.FillUniform(values), "one by one in double", () => Each(i => (float)key.Uniform(i)), turns);
        Print("tanh", () => tanh.Forward(step), "MathF loop", () => Each(i => MathF.Tanh(x.Values[i])), turns);
        Print("sigmoid", () => sigmoid.Forward(step), "MathF loop", () => Each(i => 1 / (1 + MathF.Exp(-x.Values[i]))), turns);
        Print("relu", () => relu.Forward(step), null, null, turns);
        Print("relu, adjoint", () => relu.Backward(step), null, null, turns);
        Print("weight noise", () => noise.Forward(step), null, null, turns);
        Print("dropout", () => dropout.Forward(step), null, null, turns);
        Print("SGD, momentum", () => sgd.Update(0), null, null, turns);
        Print("Adam", () => adam.Update(0), null, null, turns);
        return 0;

        void Each(Func<int, float> number)
        {
            for (int i = 0; i < Count; i++)
                values[i] = number(i);
        }
    }

    private static void Print(string name, Action ours, string? plainName, Action? plain, int turns)
    {
        (double best, double other) = (double.MaxValue, double.MaxValue);
        for (int turn = 0; turn < turns; turn++)
        {
            best = Math.Min(best, Time(ours));
            if (plain is not null && turn < 20)
                other = Math.Min(other, Time(plain));
        }

        string beside = plain is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{other,9:f3} {plainName}, {other / best:f1} x");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {best,8:f3} ns {beside}"));
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count;
    }
}
