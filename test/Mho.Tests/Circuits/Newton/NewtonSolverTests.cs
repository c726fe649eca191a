using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Ladders;
using Mho.Circuits.Newton;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Newton;

public sealed class NewtonSolverTests
{
    private static readonly double[] Input = [.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? -0.8 : 1)];

    [Fact]
    public void Where_steps_run_out_the_drive_is_raised_little_by_little_to_the_same_answer()
    {
        NonlinearCrossbar crossbar = Steep();
        NewtonSolver free = Solver(crossbar, 100), bound = Solver(crossbar, 7);
        NewtonOutcome direct = free.Solve(Input, warm: false), raised = bound.Solve(Input, warm: false);
        Assert.Equal(SolveStatus.Solved, direct.Status);
        Assert.True(direct.Steps > 7, "the direct way needs more steps than the other is allowed at a time");
        Assert.Equal(SolveStatus.Solved, raised.Status);
        Assert.True(raised.Steps > direct.Steps);
        double scale = free.Point.Outputs.Max(Math.Abs);
        for (int j = 0; j < 24; j++)
            Assert.Equal(free.Point.Outputs[j], bound.Point.Outputs[j], (2e-9 * Math.Abs(free.Point.Outputs[j])) + (1e-15 * scale));
    }

    [Fact]
    public void A_solution_is_where_the_next_solve_starts_and_needs_fewer_steps()
    {
        NewtonSolver solver = Solver(new(Array(), new SinhCell { Bend = 5 }), 100);
        NewtonOutcome cold = solver.Solve(Input, warm: false);
        double[] first = [.. solver.Point.Outputs];
        NewtonOutcome warm = solver.Solve([.. Input.Select(v => 1.001 * v)], warm: true), back = solver.Solve(Input, warm: true);
        Assert.True(warm.Steps < cold.Steps, $"{warm.Steps} steps from a neighbour, {cold.Steps} from nothing");
        Assert.True(back.Steps < cold.Steps);
        for (int j = 0; j < 24; j++)
            Assert.Equal(first[j], solver.Point.Outputs[j], 2e-9 * Math.Abs(first[j]));
    }

    [Theory]
    [InlineData(13, 9)]
    [InlineData(40, 33)]
    public void A_linear_solve_may_start_anywhere(int rows, int columns)
    {
        Key key = new(6);
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => 1e-4 * key["g"].Uniform(k))], input = [.. Enumerable.Range(0, rows).Select(i => key["v"].Uniform(i))];
        Crossbar x = new Crossbar(rows, columns, cells).WithSegments(2 * ohm, 2 * ohm);
        ILadderSolver<double> ladder = LadderSolvers.Real(CrossbarCircuit.Lines(x.WordLines, rows, columns), CrossbarCircuit.Lines(x.BitLines, columns, rows));
        ladder.Factor(cells);
        double[] outputs = new double[columns], words = new double[cells.Length], bits = new double[cells.Length], sent = new double[cells.Length], again = new double[columns];
        LadderAccuracy accuracy = new(1e-12, 1000);
        LadderOutcome cold = ladder.Solve(new() { WordNear = input }, accuracy, outputs);
        ladder.State(new() { WordNear = input }, words, bits, sent);
        LadderOutcome near = ladder.Solve(new() { WordNear = input, Start = bits }, accuracy, again);
        Assert.True(near.Iterations < cold.Iterations, $"{near.Iterations} iterations from the solution, {cold.Iterations} from nothing");
        for (int j = 0; j < columns; j++)
            Assert.Equal(1, again[j] / outputs[j], 1e-11);
        double[] noise = [.. Enumerable.Range(0, cells.Length).Select(k => key["noise"].Normal(k))];
        ladder.Solve(new() { WordNear = input, Start = noise }, accuracy, again);
        for (int j = 0; j < columns; j++)
            Assert.Equal(1, again[j] / outputs[j], 1e-10);
    }

    private static NewtonSolver Solver(NonlinearCrossbar crossbar, int steps)
    {
        NewtonSolver solver = new(crossbar, new(1e-9, 1e-12, steps, 10000));
        solver.Set(crossbar.Crossbar.Conductances.Span);
        return solver;
    }

    private static NonlinearCrossbar Steep() => new(Array(), new SinhCell { Bend = 60 });

    private static Crossbar Array()
    {
        Key key = new(9);
        return new Crossbar(24, 24, Enumerable.Range(0, 24 * 24).Select(k => Math.Pow(10, -6 + (2.5 * key["cells"].Uniform(k)))).ToArray()).WithSegments(3 * ohm, 5 * ohm);
    }
}
