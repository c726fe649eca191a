namespace Mho.Circuits;

/// <summary>An array of cells between word lines and bit lines, with the resistance of wires, drivers and sense amplifiers.</summary>
/// <remarks>
/// Cell (i, j) connects node j of word line i with node i of bit line j. Kirchhoff's current law at both nodes:
/// <code>
/// (u[i,j] − u[i,j−1]) / r + (u[i,j] − u[i,j+1]) / r + g[i,j] (u[i,j] − v[i,j]) = 0
/// (v[i,j] − v[i−1,j]) / r + (v[i,j] − v[i+1,j]) / r + g[i,j] (v[i,j] − u[i,j]) = 0
/// </code>
/// with u[i,−1] the input of row i and v[M,j] = 0, unless <see cref="WordLines"/> and <see cref="BitLines"/> say otherwise.
/// </remarks>
public sealed record Crossbar
{
    /// <summary>Rows driven at the first column, columns grounded below the last row, ideal wires.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="conductances">S [rows × columns], row-major; 0 is an open cell, +∞ a short.</param>
    public Crossbar(int rows, int columns, ReadOnlyMemory<double> conductances)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentOutOfRangeException(nameof(rows), $"{rows} rows and {columns} columns; give at least one of each.");
        if (conductances.Length != (long)rows * columns)
            throw new ArgumentException($"{conductances.Length} conductances for {rows} rows and {columns} columns; give {(long)rows * columns}, row after row.", nameof(conductances));
        ReadOnlySpan<double> cells = conductances.Span;
        for (int k = 0; k < cells.Length; k++)
        {
            if (!(cells[k] >= 0))
                throw new ArgumentOutOfRangeException(nameof(conductances), $"row {k / columns}, column {k % columns}: a conductance of {cells[k]} S; give 0 (open) or more, +∞ for a short.");
        }

        (Rows, Columns, Conductances) = (rows, columns, conductances);
    }

    /// <summary>Word lines.</summary>
    public int Rows { get; }

    /// <summary>Bit lines.</summary>
    public int Columns { get; }

    /// <summary>S [rows × columns], row-major; 0 is an open cell, +∞ a short.</summary>
    public ReadOnlyMemory<double> Conductances { get; }

    /// <summary>Capacitance beside each cell's conductance, F [rows × columns]; empty for none.</summary>
    public ReadOnlyMemory<double> Capacitances { get; init => field = Legal(value); }

    /// <summary>In series with every cell: the access transistor of a 1T1R array when it is on.</summary>
    public Resistance Access { get; init => field = value.SI >= 0 && double.IsFinite(value.SI) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"an access resistance of {value}; give 0 ohm or more."); }

    /// <summary>The wires along rows.</summary>
    public Wires WordLines { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new() { Near = LineEnd.Driven() };

    /// <summary>The wires along columns.</summary>
    public Wires BitLines { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new() { Far = LineEnd.Grounded() };

    /// <summary>This array with one resistance for every segment of every wire.</summary>
    public Crossbar WithSegments(Resistance wordLines, Resistance bitLines) =>
        this with { WordLines = WordLines with { Segment = wordLines }, BitLines = BitLines with { Segment = bitLines } };

    /// <summary>Makes the array ready for solving: once for any number of inputs.</summary>
    /// <param name="tolerance">Relative error of each output, 10⁻¹⁴ … 0.1.</param>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public PreparedCrossbar<double> Prepare(double tolerance = 1e-9) => new(this, tolerance, CrossbarCircuit.Direct(this));

    /// <summary>This array under small alternating current.</summary>
    public AlternatingCrossbar At(Frequency frequency) => new(this, frequency);

    /// <summary>This array in time, in steps of one length.</summary>
    public TransientCrossbar Every(Duration step) => new(this, step);

    private ReadOnlyMemory<double> Legal(ReadOnlyMemory<double> capacitances)
    {
        if (!capacitances.IsEmpty && capacitances.Length != Conductances.Length)
            throw new ArgumentException($"{capacitances.Length} capacitances for {Rows} rows and {Columns} columns; give {Conductances.Length}, row after row, or none.", nameof(capacitances));
        for (int k = 0; k < capacitances.Length; k++)
        {
            if (!(capacitances.Span[k] >= 0) || double.IsInfinity(capacitances.Span[k]))
                throw new ArgumentOutOfRangeException(nameof(capacitances), $"row {k / Columns}, column {k % Columns}: a capacitance of {capacitances.Span[k]} F; give 0 or more.");
        }

        return capacitances;
    }
}
