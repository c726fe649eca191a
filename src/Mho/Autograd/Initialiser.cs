using Mho.Numerics;

namespace Mho.Autograd;

/// <summary>First values of parameters, drawn from a key. The last axis counts outputs, the product of the others inputs ("fan in").</summary>
/// <remarks>
/// A convolution's kernel is [height, width, in, out]: fan in = height·width·in, fan out = height·width·out. He: K. He et al., ICCV 2015;
/// Glorot: X. Glorot and Y. Bengio, AISTATS 2010. Each takes the child of the key named like the parameter, so that a further parameter changes no other.
/// </remarks>
public static class Initialiser
{
    /// <summary>Normal, variance 2 / fan in: keeps the scale behind rectifiers.</summary>
    public static void HeNormal(Parameter parameter, Key key) => Normal(parameter, key, Math.Sqrt(2 / Fans(parameter).In));

    /// <summary>Uniform, variance 2 / fan in.</summary>
    public static void HeUniform(Parameter parameter, Key key) => Uniform(parameter, key, Math.Sqrt(6 / Fans(parameter).In));

    /// <summary>Normal, variance 2 / (fan in + fan out): keeps the scale of values and gradients where the slope is near 1.</summary>
    public static void GlorotNormal(Parameter parameter, Key key) => Normal(parameter, key, Math.Sqrt(2 / (Fans(parameter).In + Fans(parameter).Out)));

    /// <summary>Uniform, variance 2 / (fan in + fan out).</summary>
    public static void GlorotUniform(Parameter parameter, Key key) => Uniform(parameter, key, Math.Sqrt(6 / (Fans(parameter).In + Fans(parameter).Out)));

    /// <summary>One value everywhere.</summary>
    public static void Constant(Parameter parameter, double value) => parameter.Values.Fill((float)value);

    /// <summary>Normal with that standard deviation.</summary>
    public static void Normal(Parameter parameter, Key key, double deviation)
    {
        key[parameter.Name].FillNormal(parameter.Values);
        foreach (ref float value in parameter.Values)
            value *= (float)deviation;
    }

    /// <summary>Uniform between −limit and limit.</summary>
    public static void Uniform(Parameter parameter, Key key, double limit)
    {
        key[parameter.Name].FillUniform(parameter.Values);
        foreach (ref float value in parameter.Values)
            value = (float)limit * ((2 * value) - 1);
    }

    private static (double In, double Out) Fans(Parameter parameter)
    {
        Shape shape = parameter.Shape;
        double outputs = shape[shape.Rank - 1], inputs = shape.Count / outputs;
        double area = shape.Rank == 4 ? shape[0] * shape[1] : 1;
        return (inputs, outputs * area);
    }
}
