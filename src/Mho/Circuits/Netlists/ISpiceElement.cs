namespace Mho.Circuits.Netlists;

/// <summary>The element in every cell of an array, stated so that SPICE can solve it too.</summary>
public interface ISpiceElement
{
    /// <summary>What all cells share.</summary>
    SpiceSubcircuit Subcircuit { get; }

    /// <summary>What differs from cell to cell.</summary>
    /// <param name="cell">The cell, row · columns + column.</param>
    /// <param name="values">One number for each of <see cref="SpiceSubcircuit.Parameters"/>.</param>
    void Parameters(int cell, Span<double> values);
}
