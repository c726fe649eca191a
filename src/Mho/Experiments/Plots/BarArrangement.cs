namespace Mho.Experiments.Plots;

/// <summary>How several series share a name's place.</summary>
public enum BarArrangement
{
    /// <summary>Below each other, to compare them.</summary>
    Grouped,

    /// <summary>End to end, to see their sum; values must not be negative.</summary>
    Stacked,
}
