namespace Mho.Circuits.Cells;

/// <summary>A two-terminal element that states its current: what a non-linear crossbar has in each cell.</summary>
/// <remarks>
/// Every cell has the same law and a conductance of its own, G in S. The current must be zero at 0 V and must nowhere fall with the voltage, so that a
/// circuit of such elements has exactly one answer; slopes must be finite. A law is evaluated at any finite voltage, because Newton's steps overshoot.
/// </remarks>
public interface ICellCurrent
{
    /// <summary>Whether I(−V) = −I(V).</summary>
    bool Odd { get; }

    /// <summary>Current and differential conductance of many cells.</summary>
    /// <param name="conductances">G in S, finite and not negative; 0 is an open cell.</param>
    /// <param name="voltages">V across each cell, finite.</param>
    /// <param name="currents">I(V), A, in the direction of the voltage.</param>
    /// <param name="slopes">∂I/∂V at fixed G, S.</param>
    void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes);

    /// <summary>How much current a cell gains with its conductance.</summary>
    /// <param name="conductances">G in S.</param>
    /// <param name="voltages">V across each cell.</param>
    /// <param name="gains">∂I/∂G at fixed V, in V; also where G = 0.</param>
    void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains);
}
