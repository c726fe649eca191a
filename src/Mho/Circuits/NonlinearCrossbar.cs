using Mho.Circuits.Cells;

namespace Mho.Circuits;

/// <summary>A crossbar whose cells follow a law of their own: the wires, terminals and conductances of <see cref="Crossbar"/>, the currents of <see cref="Cell"/>.</summary>
/// <remarks>
/// A cell of G = 0 is open, one of +∞ a short without a law. <see cref="Crossbar.Access"/> is in series with every element. Capacitances and inductances
/// carry nothing at rest and are left out.
/// </remarks>
/// <param name="Crossbar">Wires, terminals, and the conductance scale of every cell in S.</param>
/// <param name="Cell">The law of all cells.</param>
public sealed record NonlinearCrossbar(Crossbar Crossbar, ICellCurrent Cell)
{
    /// <summary>Wires, terminals, and the conductance scale of every cell in S.</summary>
    public Crossbar Crossbar { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Crossbar ?? throw new ArgumentNullException(nameof(Crossbar));

    /// <summary>The law of all cells.</summary>
    public ICellCurrent Cell { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Cell ?? throw new ArgumentNullException(nameof(Cell));

    /// <summary>Makes the array ready for solving.</summary>
    /// <param name="tolerance">Relative error of each output, 10⁻¹² … 0.1.</param>
    /// <exception cref="InvalidOperationException">A node without any path to a terminal, or a loop of ideal conductors between terminals; says which.</exception>
    public PreparedNonlinearCrossbar Prepare(double tolerance = 1e-9) => new(this, tolerance);
}
