namespace Mho.Experiments.Plots;

/// <summary>How an axis is divided.</summary>
public enum AxisScale
{
    /// <summary>Equal differences, equal lengths.</summary>
    Linear,

    /// <summary>Equal ratios, equal lengths; what is not above zero is left out.</summary>
    Logarithmic,
}
