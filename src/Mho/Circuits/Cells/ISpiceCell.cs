namespace Mho.Circuits.Cells;

/// <summary>An element that states itself as a SPICE subcircuit.</summary>
public interface ISpiceCell
{
    /// <summary>The lines between <c>.subckt</c> and <c>.ends</c>: nodes <c>a</c> and <c>b</c>, current positive from a to b, and a parameter <c>G</c> in S.</summary>
    string Spice { get; }
}
