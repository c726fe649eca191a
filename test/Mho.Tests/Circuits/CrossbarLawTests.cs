using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Ladders;
using Mho.Numerics;
using Mho.Tests.Numerics;
using Xunit;
using static Mho.Tests.Circuits.CommonNumbers;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>What must hold of any array: conservation laws, published sums, the same answer on every processor and any number of threads.</summary>
[Collection(WorkerCountCollection.Name)]
public sealed class CrossbarLawTests
{
    // Two independent programs and ngspice agree on these sums to 6e-13.
    [Theory]
    [InlineData(64, 1, 0.049227007057)]
    [InlineData(128, 1, 0.168121312017)]
    [InlineData(128, 100, 16.51366989739)]
    [InlineData(256, 1, 0.408532586)]
    public void Sums_of_currents_are_those_of_the_common_problem(int size, int count, double expected)
    {
        double[] outputs = new double[count * size];
        Common(size).Prepare().Outputs(Inputs(size, count), outputs).OrThrow();
        Assert.Equal(1, outputs.Sum() / expected, 1e-9);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void Kirchhoffs_law_and_the_balance_of_power_hold_to_the_tolerance_asked(double tolerance)
    {
        const int Size = 96;
        Crossbar crossbar = Common(Size);
        double[] input = Inputs(Size);
        CrossbarState<double> state = crossbar.Prepare(tolerance).Solve(input);
        ReadOnlySpan<double> u = state.WordLines.Span, v = state.BitLines.Span, g = crossbar.Conductances.Span;
        double worst = 0, dissipated = 0, supplied = 0, largest = state.Outputs.ToArray().Max();
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                int k = (i * Size) + j;
                double cell = g[k] * (u[k] - v[k]), left = (j == 0 ? input[i] : u[k - 1]) - u[k], right = j == Size - 1 ? 0 : u[k] - u[k + 1];
                double above = i == 0 ? 0 : v[k - Size] - v[k], below = v[k] - (i == Size - 1 ? 0 : v[k + Size]);
                worst = Math.Max(worst, Math.Max(Math.Abs(left - right - cell), Math.Abs(above - below + cell)));
                dissipated += (cell * cell / g[k]) + (left * left) + (below * below);
                supplied += j == 0 ? input[i] * left : 0;
            }
        }

