using Mho.Circuits;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Linear crossbars against closed forms and a dense solver that knows nothing of their structure.</summary>
public sealed class CrossbarTests
{
    internal static readonly string[] Kinds =
    [
        "plain", "strong wires", "weak wires", "differing", "broken", "ideal word", "ideal bit", "ideal", "both sides", "word grounded", "word far driven", "bit both ends", "open bit", "terminals",
        "open cells", "shorts", "shorts on ideal bit lines", "access", "ideal ground", "some ideal segments", "tiny wires",
    ];

    public static TheoryData<int, int, string> Cases()
    {
        TheoryData<int, int, string> cases = [];
        foreach ((int rows, int columns) in new[] { (1, 1), (1, 7), (9, 1), (3, 5), (8, 8), (11, 6), (17, 13) })
        {
            foreach (string kind in Kinds)
                cases.Add(rows, columns, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_with_dense_nodal_analysis(int rows, int columns, string kind)
    {
        Key key = new Key(7)["crossbar"][kind][rows];
        double[] input = Input(rows, key);
        Crossbar crossbar = Make(rows, columns, kind, key);
        (double[] words, double[] bits, double[] outputs) = CrossbarOracle.Solve(crossbar, input);
        CrossbarState<double> state = crossbar.Prepare(1e-12).Solve(input);
        state.Report.OrThrow();
        double scale = outputs.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, rows * columns), k =>
        {
            Assert.Equal(words[k], state.WordLines.Span[k], 1e-9);
            Assert.Equal(bits[k], state.BitLines.Span[k], 1e-9);
        });
        Assert.All(Enumerable.Range(0, columns), j => Assert.Equal(outputs[j], state.Outputs.Span[j], (1e-9 * Math.Abs(outputs[j])) + (1e-12 * scale)));
    }

    // Weak drivers, shorts and nearly ideal word lines join bit lines to one another: outputs stand still for some iterations before they move together.
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Outputs_that_stand_still_for_an_iteration_are_not_taken_for_solved(double resistive)
    {
        for (int k = 0; k < 100; k++)
        {
            Key key = new Key(9)["joined"][k];
            int size = 4 + (k % 5);
            double[] cells = [.. Enumerable.Range(0, size * size).Select(c => key["kind"].Uniform(c) switch { < 0.65 => 0, < 0.8 => double.PositiveInfinity, _ => Math.Pow(10, -6 + (3 * key["cells"].Uniform(c))) })];
            double[] segments = [.. Enumerable.Range(0, size * (size + 1)).Select(c => key["segments"].Uniform(c) < resistive ? 1e-3 : 0)];
            Crossbar crossbar = new(size, size, cells)
            {
                WordLines = new() { Segment = 1e-5 * ohm, Near = LineEnd.Driven(20 * kohm) },
                BitLines = new() { Segments = segments, Far = LineEnd.Grounded(3 * ohm) },
            };
            double[] input = [.. Enumerable.Range(0, size).Select(i => key["input"].Uniform(i))], expected = CrossbarOracle.Solve(crossbar, input).Outputs;
            CrossbarState<double> state = crossbar.Prepare(1e-5).Solve(input);
            state.Report.OrThrow();
            double floor = 1e-3 * expected.Max();
            Assert.All(expected.Zip(state.Outputs.ToArray()), pair => Assert.Equal(0, (pair.First - pair.Second) / Math.Max(pair.First, floor), 1e-5));
        }
    }

    [Fact]
    public void Nothing_driven_is_solved_without_error()
    {
        SolveReport report = new Crossbar(2, 3, Enumerable.Repeat(1e-3, 6).ToArray()).WithSegments(1 * ohm, 1 * ohm).Prepare().Outputs(new double[2], new double[3]);
        Assert.Equal((SolveStatus.Solved, 0.0), (report.Status, report.Error));
    }

    internal static double[] Input(int rows, Key key) => [.. Enumerable.Range(0, rows).Select(i => (2 * key["input"].Uniform(i)) - 0.5)];

    internal static Crossbar Make(int rows, int columns, string kind, Key key)
    {
        double[] cells = [.. Enumerable.Range(0, rows * columns).Select(k => Math.Pow(10, -6 + (3 * key["cells"].Uniform(k))))];
        double[] Segments(string name, int lines, int nodes, Func<double, double> of) => [.. Enumerable.Range(0, lines * (nodes + 1)).Select(k => of(key[name].Uniform(k)))];
        Crossbar x = new Crossbar(rows, columns, cells).WithSegments(3 * ohm, 5 * ohm);
        Wires w = x.WordLines, b = x.BitLines;
        return kind switch
        {
            "plain" => x,
            "strong wires" => x.WithSegments(0.01 * ohm, 0.02 * ohm),
            "tiny wires" => x.WithSegments(1e-6 * ohm, 1e-6 * ohm),
            "weak wires" => x.WithSegments(2 * kohm, 1 * kohm),
            "differing" => x with { WordLines = w with { Segments = Segments("w", rows, columns, u => 10 * u) }, BitLines = b with { Segments = Segments("b", columns, rows, u => 20 * u) } },
            "broken" => x with { WordLines = w with { Segments = Segments("w", rows, columns, u => u < 0.05 ? double.PositiveInfinity : 10 * u), Far = LineEnd.Grounded(1 * Mohm) } },
            "some ideal segments" => x with { WordLines = w with { Segments = Segments("w", rows, columns, u => u < 0.3 ? 0 : 10 * u) }, BitLines = b with { Segments = Segments("b", columns, rows, u => u < 0.3 ? 0 : 10 * u) } },
            "ideal word" => x.WithSegments(0 * ohm, 5 * ohm),
            "ideal bit" => x.WithSegments(3 * ohm, 0 * ohm) with { BitLines = new() { Far = LineEnd.Grounded(7 * ohm) } },
            "ideal" => x.WithSegments(0 * ohm, 0 * ohm),
            "ideal ground" => x with { BitLines = b with { Segments = Grounded(Segments("b", columns, rows, u => 10 * u), columns, rows) } },
            "both sides" => x with { WordLines = w with { Far = LineEnd.Driven(20 * ohm) } },
            "word grounded" => x with { WordLines = w with { Far = LineEnd.Grounded(2 * kohm) } },
            "word far driven" => x with { WordLines = w with { Near = LineEnd.Open, Far = LineEnd.Driven() } },
            "bit both ends" => x with { BitLines = b with { Near = LineEnd.Grounded(30 * ohm) } },
            "open bit" => x with { BitLines = b with { Far = LineEnd.Open } },
            "terminals" => x with { WordLines = w with { Near = LineEnd.Driven(100 * ohm) }, BitLines = b with { Far = LineEnd.Grounded(200 * ohm) } },
            "open cells" => With(x, k => key["open"].Uniform(k) < 0.5 ? 0 : cells[k]),
            "shorts" => With(x, k => key["short"].Uniform(k) < 0.1 ? double.PositiveInfinity : cells[k]),
            "shorts on ideal bit lines" => With(x.WithSegments(3 * ohm, 0 * ohm) with { BitLines = new() { Far = LineEnd.Grounded(7 * ohm) } }, k => k % (columns + 2) == 0 && k / columns < 1 ? double.PositiveInfinity : cells[k]),
            "access" => With(x, k => k % 5 == 0 ? double.PositiveInfinity : cells[k]) with { Access = 2 * kohm },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static double[] Grounded(double[] segments, int lines, int nodes)
    {
        for (int line = 0; line < lines; line++)
            segments[(line * (nodes + 1)) + nodes] = 0;
        return segments;
    }

    private static Crossbar With(Crossbar x, Func<int, double> cell) =>
        new(x.Rows, x.Columns, Enumerable.Range(0, x.Rows * x.Columns).Select(cell).ToArray()) { WordLines = x.WordLines, BitLines = x.BitLines };
}
