using System.Text.Json.Serialization;

namespace Mho.Devices;

/// <summary>The conductances a device can be programmed to.</summary>
public readonly record struct ConductanceRange
{
    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, 0 ≤ min &lt; max.</summary>
    [JsonConstructor]
    public ConductanceRange(Conductance min, Conductance max)
    {
        if (!(min.SI >= 0) || !(min < max) || !double.IsFinite(max.SI))
            throw new ArgumentOutOfRangeException(nameof(min), $"a conductance range needs 0 <= min < max; got min = {min}, max = {max}.");
        Min = min;
        Max = max;
    }

    /// <summary>Lowest conductance.</summary>
    public Conductance Min { get; }

    /// <summary>Highest conductance.</summary>
    public Conductance Max { get; }

    /// <summary>The conductance in S of the range nearest to <paramref name="siemens"/>.</summary>
    public double Nearest(double siemens) => Math.Clamp(siemens, Min.SI, Max.SI);
}
