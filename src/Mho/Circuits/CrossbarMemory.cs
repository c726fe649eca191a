using Mho.Circuits.Coupling;
using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>What solving a crossbar takes at most, known before it begins.</summary>
internal static class CrossbarMemory
{
    // Numbers a cell: factors and segments of both directions; a solve that keeps its voltages; nodes and cells of one input.
    private const int Factors = 6, Solve = 4, State = 3;

    // Newton's method has all of it for every thread: two points and a kept one of four, currents, slopes, sources, conductances, and two of the search along a step.
    private const int Newton = Factors + (2 * Solve) + 12 + 6;

    // Nodes and cells of the adjoint, and gains.
    private const int Adjoint = 4;

    // Voltages, currents and sources of the cells' capacitors and of both directions' stray capacitances.
    private const int Charges = 14;

    /// <summary>Throws unless it fits.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="number">Bytes of a number: 8, or 16 for a complex one.</param>
    /// <param name="coupled">Directions whose neighbouring lines are coupled.</param>
    /// <exception cref="InputException">It does not.</exception>
    public static void Require(int rows, int columns, int number, int coupled = 0)
    {
        int each = Solve + (coupled > 0 ? Solve + CoupledWork.Numbers(coupled) : 0);
        Numbers(rows, columns, number, Factors + Solve + State + (each * (double)Workers.Count), $"solving {rows} x {columns} cells{(coupled > 0 ? " with coupled lines" : "")}");
    }

    /// <summary>Throws unless non-linear cells fit.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <exception cref="InputException">They do not.</exception>
    public static void RequireNewton(int rows, int columns) =>
        Numbers(rows, columns, sizeof(double), State + (Newton * (double)Workers.Count), $"solving {rows} x {columns} non-linear cells");

    /// <summary>Throws unless a batch and its gradients fit.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="batch">Inputs whose cells' voltages are kept.</param>
    /// <param name="parts">Sums of gradients.</param>
    /// <exception cref="InputException">They do not.</exception>
    public static void RequireGradients(int rows, int columns, int batch, int parts) =>
        Numbers(rows, columns, sizeof(double), (double)batch + parts + ((Newton + Adjoint) * (double)Workers.Count), $"{batch} inputs of {rows} x {columns} cells with their gradients");

    /// <summary>Throws unless an array with its charges fits.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <exception cref="InputException">It does not.</exception>
    public static void RequireCharges(int rows, int columns) => Numbers(rows, columns, sizeof(double), Factors + (2 * Solve) + State + Charges, $"stepping {rows} x {columns} cells in time");

    /// <summary>Throws unless every point of a sweep fits, and a solver for each thread.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="points">Frequencies.</param>
    /// <param name="coupled">Directions whose neighbouring lines are coupled.</param>
    /// <exception cref="InputException">They do not.</exception>
    public static void RequireSweep(int rows, int columns, int points, int coupled)
    {
        int each = Factors + (2 * Solve) + State + 1 + (coupled > 0 ? CoupledWork.Numbers(coupled) : 0);
        Numbers(rows, columns, 2 * sizeof(double), points + (each * (double)Math.Min(points, Workers.Count)), $"{rows} x {columns} cells at {points} frequencies");
    }

    private static void Numbers(int rows, int columns, int number, double eachCell, string what) =>
        FreeMemory.Require((long)Math.Min(long.MaxValue, number * (double)rows * columns * eachCell), what);
}
