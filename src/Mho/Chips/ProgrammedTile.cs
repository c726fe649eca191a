using Mho.Numerics;

namespace Mho.Chips;

/// <summary>A segment's cells as they are, with the neurons under them and what the digital side knows of both.</summary>
public sealed record ProgrammedTile
{
    /// <summary>What was wished.</summary>
    public required ConductancePlan Plan { get; init; }

    /// <summary>Conductances in S directly after programming [2 · pairs × lines].</summary>
    public required double[] Programmed { get; init; }

    /// <summary>Conductances in S now [2 · pairs × lines].</summary>
    public required double[] Conductances { get; init; }

    /// <summary>What the conductances seem to be through the resistance of the core's wires, S [2 · pairs × lines]; null with ideal wires.</summary>
    public double[]? Effective { get; init; }

    /// <summary>The programming iteration each cell was last written in; null when there was one iteration.</summary>
    public byte[]? Rounds { get; init; }

    /// <summary>The key its cells were programmed with; cells kept by an early iteration go on relaxing by it.</summary>
    public required Key CellKey { get; init; }

    /// <summary>Gain of the neuron of each line, near 1. A property of the chip; unknown to the read-out.</summary>
    public required double[] Gains { get; init; }

    /// <summary>Offset of the neuron of each line in converter steps; unknown to the read-out.</summary>
    public required double[] Offsets { get; init; }

    /// <summary>How codes become output units.</summary>
    public required Readout Readout { get; init; }

    /// <summary>Where the cells lie.</summary>
    public Segment Segment => Plan.Segment;
}
