namespace Mho.Experiments.Plots;

/// <summary>How a line is drawn, to tell it from others without colour.</summary>
public enum LineStyle
{
    /// <summary>Unbroken.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,
}
