using System.Numerics;
using System.Runtime.InteropServices;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Gradients;
using Mho.Circuits.Ladders;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Gradients;

/// <summary>Adjoints against central differences of whole solves.</summary>
public sealed class DifferentiableCrossbarTests
{
    private const int Rows = 9, Columns = 7, Count = 3;

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (string cell in new[] { "linear", "sinh", "polynomial", "diode-selector" })
        {
            foreach (string kind in new[] { "plain", "weak wires", "both sides", "far grounded", "terminals", "open bit", "access", "ideal", "ideal bit", "open cells", "shorts", "differing" })
                cases.Add(cell, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_central_differences_to_a_millionth(string cell, string kind)
    {
        Key key = new Key(21)[cell][kind];
        (Crossbar crossbar, double[] g) = Make(kind, key);
        DifferentiableCrossbar circuit = new(new(crossbar, Cell(cell)), Count, 1e-12);
        double[] inputs = [.. Enumerable.Range(0, Count * Rows).Select(k => (1.5 * key["inputs"].Uniform(k)) - 0.4)], weights = [.. Enumerable.Range(0, Count * Columns).Select(k => key["loss"].Normal(k))];
        double[] toCells = new double[Rows * Columns], toInputs = new double[Count * Rows];
        Loss(g, inputs);
        circuit.Backward(weights, toCells, toInputs).OrThrow();
        for (int direction = 0; direction < 4; direction++)
        {
            Key along = key["direction"][direction];
            double[] cells = [.. g.Select((value, k) => double.IsPositiveInfinity(value) ? 0 : value == 0 ? 1e-8 : value * along["g"].Normal(k))];
            double[] volts = [.. inputs.Select((_, k) => along["v"].Normal(k))];

            // An open cell cannot go below 0 S, so those directions start a step above.
            double[] from = kind == "open cells" ? [.. g.Select((value, k) => value == 0 ? 1e-8 : value)] : g;
            Loss(from, inputs);
            circuit.Backward(weights, toCells, toInputs).OrThrow();
            Compare(toCells, cells, Difference(h => Loss(Moved(from, cells, h), inputs)));
            Compare(toInputs, volts, Difference(h => Loss(from, Moved(inputs, volts, h))));
        }

        double Loss(double[] conductances, double[] voltages)
        {
            double[] outputs = new double[Count * Columns];
            circuit.Forward(conductances, voltages, outputs).OrThrow();
            return outputs.Zip(weights, (output, weight) => output * weight).Sum();
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("sinh")]
    public void The_gradient_of_every_single_cell_is_its_difference_also_where_it_is_open(string cell)
    {
        Key key = new Key(22)[cell];
        (Crossbar crossbar, double[] g) = Make("open cells", key);
        DifferentiableCrossbar circuit = new(new(crossbar, Cell(cell)), 1, 1e-12);
        double[] input = [.. Enumerable.Range(0, Rows).Select(k => key["inputs"].Uniform(k))], weights = [.. Enumerable.Range(0, Columns).Select(k => key["loss"].Normal(k))], gradients = new double[Rows * Columns];
        Loss(g);
        circuit.Backward(weights, gradients, default).OrThrow();
        double scale = gradients.Max(Math.Abs);
        for (int k = 0; k < g.Length; k++)
        {
            // One-sided, of third order, so that an open cell need not conduct less than nothing.
            double h = 1e-7;
            double difference = ((-11 * Loss(With(k, 0))) + (18 * Loss(With(k, h))) - (9 * Loss(With(k, 2 * h))) + (2 * Loss(With(k, 3 * h)))) / (6 * h);
            Assert.Equal(difference, gradients[k], 1e-6 * scale);
        }

        double[] With(int k, double more)
        {
            double[] moved = [.. g];
            moved[k] += more;
            return moved;
        }

        double Loss(double[] conductances)
        {
            double[] outputs = new double[Columns];
            circuit.Forward(conductances, input, outputs).OrThrow();
            return outputs.Zip(weights, (output, weight) => output * weight).Sum();
        }
    }

    [Theory]
    [InlineData("linear", double.NaN)]
    [InlineData("sinh", double.NegativeInfinity)]
    public void A_loss_without_a_gradient_is_refused_by_input_and_column(string cell, double wrong)
    {
        (Crossbar crossbar, double[] g) = Make("plain", new Key(24));
        DifferentiableCrossbar circuit = new(new(crossbar, Cell(cell)), Count);
        double[] weights = [.. Enumerable.Repeat(1.0, Count * Columns)], toCells = new double[Rows * Columns];
        circuit.Forward(g, new double[Count * Rows], new double[Count * Columns]).OrThrow();
        weights[Columns + 2] = wrong;
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => circuit.Backward(weights, toCells, default)).Message;
        Assert.StartsWith($"output 1, column 2: a gradient of {wrong}; give finite ones", message, StringComparison.Ordinal);
        weights[Columns + 2] = 1;
        circuit.Backward(weights, toCells, default).OrThrow();
    }

    [Fact]
    public void A_complex_loss_without_a_gradient_is_refused_by_column()
    {
        AlternatingCrossbar array = new Crossbar(2, 3, Enumerable.Repeat(1e-3, 6).ToArray()).At(1 * kHz);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => AlternatingGradient.Of(array, new Complex[2], _ => new Complex[] { 1, new(0, double.NaN), 1 })).Message;
        Assert.StartsWith("output 0, column 1: a gradient of <0; NaN>; give finite ones", message, StringComparison.Ordinal);
    }

    // A node that is its driven terminal does not remember the current it takes: what such terminals take is what leaves by the word lines, also where proof is asked.
    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-13)]
    public void What_an_adjoint_takes_from_terminals_without_resistance_leaves_by_the_word_lines(double tolerance)
    {
        double[] near = [.. Enumerable.Repeat(1.0, Rows)], far = [.. Enumerable.Repeat(LadderLines<double>.Perfect, Columns)], cells = [.. Enumerable.Range(1, Rows * Columns).Select(k => 1e-4 * k)];
        ILadderSolver<double> ladder = LadderSolvers.Real(new() { Lines = Rows, Nodes = Columns, Segment = 1, Near = near }, new() { Lines = Columns, Nodes = Rows, Segment = 1, Far = far });
        ladder.Factor(cells);
        double[] gradients = [.. Enumerable.Range(1, Columns).Select(j => 1.0 / j)], taken = new double[Columns], words = new double[Rows * Columns], bits = new double[Rows * Columns], sent = new double[Rows * Columns];
        LadderDrive<double> drive = new() { BitFar = gradients };
        Assert.Equal(SolveStatus.Solved, ladder.Solve(drive, new(tolerance, 1000) { Proven = true }, taken).Status);
        ladder.State(drive, words, bits, sent);
        double left = Enumerable.Range(0, Rows).Sum(i => words[i * Columns]);
        Assert.Equal(-left, taken.Sum(), 100 * tolerance * left);
        for (int j = 0; j < Columns; j++)
            Assert.Equal(Enumerable.Range(0, Rows).Sum(i => sent[(i * Columns) + j]), taken[j], 100 * tolerance * left);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_adjoint_serves_complex_circuits(bool grounded)
    {
        // Currents are analytic functions of every admittance, so a complex difference along any direction gives the complex derivative.
        Key key = new(23);
        LadderLines<Complex> Lines(int lines, int nodes, Complex segment, bool near, bool far) => new()
        {
            Lines = lines,
            Nodes = nodes,
            Segment = segment,
            Near = near ? [.. Enumerable.Repeat(segment + 3, lines)] : null,
            Far = far ? [.. Enumerable.Repeat(segment + 5, lines)] : null,
            Shunt = new(1e-7, 2e-6),
        };
        LadderLines<Complex> word = Lines(Rows, Columns, new(2, 0.5), true, true), bit = Lines(Columns, Rows, new(1, 0.7), !grounded, grounded);
        ILadderSolver<Complex> ladder = LadderSolvers.Complex(word, bit);
        Complex Random(string name, int k, double size) => size * new Complex(key[name].Normal(k), key[name]["imaginary"].Normal(k));
        Complex[] cells = [.. Enumerable.Range(0, Rows * Columns).Select(k => new Complex(1e-4 * key["g"].Uniform(k), 1e-4 * key["b"].Normal(k)))], input = [.. Enumerable.Range(0, Rows).Select(k => Random("v", k, 1))];
        Complex[] weights = [.. Enumerable.Range(0, Columns).Select(k => Random("loss", k, 1))], direction = [.. cells.Select((y, k) => y * Random("direction", k, 1))], turn = [.. input.Select((_, k) => Random("turn", k, 1))];
        LadderAccuracy accuracy = new(1e-12, 1000);
        Complex[] words = new Complex[cells.Length], bits = new Complex[cells.Length], sent = new Complex[cells.Length];
        Loss(cells, input);
        ladder.State(new() { WordNear = input, WordFar = input }, words, bits, sent);
        LadderAdjoint<Complex> adjoint = new(Rows, Columns);
        Assert.Equal(SolveStatus.Solved, adjoint.Solve(ladder, weights, accuracy).Status);
        Complex[] toCells = new Complex[cells.Length], toInputs = new Complex[Rows];
        adjoint.AddCells([.. words.Zip(bits, (u, v) => u - v)], toCells);
        adjoint.Inputs(word, near: true, far: true, toInputs);
        Close(Dot(toCells, direction), Difference(h => Loss([.. cells.Zip(direction, (y, d) => y + (h * d))], input)));
        Close(Dot(toInputs, turn), Difference(h => Loss(cells, [.. input.Zip(turn, (v, d) => v + (h * d))])));

        Complex Loss(Complex[] admittances, Complex[] voltages)
        {
            Complex[] outputs = new Complex[Columns];
            ladder.Factor(admittances);
            Assert.Equal(SolveStatus.Solved, ladder.Solve(new() { WordNear = voltages, WordFar = voltages }, accuracy, outputs).Status);
            return Dot(outputs, weights);
        }

        static Complex Dot(Complex[] a, Complex[] b) => a.Zip(b, (x, y) => x * y).Aggregate(Complex.Zero, (sum, x) => sum + x);
        static Complex Difference(Func<double, Complex> f) => ((8 * (f(1e-3) - f(-1e-3))) - (f(2e-3) - f(-2e-3))) / 12e-3;
        static void Close(Complex expected, Complex found) => Assert.True(Complex.Abs(expected - found) <= 1e-7 * Complex.Abs(expected), $"{expected} and {found}");
    }

    [Theory]
    [InlineData("linear", 21)]
    [InlineData("sinh", 21)]
    [InlineData("sinh", 2)]
    public void Gradients_have_the_same_bytes_on_any_number_of_threads_and_add_up_over_inputs(string cell, int count)
    {
        Key key = new Key(24)[cell];
        (Crossbar crossbar, double[] g) = Make("plain", key);
        double[] inputs = [.. Enumerable.Range(0, count * Rows).Select(k => key["inputs"].Uniform(k))], weights = [.. Enumerable.Range(0, count * Columns).Select(k => key["loss"].Normal(k))];
        int before = Workers.Count;
        try
        {
            byte[][] results = [.. new[] { 1, 2, 8 }.Select(threads =>
            {
                Workers.Count = threads;
                DifferentiableCrossbar circuit = new(new(crossbar, Cell(cell)), count + 3);
                double[] outputs = new double[count * Columns], cells = new double[g.Length], volts = new double[count * Rows];
                circuit.Forward(g, inputs, outputs).OrThrow();
                circuit.Backward(weights, cells, volts).OrThrow();
                circuit.Forward(g, inputs, outputs).OrThrow();
                circuit.Backward(weights, cells, volts).OrThrow();
                return MemoryMarshal.AsBytes<double>((double[])[.. outputs, .. cells, .. volts]).ToArray();
            })];
            Assert.All(results, other => Assert.True(other.AsSpan().SequenceEqual(results[0])));
            double[] sum = new double[g.Length], one = new double[g.Length];
            DifferentiableCrossbar single = new(new(crossbar, Cell(cell)), 1);
            for (int n = 0; n < count; n++)
            {
                single.Forward(g, inputs.AsMemory(n * Rows, Rows), new double[Columns]).OrThrow();
                single.Backward(weights.AsMemory(n * Columns, Columns), one, default).OrThrow();
                for (int k = 0; k < sum.Length; k++)
                    sum[k] += one[k];
            }

            ReadOnlySpan<double> batch = MemoryMarshal.Cast<byte, double>(results[0]).Slice(count * Columns, g.Length);
            for (int k = 0; k < sum.Length; k++)
                Assert.Equal(sum[k], batch[k], 1e-8 * sum.Max(Math.Abs));
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Misuse_is_refused()
    {
        (Crossbar crossbar, double[] g) = Make("plain", new(1));
        DifferentiableCrossbar circuit = new(new(crossbar, new LinearCell()), 2);
        Assert.Throws<InvalidOperationException>(() => circuit.Backward(new double[Columns], default, default));
        Assert.Throws<ArgumentException>(() => circuit.Forward(g, new double[3 * Rows], new double[3 * Columns]));
        Assert.Throws<ArgumentException>(() => circuit.Forward(g, new double[Rows], new double[Columns + 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => circuit.Forward(g.Select(x => -x).ToArray(), new double[Rows], new double[Columns]));
        circuit.Forward(g, new double[Rows], new double[Columns]).OrThrow();
        Assert.Throws<ArgumentException>(() => circuit.Backward(new double[2 * Columns], default, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DifferentiableCrossbar(circuit.Crossbar, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DifferentiableCrossbar(circuit.Crossbar, 1, 0));
    }

    // Conductances come after the circuit: they may leave a node floating, or short two terminals, that those it was made with did not.
    [Fact]
    public void Conductances_that_leave_a_circuit_without_an_answer_are_refused_by_row_and_column()
    {
        Crossbar open = new Crossbar(3, 2, Enumerable.Repeat(1e-6, 6).ToArray()).WithSegments(1 * ohm, 1 * ohm);
        open = open with { BitLines = open.BitLines with { Far = LineEnd.Open } };
        Says(open, [0, 1e-6, 0, 1e-6, 0, 1e-6], "row 0, column 0 floats");
        Crossbar ideal = new(3, 2, Enumerable.Repeat(1e-6, 6).ToArray());
        Says(ideal, [1e-6, 1e-6, double.PositiveInfinity, 1e-6, 1e-6, 1e-6], "short at row 1, column 0 closes a loop");
        Says(ideal.WithSegments(0 * ohm, 1 * ohm), [1e-6, 1e-6, 1e-6, double.PositiveInfinity, 1e-6, 1e-6], "row 1, column 1: a short beside an ideal segment");

        static void Says(Crossbar crossbar, double[] conductances, string words) => Assert.Contains(
            words, Assert.Throws<InvalidOperationException>(() => new DifferentiableCrossbar(new(crossbar, new SinhCell()), 1).Forward(conductances, new double[3], new double[2])).Message, StringComparison.Ordinal);
    }

    private static void Compare(double[] gradients, double[] along, double difference)
    {
        double slope = gradients.Zip(along, (g, d) => g * d).Sum(), scale = Math.Sqrt(gradients.Zip(along, (g, d) => g * d * g * d).Sum());
        Assert.True(Math.Abs(slope - difference) <= 1e-6 * scale, $"the gradient says {slope}, differences {difference}, scale {scale}");
    }

    private static double Difference(Func<double, double> f)
    {
        const double h = 1e-3;
        return ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
    }

    private static double[] Moved(double[] x, double[] along, double h) => [.. x.Zip(along, (value, d) => value + (h * d))];

    private static ICellCurrent Cell(string name) => name switch
    {
        "linear" => new LinearCell(),
        "sinh" => new SinhCell { Bend = 3 },
        "polynomial" => new PolynomialCell(3, 0.3, 0.5),
        _ => new DiodeSelectorCell { Saturation = 0.01 * uA, Slope = 0.1 * V },
    };

    private static (Crossbar Crossbar, double[] Conductances) Make(string kind, Key key)
    {
        double[] g = [.. Enumerable.Range(0, Rows * Columns).Select(k => Math.Pow(10, -5.5 + (1.5 * key["cells"].Uniform(k))))];
        if (kind == "open cells")
            g = [.. g.Select((value, k) => k % 4 == 1 ? 0 : value)];
        if (kind == "shorts")
            g = [.. g.Select((value, k) => k % (Columns + 1) == 0 ? double.PositiveInfinity : value)];
        Crossbar x = new Crossbar(Rows, Columns, g).WithSegments(13 * ohm, 25 * ohm);
        Wires w = x.WordLines, b = x.BitLines;
        double[] Segments(string name, int lines, int nodes) => [.. Enumerable.Range(0, lines * (nodes + 1)).Select(k => 40 * key[name].Uniform(k))];
        return (kind switch
        {
            "plain" or "open cells" or "shorts" => x,
            "weak wires" => x.WithSegments(2 * kohm, 1 * kohm),
            "both sides" => x with { WordLines = w with { Far = LineEnd.Driven(20 * ohm) } },
            "far grounded" => x with { WordLines = w with { Far = LineEnd.Grounded(1 * kohm) }, BitLines = b with { Near = LineEnd.Grounded(300 * ohm) } },
            "terminals" => x with { WordLines = w with { Near = LineEnd.Driven(100 * ohm) }, BitLines = b with { Far = LineEnd.Grounded(200 * ohm) } },
            "open bit" => x with { BitLines = b with { Far = LineEnd.Open, Near = LineEnd.Grounded(1 * kohm) } },
            "access" => x with { Access = 20 * kohm },
            "ideal" => x.WithSegments(0 * ohm, 0 * ohm),
            "ideal bit" => x.WithSegments(13 * ohm, 0 * ohm) with { BitLines = new() { Far = LineEnd.Grounded(70 * ohm) } },
            "differing" => x with { WordLines = w with { Segments = Segments("w", Rows, Columns) }, BitLines = b with { Segments = Segments("b", Columns, Rows) } },
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        }, g);
    }
}
