namespace Mho.Chips;

/// <summary>What the rows of an array do that a product does not use. It matters to voltage sensing: a driven row counts in the denominator.</summary>
public enum IdleRows
{
    /// <summary>Word lines off: only the product's own rows count (rows whose input is 0 included). The published test flow.</summary>
    Off,

    /// <summary>Word lines on, drivers at the reference voltage: every cell of the column counts, unprogrammed ones with the lowest conductance.</summary>
    AtReference,
}
