namespace Mho.Chips;

/// <summary>How the codes of a tile become weight · input units: the one place where scale factors live.</summary>
/// <remarks>
/// Output j = ( Σ over slices s and phases p of code · step[s, p] · 2^shift[p] · unit[s, j] + bias remainder[j] − intercept[j] ) / slope[j], with
/// unit = Σ(G⁺ + G⁻) · weight per siemens · input per code / Vread (voltage sensing; without the sum for current). The sum is the one read back after
/// programming. Slope and intercept are those of calibration (1 and 0 before): chip = slope · ideal + intercept.
/// </remarks>
public sealed record Readout
{
    /// <summary>Converter steps in volts of the integrated line voltage (amperes for current sensing) [slices × phases].</summary>
    public required double[] Steps { get; init; }

    /// <summary>Output units per volt of a slice's line at code 1 [slices × columns].</summary>
    public required double[] Units { get; init; }

    /// <summary>Fitted slope of each output.</summary>
    public required double[] Slopes { get; init; }

    /// <summary>Fitted intercept of each output, in output units.</summary>
    public required double[] Intercepts { get; init; }

    /// <summary>Whether steps, slopes and intercepts come from data.</summary>
    public bool Calibrated { get; init; }
}
