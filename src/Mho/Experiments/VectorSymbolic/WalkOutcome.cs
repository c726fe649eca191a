using System.Globalization;
using Mho.Vsa.Spiking;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>What is kept of one spiking walk.</summary>
internal sealed record WalkOutcome(int Right, int Checks, double Overlap, double Active, double Others)
{
    public bool Complete => Right == Checks;

    public static WalkOutcome Of(SpikingWalk walk) => new(walk.Right, walk.Checks, walk.MeanOverlap, walk.ActiveRate.SI, walk.OtherRate.SI);

    public static WalkOutcome Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), Number(parts[2]), Number(parts[3]), Number(parts[4]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Right} {Checks} {Overlap:R} {Active:R} {Others:R}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
