namespace Mho.Circuits.Ladders;

/// <summary>What a linear solve must reach.</summary>
/// <param name="Tolerance">Relative error of each column's output.</param>
/// <param name="Iterations">Iterations at most.</param>
internal readonly record struct LadderAccuracy(double Tolerance, int Iterations)
{
    /// <summary>Relative error that digits lost to a resonance may make; null for <see cref="Tolerance"/>.</summary>
    public double? Lost { get; init; }

    /// <summary>Current that may be missing at a node, A; null for <see cref="Tolerance"/> of the largest output.</summary>
    public double? Imbalance { get; init; }

    /// <summary>Whether what recurrences say is missing is computed anew from the voltages before a solve is called solved. Costs a pass; needs the voltages kept.</summary>
    public bool Proven { get; init; }
}
