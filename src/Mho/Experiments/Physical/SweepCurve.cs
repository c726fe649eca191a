using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>What one curve of a sweep over |E| holds fixed.</summary>
/// <param name="Discretisation">Intervals and offset.</param>
/// <param name="SpikeNoise">σ of spike times.</param>
/// <param name="ByDiscretisation">Whether other curves differ in intervals or offset.</param>
/// <param name="ByNoise">Whether other curves differ in noise.</param>
internal sealed record SweepCurve(Discretisation Discretisation, double SpikeNoise, bool ByDiscretisation, bool ByNoise)
{
    /// <summary>For people; empty for the only curve.</summary>
    public string Label => string.Join(", ", Parts($"M = {Discretisation.Intervals}, {Offset} offset", $"σ = {SpikeNoise}"));

    /// <summary>For names of metrics and files, with a point in front; empty for the only curve.</summary>
    public string Suffix => string.Concat(Parts($".m{Discretisation.Intervals}-{Offset}-{Discretisation.TestIntervals}", $".noise{SpikeNoise}"));

    private string Offset => Discretisation.Offset == GridOffset.Random ? "random" : "fixed";

    private IEnumerable<string> Parts(string discretisation, string noise)
    {
        if (ByDiscretisation)
            yield return discretisation;
        if (ByNoise)
            yield return noise;
    }
}