        Assert.InRange(worst / largest, 0, tolerance);
        Assert.Equal(1, dissipated / supplied, tolerance);
    }

    [Fact]
    public void One_row_is_the_ladder_formula()
    {
        // Twenty cells of 1 kohm to columns of 3 ohm along a wire of 7 ohm: resistances in series and parallel from the far end.
        const int Columns = 20;
        double seen = double.PositiveInfinity;
        for (int j = 0; j < Columns; j++)
            seen = 1 / ((1 / (seen + 7)) + (1 / 1003.0));
        double total = new Crossbar(1, Columns, Enumerable.Repeat(1e-3, Columns).ToArray()).WithSegments(7 * ohm, 3 * ohm).Prepare(1e-13).Solve(new double[] { 1 }).Outputs.ToArray().Sum();
        Assert.Equal(1 / (seen + 7), total, 1e-15);
    }

    [Fact]
    public void The_effective_matrix_gives_every_input_and_floating_columns_are_weighted_means()
    {
        Crossbar crossbar = Common(40);
        double[] matrix = new double[1600], outputs = new double[40], inputs = Inputs(40);
        crossbar.Prepare(1e-12).EffectiveMatrix(matrix).OrThrow();
        crossbar.Prepare(1e-12).Outputs(inputs, outputs);
        for (int j = 0; j < 40; j++)
            Assert.Equal(outputs[j], Enumerable.Range(0, 40).Sum(i => inputs[i] * matrix[(i * 40) + j]), 1e-14);
        (crossbar with { BitLines = crossbar.BitLines with { Far = LineEnd.Open } }).Prepare(1e-12).EffectiveMatrix(matrix).OrThrow();
        for (int j = 0; j < 40; j++)
            Assert.Equal(1, Enumerable.Range(0, 40).Sum(i => matrix[(i * 40) + j]), 1e-10);
    }

    // Arrays of many more rows than columns take adjoint solves, one a column: reciprocity says they find what one solve a row finds.
    [Theory]
    [InlineData("wide", 10, false)]
    [InlineData("shorts", 100, false)]
    [InlineData("perfect shorts", 10, false)]
    [InlineData("open", 10, false)]
    [InlineData("open", 0, false)]
    [InlineData("wide", 10, true)]
    public void The_effective_matrix_of_a_tall_array_is_that_of_its_rows(string kind, double wire, bool floating)
    {
        const int Rows = 70, Columns = 9;
        Crossbar crossbar = new Crossbar(Rows, Columns, Cells(kind, Rows * Columns)).WithSegments(wire * ohm, wire * ohm);
        crossbar = crossbar with { WordLines = crossbar.WordLines with { Far = LineEnd.Driven(3 * ohm), Segment = Math.Max(wire, 1e-3) * ohm } };
        if (floating)
            crossbar = crossbar with { BitLines = crossbar.BitLines with { Far = LineEnd.Open } };
        double[] matrix = new double[Rows * Columns], rows = new double[Rows * Columns], unit = new double[Rows * Rows];
        for (int i = 0; i < Rows; i++)
            unit[i * (Rows + 1)] = 1;
        SolveReport report = crossbar.Prepare(1e-9).EffectiveMatrix(matrix).OrThrow();
        crossbar.Prepare(1e-13).Outputs(unit, rows);
        Assert.InRange(report.Error, 0, 1e-9);
        double greatest = rows.Max();
        for (int k = 0; k < rows.Length; k++)
            Assert.Equal(rows[k], matrix[k], 1e-9 * Math.Max(rows[k], 1e-6 * greatest));
    }

    // Wires of 100 Ω let a millionth of a far row's currents through: what is nothing beside the largest entry is all that such a row has.
    [Theory]
    [InlineData(200, 20, 100)]
    [InlineData(300, 9, 1000)]
    [InlineData(200, 20, 1)]
    public void Rows_that_wires_nearly_cut_off_are_as_exact_in_the_effective_matrix_as_alone(int rows, int columns, double wire)
    {
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => k / columns == 3 ? 0 : Math.Pow(10, -6 + (3 * new Key(11).Uniform(k))))];
        Crossbar crossbar = new Crossbar(rows, columns, cells).WithSegments(wire * ohm, wire * ohm);
        double[] matrix = new double[rows * columns], alone = new double[rows * columns], unit = new double[rows * rows];
        for (int i = 0; i < rows; i++)
            unit[i * (rows + 1)] = 1;
        SolveReport report = crossbar.Prepare(1e-9).EffectiveMatrix(matrix).OrThrow();
        crossbar.Prepare(1e-12).Outputs(unit, alone).OrThrow();
        Assert.InRange(report.Error, 0, 1e-9);
        for (int i = 0; i < rows; i++)
        {
            double[] row = alone[(i * columns)..((i + 1) * columns)];
            Assert.All(row.Zip(matrix[(i * columns)..((i + 1) * columns)]), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * row.Max()));
        }
    }

    [Theory]
    [InlineData("wide", 10)]
    [InlineData("shorts", 10)]
    [InlineData("perfect shorts", 10)]
    [InlineData("open", 10)]
    [InlineData("wide", 100)]
    public void Hard_arrays_reach_the_tolerance_in_truth(string kind, double wire)
    {
        const int Size = 200;
        Crossbar crossbar = new Crossbar(Size, Size, Cells(kind, Size * Size)).WithSegments(wire * ohm, wire * ohm);
        double[] outputs = new double[Size], exact = new double[Size], inputs = Inputs(Size);
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-9, 1e-11 })
        {
            crossbar.Prepare(tolerance).Outputs(inputs, outputs).OrThrow();
            crossbar.Prepare(1e-14).Outputs(inputs, exact);
            Assert.InRange(outputs.Zip(exact, (a, b) => Math.Abs((a / b) - 1)).Max(), 0, tolerance);
        }
    }

    [Fact]
    public void Every_register_width_gives_the_same_circuit()
    {
        const int Rows = 29, Columns = 43;
        double[] cells = [.. Enumerable.Range(0, Rows * Columns).Select(k => Math.Pow(10, -6 + (3 * new Key(8).Uniform(k))))], input = Inputs(Rows);
        double[] ends = [.. Enumerable.Repeat(4.0, Rows)], sense = [.. Enumerable.Repeat(6.0, Columns)];
        LadderLines<double> word = new() { Lines = Rows, Nodes = Columns, Segment = 4, Near = ends }, bit = new() { Lines = Columns, Nodes = Rows, Segment = 6, Far = sense };
        double[] expected = new double[Columns];
        new Crossbar(Rows, Columns, cells).WithSegments(4 * ohm, 6 * ohm).Prepare(1e-13).Outputs(input, expected);
        Check(new LadderSolver<RealLane, double>(word, bit));
        if (System.Runtime.Intrinsics.X86.Fma.IsSupported)
            Check(new LadderSolver<RealLanes4, double>(word, bit));

        void Check(ILadderSolver<double> solver)
        {
            double[] outputs = new double[Columns];
            solver.Factor(cells);
            Assert.Equal(SolveStatus.Solved, solver.Solve(new() { WordNear = input }, new(1e-13, 1000), outputs).Status);
            Assert.All(outputs.Zip(expected), pair => Assert.Equal(1, pair.First / pair.Second, 1e-12));
        }
    }

    [Fact]
    public void Threads_change_no_byte()
    {
        double[][] outputs = [.. new[] { 1, 2, 8 }.Select(count =>
        {
            using WorkerCount threads = new(count);
            double[] currents = new double[17 * 70];
            Common(70).Prepare().Outputs(Inputs(70, 17), currents);
            return currents;
        })];
        Assert.Equal(outputs[0], outputs[1]);
        Assert.Equal(outputs[0], outputs[2]);
    }

    [Fact]
    public void Any_number_of_threads_is_taken()
    {
        const int Size = 9;
        double[] expected = new double[Size], outputs = new double[Size];
        Complex[] coupled = new Complex[Size], alone = new Complex[Size], phasors = [.. Enumerable.Repeat(Complex.One, Size)];
        Crossbar x = Common(Size);
        AlternatingCrossbar alternating = (x with { WordLines = x.WordLines with { Coupling = new(1e-12) } }).At(1 * MHz);
        x.Prepare().Outputs(Inputs(Size), expected).OrThrow();
        alternating.Prepare().Outputs(phasors, alone).OrThrow();

        // Whether a hundredth thread finds work is up to the system; one that says it is it always does.
        Exception? thrown = null;
        Thread hundredth = new(() => thrown = Record.Exception(() =>
        {
            Workers.Enter(99);
            x.Prepare().Outputs(Inputs(Size), outputs).OrThrow();
            alternating.Prepare().Outputs(phasors, coupled).OrThrow();
        }));
        hundredth.Start();
        hundredth.Join();
        Assert.Null(thrown);
        Assert.Equal(expected, outputs);
        Assert.Equal(alone, coupled);
    }

    [Fact]
    public void Inputs_that_are_no_voltages_are_refused_by_row()
    {
        Crossbar x = Common(3);
        Says(() => x.Prepare().Outputs(new double[] { 1, 1, 1, 1, 1, double.NaN }, new double[6]), "input 1, row 2");
        Says(() => x.Prepare().Solve(new double[] { 1, double.PositiveInfinity, 1 }), "input 0, row 1");
        Says(() => x.At(1 * kHz).Prepare().Outputs(new Complex[] { 1, 1, new(0, double.NaN) }, new Complex[3]), "input 0, row 2");
        Says(() => new FrequencySweep(x, [1 * kHz]).Run(new Complex[] { double.NaN, 1, 1 }), "input 0, row 0");
        Says(() => x.Every(1 * ns).Prepare().Step([1, double.NaN, 1], 5), "input 0, row 1");
        Says(() => (x.Every(1 * ns) with { Before = new[] { 1, 1, double.NaN } }).Prepare().Step([1, 1, 1], 5), "input 0, row 2");

        static void Says(Action solve, string where) => Assert.Contains(where, Assert.Throws<ArgumentOutOfRangeException>(solve).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Circuits_without_an_answer_are_refused_by_row_and_column()
    {
        double[] open = new double[12];
        double[] bare = [.. Enumerable.Range(0, 12).Select(k => k / 4 == 1 ? 0 : 1e-3)];
        Says("the word line's node at row 1, column 0 floats", () => new Crossbar(3, 4, bare) { WordLines = new() }.Prepare());
        Says("the bit line's node at row 0, column 0 floats", () => new Crossbar(3, 4, open) { BitLines = new() }.Prepare());
        Says("word line 0 closes a loop", () => (new Crossbar(3, 4, Enumerable.Repeat(1e-3, 12).ToArray()) is var x ? x with { WordLines = x.WordLines with { Far = LineEnd.Grounded() } } : x).Prepare());
        Says("short at row 2, column 1 closes a loop", () => new Crossbar(3, 4, Enumerable.Range(0, 12).Select(k => k == 9 ? double.PositiveInfinity : 1e-3).ToArray()).Prepare());
        // What holds bit lines are drivers of 0 V, not inputs of rows that a word line could stand in for.
        Says("word line's node at row 0, column 0 floats", () => (new Crossbar(1, 3, new double[3]) with { WordLines = new() { Segment = 1 * ohm }, BitLines = new() { Segment = 1 * ohm, Near = LineEnd.Driven(), Far = LineEnd.Grounded() } }).Prepare());
        foreach (double siemens in (double[])[double.PositiveInfinity, 1e300, 1.8e29, 2e15]) // 1.8e29 S was a millionth off, more was 1e30 S, and all were called solved
            Says("row 2, column 1: a short beside an ideal segment", () => new Crossbar(3, 4, Enumerable.Range(0, 12).Select(k => k == 9 ? siemens : 1e-3).ToArray()).WithSegments(0 * ohm, 1 * ohm).Prepare());
        double[] outputs = new double[2], most = [1e-3, 1e15, 1e15, 1e-3];
        Crossbar strong = new Crossbar(2, 2, most).WithSegments(0 * ohm, 1 * ohm);
        Assert.True(strong.Prepare().Outputs(new[] { 1, 0.5 }, outputs).Solved);
        Assert.All(CrossbarStarMesh.Outputs(strong, [1, 0.5]).Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * pair.First));
        Assert.Contains("row 1, column 2", Assert.Throws<ArgumentOutOfRangeException>(() => new Crossbar(2, 3, new double[] { 1, 1, 1, 1, 1, double.NaN })).Message, StringComparison.Ordinal);
        Assert.Contains("row 0, column 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Crossbar(2, 3, new double[] { 1, -1, 1, 1, 1, 1 })).Message, StringComparison.Ordinal);

        static void Says(string words, Func<PreparedCrossbar<double>> prepare) => Assert.Contains(words, Assert.Throws<InvalidOperationException>(prepare).Message, StringComparison.Ordinal);
    }

    // The message's ways out, each taken: a milliohm in the wires, in the access, or in the cell.
    [Fact]
    public void A_short_beside_an_ideal_segment_is_solved_with_a_milliohm_in_either()
    {
        Crossbar x = Array(double.PositiveInfinity).WithSegments(0 * ohm, 1 * ohm);
        Assert.Contains("give that segment, its terminal or the cell a resistance, however small (1 mohm)", Assert.Throws<InvalidOperationException>(() => x.Prepare()).Message, StringComparison.Ordinal);
        foreach (Crossbar way in new[] { x.WithSegments(1e-3 * ohm, 1 * ohm), x with { Access = 1e-3 * ohm }, Array(1e3).WithSegments(0 * ohm, 1 * ohm) })
        {
            double[] input = [1, 2, 3], expected = CrossbarStarMesh.Outputs(way, input), outputs = new double[4];
            way.Prepare(1e-12).Outputs(input, outputs).OrThrow();
            Assert.All(expected.Zip(outputs), pair => Assert.Equal(1, pair.Second / pair.First, 1e-9));
        }

        static Crossbar Array(double one) => new(3, 4, Enumerable.Range(0, 12).Select(k => k == 9 ? one : 1e-3).ToArray());
    }

    private static Crossbar Common(int size) =>
        new Crossbar(size, size, Enumerable.Range(1, size * size).Select(k => 1 / (10e3 + (90e3 * Uniform(1, k)))).ToArray()).WithSegments(1 * ohm, 1 * ohm);

    private static double[] Inputs(int size, int count = 1)
    {
        double[] inputs = new double[count * size];
        for (int k = 0; k < inputs.Length; k++)
            inputs[(k % count * size) + (k / count)] = Uniform(2, k + 1);
        return inputs;
    }

    private static double[] Cells(string kind, int count) => [.. Enumerable.Range(1, count).Select(k => Uniform(1, k)).Select(u => kind switch
    {
        "shorts" when u < 0.01 => 1,
        "perfect shorts" when u < 0.01 => double.PositiveInfinity,
        "open" when u < 0.5 => 0,
        _ => 1 / (1e3 + (999e3 * u)),
    })];
}
