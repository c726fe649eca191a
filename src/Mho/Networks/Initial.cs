using Mho.Numerics;

namespace Mho.Networks;

/// <summary>Values before training: a constant, or random numbers around zero.</summary>
/// <param name="Constant">The centre.</param>
/// <param name="Bound">Half width of the uniform distribution around it; 0 for a constant.</param>
public readonly record struct Initial(double Constant, double Bound = 0)
{
    /// <summary>Uniform in ±√(6 / (in + out)): keeps the variance of signals and of gradients alike through linear and tanh layers.</summary>
    /// <remarks>X. Glorot and Y. Bengio, AISTATS 2010, equation 16.</remarks>
    public static Initial Glorot(int fanIn, int fanOut) => new(0, Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Uniform with variance 2 / in: keeps the variance of signals through rectified layers.</summary>
    /// <remarks>K. He et al., ICCV 2015, equation 10.</remarks>
    public static Initial He(int fanIn) => new(0, Math.Sqrt(6.0 / fanIn));

    /// <summary>Writes the values; number i is draw i of <paramref name="key"/>.</summary>
    public void Fill(Span<float> values, Key key)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(Bound == 0 ? Constant : Constant + (Bound * ((2 * key.Uniform(i)) - 1)));
    }
}
