namespace Mho.Devices;

/// <summary>The state of cells that are programmed by pulses; arrays have one entry a cell.</summary>
public sealed class PulsedCells
{
    /// <summary>Cells with all entries 0.</summary>
    public PulsedCells(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Conductances = new double[count];
        Lowest = new double[count];
        Highest = new double[count];
        SetThresholds = new double[count];
        ResetThresholds = new double[count];
        Pulses = new int[count];
    }

    /// <summary>Number of cells.</summary>
    public int Count => Conductances.Length;

    /// <summary>Present conductances in S, without read noise.</summary>
    public double[] Conductances { get; }

    /// <summary>The conductance in S no RESET pulse goes below, cell by cell.</summary>
    public double[] Lowest { get; }

    /// <summary>The conductance in S no SET pulse goes above, cell by cell.</summary>
    public double[] Highest { get; }

    /// <summary>The amplitude in V below which a SET pulse does nothing.</summary>
    public double[] SetThresholds { get; }

    /// <summary>The amplitude in V (positive) below which a RESET pulse does nothing.</summary>
    public double[] ResetThresholds { get; }

    /// <summary>Pulses received since forming.</summary>
    public int[] Pulses { get; }
}
