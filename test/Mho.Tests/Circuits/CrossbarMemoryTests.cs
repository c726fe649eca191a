using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>What will not fit is refused before it begins: nothing large is allocated here.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class CrossbarMemoryTests
{
    private const int Huge = 1 << 22;

    private static readonly Crossbar Small = new Crossbar(2, 3, new[] { 1e-4, 2e-4, 3e-4, 4e-4, 5e-4, 6e-4 }).WithSegments(1 * ohm, 1 * ohm);

    [Fact]
    public void Arrays_too_large_for_any_machine_are_refused_whatever_is_asked_of_them()
    {
        Says("solving 4194304 x 4194304 cells takes", () => CrossbarMemory.Require(Huge, Huge, 8));
        Says("cells with coupled lines takes", () => CrossbarMemory.Require(Huge, Huge, 16, 1));
        Says("non-linear cells takes", () => CrossbarMemory.RequireNewton(Huge, Huge));
        Says("stepping 4194304 x 4194304 cells in time takes", () => CrossbarMemory.RequireCharges(Huge, Huge));
        Says("cells at 100 frequencies takes", () => CrossbarMemory.RequireSweep(Huge, Huge, 100, 0));
        Says("solving 2147483647 x 2147483647 cells", () => CrossbarMemory.Require(int.MaxValue, int.MaxValue, 16, 2));
    }

    [Fact]
    public void A_batch_whose_voltages_do_not_fit_is_refused() =>
        Says("2147483647 inputs of 256 x 256 cells with their gradients takes", () => _ = new DifferentiableCrossbar(new(new Crossbar(256, 256, new double[65536]), new LinearCell()), int.MaxValue));

    [Fact]
    public void More_steps_than_fit_are_refused() =>
        Assert.Contains("2147483648 samples of", Assert.Throws<InputException>(() => (Small with { Capacitances = new double[6] }).Every(1 * ns).Prepare().Step([1, 1], int.MaxValue)).Message, StringComparison.Ordinal);

    // An array that just fits as it is does not with the vectors that coupled lines need, nor on more threads than the machine has memory for.
    [Fact]
    public void The_vectors_of_coupled_lines_and_every_thread_are_counted()
    {
        using WorkerCount threads = new(2);
        long free = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        int rows = (int)(0.9 * free / (16.0 * 1024 * (13 + (2 * 4))));
        CrossbarMemory.Require(rows, 1024, 16);
        Says("with coupled lines", () => CrossbarMemory.Require(rows, 1024, 16, 1));
        Workers.Count = 8;
        Says($"solving {rows} x 1024 cells takes", () => CrossbarMemory.Require(rows, 1024, 16));
    }

    private static void Says(string words, Action ask)
    {
        string message = Assert.Throws<InputException>(ask).Message;
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains("give less at a time", message, StringComparison.Ordinal);
    }
}
