using Mho.Numerics;
using static Mho.Units;

namespace Mho.Devices;

/// <summary>A generic device with one spread: what a study uses that wants "5 % programming error" and no particular technology.</summary>
/// <remarks>With s = <see cref="Spread"/> and z standard normal, one for each cell, G is that of <see cref="Kind"/>, then clamped to ≥ 0. Left out: any change in time.</remarks>
[Model("gaussian", Source = "definition")]
public sealed record Gaussian : IProgrammable, IReadNoise
{
    /// <inheritdoc/>
    public ConductanceRange Range { get; init; } = new(0 * uS, 40 * uS);

    /// <summary>Which error law.</summary>
    public GaussianKind Kind { get; init; } = GaussianKind.Additive;

    /// <summary>Relative standard deviation of programming; 0.05 is a common guess for analogue RRAM.</summary>
    public double Spread { get; init => field = CellSpans.RequireSpread(value, nameof(Spread)); } = 0.05;

    /// <summary>Standard deviation of a read relative to the conductance; 0 switches read noise off.</summary>
    public double ReadNoise { get; init => field = CellSpans.RequireSpread(value, nameof(ReadNoise)); }

    /// <inheritdoc/>
    public void Program(ReadOnlySpan<double> targets, Key key, Span<double> achieved)
    {
        CellSpans.RequireSameLength(targets.Length, achieved.Length);
        for (int i = 0; i < targets.Length; i++)
        {
            double target = Range.Nearest(targets[i]), error = Spread * key.Normal(i);
            double g = Kind switch
            {
                GaussianKind.Additive => target + (Range.Max.SI * error),
                GaussianKind.Proportional => target * (1 + error),
                _ => target * Math.Exp(error),
            };
            achieved[i] = Math.Max(0, g);
        }
    }

    /// <inheritdoc/>
    public void ReadSpread(ReadOnlySpan<double> conductances, Duration elapsed, Span<double> sigma)
    {
        CellSpans.RequireSameLength(conductances.Length, sigma.Length);
        CellSpans.RequireElapsed(elapsed);
        for (int i = 0; i < conductances.Length; i++)
            sigma[i] = ReadNoise * conductances[i];
    }
}
