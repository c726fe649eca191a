namespace Mho.Circuits.Netlists;

/// <summary>A resistor in every cell.</summary>
/// <param name="conductances">S [rows × columns].</param>
internal sealed class LinearElement(ReadOnlyMemory<double> conductances) : ISpiceElement
{
    public SpiceSubcircuit Subcircuit { get; } = new("linear", ["r"], ["r1 p n {r}"]);

    public void Parameters(int cell, Span<double> values) => values[0] = 1 / conductances.Span[cell];
}
