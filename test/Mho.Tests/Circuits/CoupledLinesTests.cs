using System.Numerics;
using Mho.Circuits;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Capacitance between neighbouring lines: from next to none to all there is, what it costs, and bytes on any number of threads.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class CoupledLinesTests
{
    // ωC from 6e-8 S to 6 S beside cells of 1e-5 to 1e-4 S and wires of 1 S. What no lines of this world have may be beyond the iteration, but not wrong.
    [Theory]
    [InlineData(1e-15)]
    [InlineData(1e-12)]
    [InlineData(1e-10)]
    [InlineData(1e-9)]
    [InlineData(1e-7)]
    public void Outputs_agree_with_dense_nodal_analysis_however_strong_the_coupling(double farad)
    {
        AlternatingCrossbar array = Coupled(9, 12, farad).At(10 * MHz);
        Complex[] input = AlternatingCrossbarTests.Phasors(9, new Key(3)["phasors"]), expected = AlternatingOracle.Solve(array, input).Outputs;
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-9 })
        {
            CrossbarState<Complex> state = array.Prepare(tolerance).Solve(input);
            Assert.True(state.Report.Status == SolveStatus.Solved || farad > 1e-8, $"{state.Report}");
            if (state.Report.Status != SolveStatus.Solved)
                continue;
            Assert.All(expected.Zip(state.Outputs.ToArray()), pair => Assert.InRange(Complex.Abs(pair.First - pair.Second) / Complex.Abs(pair.First), 0, tolerance));
        }
    }

    // A femtofarad at 1 MHz changes outputs by 1e-3; finding that takes no more iterations again than the array without it.
    [Fact]
    public void Weak_coupling_costs_less_than_two_solves_more()
    {
        const int Size = 96;
        Complex[] input = AlternatingCrossbarTests.Phasors(Size, new Key(3)["phasors"]), outputs = new Complex[Size];
        int without = Coupled(Size, Size, 0).At(1 * MHz).Prepare().Outputs(input, outputs).OrThrow().Iterations;
        int with = Coupled(Size, Size, 1e-15).At(1 * MHz).Prepare().Outputs(input, outputs).OrThrow().Iterations;
        Assert.InRange(with, without + 1, 3 * without);
    }

    [Fact]
    public void Threads_change_no_byte()
    {
        const int Size = 33, Count = 11;
        Complex[] inputs = AlternatingCrossbarTests.Phasors(Size * Count, new Key(3)["phasors"]);
        Complex[][] outputs = [.. new[] { 1, 2, 8 }.Select(threads =>
        {
            using WorkerCount workers = new(threads);
            Complex[] currents = new Complex[Size * Count];
            Coupled(Size, Size, 1e-12).At(10 * MHz).Prepare().Outputs(inputs, currents).OrThrow();
            return currents;
        })];
        Assert.Equal(outputs[0], outputs[1]);
        Assert.Equal(outputs[0], outputs[2]);
    }

    private static Crossbar Coupled(int rows, int columns, double farad)
    {
        Key key = new Key(3)["cells"];
        Crossbar x = new Crossbar(rows, columns, Enumerable.Range(0, rows * columns).Select(k => 1e-5 + (9e-5 * key["S"].Uniform(k))).ToArray())
        {
            Capacitances = Enumerable.Range(0, rows * columns).Select(k => 16e-12 * key["F"].Uniform(k)).ToArray(),
        };
        x = x.WithSegments(1 * ohm, 1 * ohm);
        return x with { WordLines = x.WordLines with { Coupling = new(farad) }, BitLines = x.BitLines with { Coupling = new(farad) } };
    }
}
