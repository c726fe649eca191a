using System.Globalization;

namespace Mho.Numerics;

/// <summary>A number that was estimated, and how far it may be off.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard deviation over repetitions of the measurement, in the same unit.</param>
public readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary><c>0.0123 ± 0.0004</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G4} ± {StandardError:G2}");
}
