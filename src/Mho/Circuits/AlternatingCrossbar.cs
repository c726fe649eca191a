using System.Numerics;

namespace Mho.Circuits;

/// <summary>A crossbar under small alternating current of one frequency: every voltage and current is an amplitude and a phase, a complex number.</summary>
/// <remarks>
/// With ω = 2π f, cells are G + jωC (in series with <see cref="Crossbar.Access"/>) unless <see cref="Admittances"/> says otherwise, segments of wire are
/// R + jωL, <see cref="Wires.Stray"/> leads jωC from every node to ground and <see cref="Wires.Coupling"/> jωC from every node to the same node of the
/// neighbouring lines. A quantity in time is Re(X e^{jωt}).
/// </remarks>
public sealed record AlternatingCrossbar
{
    /// <summary>An array at a frequency.</summary>
    /// <param name="crossbar">The array.</param>
    /// <param name="frequency">Above zero.</param>
    public AlternatingCrossbar(Crossbar crossbar, Frequency frequency)
    {
        ArgumentNullException.ThrowIfNull(crossbar);
        if (!(frequency.SI > 0) || !double.IsFinite(frequency.SI))
            throw new ArgumentOutOfRangeException(nameof(frequency), $"a frequency of {frequency}; give more than 0 Hz, or {nameof(Circuits.Crossbar.Prepare)} the array for direct current.");
        (Crossbar, Frequency) = (crossbar, frequency);
        Admittances = OfCells(crossbar, 2 * Math.PI * frequency.SI);
    }

    /// <summary>The array.</summary>
    public Crossbar Crossbar { get; }

    /// <summary>The frequency.</summary>
    public Frequency Frequency { get; }

    /// <summary>Admittance of each cell at this frequency, S [rows × columns], the access resistance left out; 0 is open, +∞ a short. G + jωC unless set.</summary>
    public ReadOnlyMemory<Complex> Admittances { get; init => field = Legal(value); }

    /// <summary>Makes the array ready for solving: once for any number of inputs.</summary>
    /// <remarks>
    /// An iteration costs about 2.2 times one of direct current; how many there are follows |Y|. Coupling between lines is
    /// solved by an outer iteration of such solves: 6 times the time where it is weak, 30 times and more where it rivals the wires.
    /// </remarks>
    /// <param name="tolerance">Relative error of each output, 10⁻¹⁴ … 0.1.</param>
    /// <exception cref="InputException">It does not fit in memory; coupled lines take 60 more numbers a cell and thread.</exception>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public PreparedCrossbar<Complex> Prepare(double tolerance = 1e-9) => new(Crossbar, tolerance, CrossbarCircuit.Alternating(this));

    private static Complex[] OfCells(Crossbar crossbar, double omega)
    {
        Complex[] cells = new Complex[crossbar.Conductances.Length];
        for (int k = 0; k < cells.Length; k++)
        {
            double g = crossbar.Conductances.Span[k];
            cells[k] = new(g, crossbar.Capacitances.IsEmpty || double.IsPositiveInfinity(g) ? 0 : omega * crossbar.Capacitances.Span[k]);
        }

        return cells;
    }

    private ReadOnlyMemory<Complex> Legal(ReadOnlyMemory<Complex> cells)
    {
        if (cells.Length != Crossbar.Conductances.Length)
            throw new ArgumentException($"{cells.Length} admittances for {Crossbar.Rows} rows and {Crossbar.Columns} columns; give {Crossbar.Conductances.Length}, row after row.", nameof(cells));
        for (int k = 0; k < cells.Length; k++)
        {
            Complex y = cells.Span[k];
            if (!Complex.IsFinite(y) && !(double.IsPositiveInfinity(y.Real) && y.Imaginary == 0))
                throw new ArgumentOutOfRangeException(nameof(cells), $"row {k / Crossbar.Columns}, column {k % Crossbar.Columns}: an admittance of {y} S; give finite parts, or +∞ for a short.");
        }

        return cells;
    }
}
