using Mho.Numerics;

namespace Mho.Circuits;

/// <summary>What solving a crossbar takes, known before it begins.</summary>
internal static class CrossbarMemory
{
    // Numbers a cell: factors and segments of both directions; what each thread keeps; the state of one input.
    private const int Shared = 6, EachThread = 3, State = 3;

    /// <summary>Throws unless it fits.</summary>
    /// <param name="rows">Word lines.</param>
    /// <param name="columns">Bit lines.</param>
    /// <param name="number">Bytes of a number: 8, or 16 for a complex one.</param>
    /// <exception cref="InputException">It does not.</exception>
    public static void Require(int rows, int columns, int number) =>
        FreeMemory.Require(number * (long)rows * columns * (Shared + State + (EachThread * Workers.Count)), $"solving {rows} x {columns} cells");
}
