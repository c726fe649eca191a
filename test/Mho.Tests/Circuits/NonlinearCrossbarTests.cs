using System.Runtime.InteropServices;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Crossbars of non-linear cells against dense nodal analysis, Kirchhoff's law and limits that are known.</summary>
public sealed class NonlinearCrossbarTests(ITestOutputHelper output)
{
    private static readonly string[] Kinds =
    [
        "plain", "weak wires", "tiny wires", "ideal bit", "ideal", "ideal word", "both sides", "terminals", "open bit", "bit both ends", "word far driven", "access", "open cells", "shorts", "some ideal segments",
    ];

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (string cell in new[] { "linear", "sinh", "steep sinh", "polynomial", "skew polynomial", "diode-selector" })
        {
            foreach (string kind in Kinds)
                cases.Add(cell, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_with_dense_newton(string cell, string kind)
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 4), (9, 11) })
        {
            Key key = new Key(11)["nonlinear"][kind][rows];
            double[] input = [.. Enumerable.Range(0, rows).Select(i => (2 * key["input"].Uniform(i)) - 0.5)];
            NonlinearCrossbar crossbar = new(Make(rows, columns, kind, key), Cell(cell));
            (double[] words, double[] bits, double[] outputs) = NonlinearOracle.Solve(crossbar.Crossbar, input, k => Laws(cell, crossbar.Crossbar.Conductances.Span[k]));
            CrossbarState<double> state = crossbar.Prepare(1e-11).Solve(input);
            state.Report.OrThrow();
            double scale = outputs.Max(Math.Abs);
            for (int k = 0; k < rows * columns; k++)
            {
                Assert.Equal(words[k], state.WordLines.Span[k], 1e-10);
                Assert.Equal(bits[k], state.BitLines.Span[k], 1e-10);
            }

            for (int j = 0; j < columns; j++)
                Assert.Equal(outputs[j], state.Outputs.Span[j], (1e-10 * Math.Abs(outputs[j])) + (1e-12 * scale));
        }
    }

    [Fact]
    public void Linear_cells_give_what_the_linear_crossbar_gives()
    {
        Key key = new(3);
        Crossbar crossbar = Make(33, 21, "plain", key);
        double[] inputs = [.. Enumerable.Range(0, 5 * 33).Select(i => key["inputs"].Normal(i))], linear = new double[5 * 21], general = new double[5 * 21];
        crossbar.Prepare(1e-12).Outputs(inputs, linear).OrThrow();
        new NonlinearCrossbar(crossbar, new LinearCell()).Prepare(1e-12).Outputs(inputs, general).OrThrow();
        for (int k = 0; k < linear.Length; k++)
            Assert.Equal(1, general[k] / linear[k], 1e-10);
    }

    [Fact]
    public void Kirchhoff_holds_at_every_node_and_what_goes_in_is_dissipated()
    {
        const int size = 60;
        Key key = new(5);
        Crossbar x = Make(size, size, "plain", key);
        double[] input = [.. Enumerable.Range(0, size).Select(i => key["input"].Uniform(i))];
        SinhCell cell = new() { Bend = 3 };
        CrossbarState<double> state = new NonlinearCrossbar(x, cell).Prepare().Solve(input);
        state.Report.OrThrow();
        (double[] u, double[] v) = (state.WordLines.ToArray(), state.BitLines.ToArray());
        double[] across = [.. u.Zip(v, (a, b) => a - b)], currents = new double[size * size], slopes = new double[size * size];
        cell.Currents(x.Conductances.Span, across, currents, slopes);
        double gw = 1 / x.WordLines.Segment.SI, gb = 1 / x.BitLines.Segment.SI, worst = 0, power = 0, lost = 0, greatest = 0;
        for (int i = 0; i < size; i++)
        {
            double sent = 0;
            for (int j = 0; j < size; j++)
            {
                int k = (i * size) + j;
                double into = gw * ((j == 0 ? input[i] : u[k - 1]) - u[k]), onward = j == size - 1 ? 0 : gw * (u[k] - u[k + 1]);
                double above = i == 0 ? 0 : gb * (v[k - size] - v[k]), below = gb * (v[k] - (i == size - 1 ? 0 : v[k + size]));
                worst = Math.Max(worst, Math.Max(Math.Abs(into - onward - currents[k]), Math.Abs(above + currents[k] - below)));
                lost += (currents[k] * across[k]) + (into * into / gw) + (below * below / gb);
                sent = j == 0 ? into : sent;
            }

            greatest = Math.Max(greatest, Math.Abs(sent));
            power += input[i] * sent;
        }

        output.WriteLine($"worst node {worst:e2} A of {greatest:e2} A ({worst / greatest:e1}), reported {state.Report.Residual}, power in {power} W, dissipated {lost} W, {state.Report.NewtonSteps} steps, {state.Report.Iterations} iterations");
        Assert.True(worst <= 1e-12 * greatest);
        Assert.Equal(1, lost / power, 1e-10);
    }

    [Theory]
    [InlineData("sinh")]
    [InlineData("steep sinh")]
    [InlineData("diode-selector")]
    public void Batches_have_the_same_bytes_on_any_number_of_threads_and_agree_with_single_solves(string cell)
    {
        Key key = new(8);
        const int rows = 19, columns = 12, count = 50;
        NonlinearCrossbar crossbar = new(Make(rows, columns, "shorts", key), Cell(cell));
        double[] inputs = [.. Enumerable.Range(0, count * rows).Select(i => (1.5 * key["inputs"].Uniform(i)) - 0.3)];
        int before = Workers.Count;
        try
        {
            byte[][] bytes = [.. new[] { 1, 2, 8, 2 }.Select(threads =>
            {
                Workers.Count = threads;
                PreparedNonlinearCrossbar prepared = crossbar.Prepare();
                double[] outputs = new double[count * columns];
                prepared.Outputs(inputs, outputs).OrThrow();
                prepared.Outputs(inputs, outputs).OrThrow(); // what an earlier batch left must not matter
                return MemoryMarshal.AsBytes(outputs.AsSpan()).ToArray();
            })];
            Assert.All(bytes, other => Assert.True(other.AsSpan().SequenceEqual(bytes[0])));
            ReadOnlySpan<double> first = MemoryMarshal.Cast<byte, double>(bytes[0]);
            for (int n = 0; n < count; n += 7)
            {
                CrossbarState<double> state = crossbar.Prepare(1e-11).Solve(inputs.AsMemory(n * rows, rows));
                double scale = state.Outputs.ToArray().Max(Math.Abs);
                for (int j = 0; j < columns; j++)
                    Assert.Equal(state.Outputs.Span[j], first[(n * columns) + j], (1e-9 * Math.Abs(state.Outputs.Span[j])) + (1e-14 * scale));
            }
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(200)]
    public void Very_steep_cells_are_solved_too(double bend)
    {
        // sinh(200 V · 0.5) carries 10⁴³ times the current of a straight line: the wires take nearly all the voltage.
        Key key = new(9);
        Crossbar crossbar = Make(24, 24, "plain", key);
        double[] input = [.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? -0.8 : 1)];
        CrossbarState<double> state = new NonlinearCrossbar(crossbar, new SinhCell { Bend = bend }).Prepare().Solve(input);
        output.WriteLine($"{state.Report}");
        state.Report.OrThrow();
        Assert.All(Enumerable.Range(0, 24 * 24), k =>
        {
            double own = state.Crossbar.Conductances.Span[k] / bend * Math.Sinh(bend * (state.WordLines.Span[k] - state.BitLines.Span[k]));
            Assert.Equal(own, state.Cells.Span[k], 1e-9 * state.Outputs.ToArray().Max(Math.Abs));
        });
    }

    [Fact]
    public void Without_inputs_nothing_flows()
    {
        CrossbarState<double> state = new NonlinearCrossbar(Make(6, 5, "plain", new(1)), new DiodeSelectorCell()).Prepare().Solve(new double[6]);
        Assert.True(state.Report.Solved);
        Assert.All(state.Outputs.ToArray(), i => Assert.Equal(0, i));
    }

    [Fact]
    public void What_cannot_be_balanced_is_reported_not_returned_as_solved()
    {
        // Above 0.3 V its current is at once twice as large: no voltage gives the currents between, which is what the wires would need.
        NonlinearCrossbar crossbar = new(Make(4, 4, "weak wires", new(2)), new Jumping());
        SolveReport report = crossbar.Prepare().Solve(new[] { 0.9, 1.3, -1.1, 0.7 }).Report;
        Assert.False(report.Solved);
        Assert.NotEqual("", report.Advice, StringComparer.Ordinal);
        Assert.Throws<InvalidOperationException>(() => report.OrThrow());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        NonlinearCrossbar crossbar = new(Make(4, 3, "plain", new(2)), new SinhCell());
        Assert.Throws<ArgumentOutOfRangeException>(() => crossbar.Prepare(1e-13));
        Assert.Throws<ArgumentException>(() => crossbar.Prepare().Solve(new double[3]));
        Assert.Throws<ArgumentException>(() => crossbar.Prepare().Outputs(new double[8], new double[7]));
        SolveReport few = new(SolveStatus.Solved, 1, default, 0) { NewtonSteps = 2 }, more = new(SolveStatus.Solved, 1, default, 0) { NewtonSteps = 3 };
        Assert.Equal((3, 3), (few.OrWorse(more).NewtonSteps, more.OrWorse(few).NewtonSteps));
        Assert.Throws<ArgumentNullException>(() => new NonlinearCrossbar(crossbar.Crossbar, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => crossbar.Prepare().Solve(new[] { 1, double.NaN, 0, 0 }));
    }

    private static ICellCurrent Cell(string name) => name switch
    {
        "linear" => new LinearCell(),
        "sinh" => new SinhCell { Bend = 2 },
        "steep sinh" => new SinhCell { Bend = 9 },
        "polynomial" => new PolynomialCell(3, 0, 0.5, 0, 0.1),
        "skew polynomial" => new PolynomialCell(3, 0.3, 0.5),
        "diode-selector" => new DiodeSelectorCell { Saturation = 0.01 * uA, Slope = 0.05 * V },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static NonlinearOracle.Law[] Laws(string name, double g)
    {
        if (double.IsPositiveInfinity(g))
            return [];
        NonlinearOracle.Law resistor = new(v => (g * v, g));
        if (name == "linear")
            return [resistor];
        return name switch
        {
            "sinh" => [new(v => (g / 2 * Math.Sinh(2 * v), g * Math.Cosh(2 * v)))],
            "steep sinh" => [new(v => (g / 9 * Math.Sinh(9 * v), g * Math.Cosh(9 * v)), 1.0 / 9)],
            "polynomial" => [new(v => (g * (v + (0.5 * v * v * v) + (0.1 * Math.Pow(v, 5))), g * (1 + (1.5 * v * v) + (0.5 * Math.Pow(v, 4)))))],
            "skew polynomial" => [new(v => (g * (v + (0.3 * v * v) + (0.5 * v * v * v)), g * (1 + (0.6 * v) + (1.5 * v * v))))],
            _ => [new(v => (1e-8 * (Math.Exp(v / 0.05) - 1), 1e-8 / 0.05 * Math.Exp(v / 0.05)), 0.05), resistor],
        };
    }

    private static Crossbar Make(int rows, int columns, string kind, Key key)
    {
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => Math.Pow(10, -6 + (2.5 * key["cells"].Uniform(k))))];
        double[] Some(string name, int lines, int nodes) => [.. Enumerable.Range(0, lines * (nodes + 1)).Select(k => key[name].Uniform(k) < 0.3 ? 0 : 9 * key[name].Uniform(k))];
        if (kind == "open cells")
            cells = [.. cells.Select((g, k) => key["open"].Uniform(k) < 0.4 ? 0 : g)];
        if (kind == "shorts")
            cells = [.. cells.Select((g, k) => k % (columns + 1) == 0 ? double.PositiveInfinity : g)];
        Crossbar x = new Crossbar(rows, columns, cells).WithSegments(3 * ohm, 5 * ohm);
        Wires w = x.WordLines, b = x.BitLines;
        return kind switch
        {
            "plain" or "open cells" or "shorts" => x,
            "weak wires" => x.WithSegments(2 * kohm, 1 * kohm),
            "tiny wires" => x.WithSegments(1e-4 * ohm, 1e-4 * ohm),
            "ideal word" => x.WithSegments(0 * ohm, 5 * ohm),
            "ideal bit" => x.WithSegments(3 * ohm, 0 * ohm) with { BitLines = new() { Far = LineEnd.Grounded(7 * ohm) } },
            "ideal" => x.WithSegments(0 * ohm, 0 * ohm),
            "both sides" => x with { WordLines = w with { Far = LineEnd.Driven(20 * ohm) } },
            "word far driven" => x with { WordLines = w with { Near = LineEnd.Open, Far = LineEnd.Driven() } },
            "bit both ends" => x with { BitLines = b with { Near = LineEnd.Grounded(30 * ohm) } },
            "open bit" => x with { BitLines = b with { Far = LineEnd.Open, Near = LineEnd.Grounded(1 * kohm) } },
            "terminals" => x with { WordLines = w with { Near = LineEnd.Driven(100 * ohm) }, BitLines = b with { Far = LineEnd.Grounded(200 * ohm) } },
            "access" => x with { Access = 2 * kohm },
            "some ideal segments" => x with { WordLines = w with { Segments = Some("w", rows, columns) }, BitLines = b with { Segments = Some("b", columns, rows) } },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private sealed record Jumping : ICellCurrent
    {
        public bool Odd => false;

        public void Currents(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> currents, Span<double> slopes)
        {
            for (int k = 0; k < voltages.Length; k++)
            {
                currents[k] = conductances[k] * voltages[k] * (voltages[k] > 0.3 ? 2 : 1);
                slopes[k] = conductances[k];
            }
        }

        public void Gains(ReadOnlySpan<double> conductances, ReadOnlySpan<double> voltages, Span<double> gains) => throw new NotSupportedException();
    }
}
