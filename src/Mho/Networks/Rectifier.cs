using System.Runtime.Intrinsics;
using Mho.Chips;

namespace Mho.Networks;

/// <summary>Real numbers to integer codes, in place: round(clip(x·scale, least, most)), ties to even as while training; or a plain rectifier.</summary>
/// <param name="Scale">Codes per unit of the input.</param>
/// <param name="Least">Lowest code.</param>
/// <param name="Most">Highest code.</param>
/// <param name="Rounds">Whether results are codes.</param>
internal sealed unsafe record Rectifier(float Scale, float Least, float Most, bool Rounds)
{
    /// <summary>max(0, x).</summary>
    public static Rectifier Relu { get; } = new(1, 0, float.PositiveInfinity, Rounds: false);

    /// <summary>Leaves values as they are.</summary>
    public static void Nothing(float* values, int count)
    {
    }

    /// <summary>To the codes of a driver.</summary>
    public static Rectifier To(InputCode code) => new((float)(code.MaxCode / code.FullScale), code.Signed ? -code.MaxCode : 0, code.MaxCode, Rounds: true);

    /// <summary>Applies it to <paramref name="count"/> values.</summary>
    public void Apply(float* values, int count)
    {
        int i = 0;
        Vector256<float> scale = Vector256.Create(Scale), least = Vector256.Create(Least), most = Vector256.Create(Most);
        for (; i <= count - 8; i += 8)
        {
            Vector256<float> clipped = Vector256.Min(Vector256.Max(Vector256.Load(values + i) * scale, least), most);
            (Rounds ? Vector256.Round(clipped) : clipped).Store(values + i);
        }

        for (; i < count; i++)
        {
            float clipped = MathF.Min(MathF.Max(values[i] * Scale, Least), Most);
            values[i] = Rounds ? MathF.Round(clipped) : clipped;
        }
    }
}
