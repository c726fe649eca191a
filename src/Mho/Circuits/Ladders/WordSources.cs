namespace Mho.Circuits.Ladders;

/// <summary>What drives the word lines of a block, in the kernels' order; null for none.</summary>
internal readonly unsafe struct WordSources(double* near, double* far, double* nodes, double* cells)
{
    /// <summary>V at the near terminals [lane].</summary>
    public double* Near { get; } = near;

    /// <summary>V at the far terminals [lane].</summary>
    public double* Far { get; } = far;

    /// <summary>A into each word line's node, <see cref="Cells"/> included [column][lane].</summary>
    public double* Nodes { get; } = nodes;

    /// <summary>A through each cell from bit to word line [column][lane].</summary>
    public double* Cells { get; } = cells;
}
