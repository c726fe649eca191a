using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>Arrays solved by ngspice, against our solver, against a dense solver for alternating current, and against Kirchhoff.</summary>
public sealed class NgspiceTests
{
    private const string Absent = "ngspice is not on PATH: apt-get install ngspice.";

    private static readonly bool Here = new Ngspice().Present;

    public static TheoryData<int, int, string> Cases()
    {
        TheoryData<int, int, string> cases = [];
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 7), (16, 16), (32, 32) })
        {
            foreach (string kind in CrossbarTests.Kinds)
                cases.Add(rows, columns, kind);
        }

        return cases;
    }

    // 1e-6 is asked; both are direct to about 1e-11, so 1e-9 leaves room for no fault.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_to_1e_9_of_the_largest(int rows, int columns, string kind)
    {
        Assert.SkipUnless(Here, Absent);
        Key key = new Key(11)["ngspice"][kind][rows];
        Verification verification = Verification.Of(new Netlist(CrossbarTests.Make(rows, columns, kind, key), CrossbarTests.Input(rows, key)));
        Assert.Equal(2 * rows * columns, verification.Nodes);
        Assert.InRange(verification.Largest.Relative, 0, 1e-9);
    }

    // Both are direct to about 1e-11; ngspice's own frequencies are taken, so that no rounding of them is seen.
    [Theory]
    [InlineData("plain")]
    [InlineData("access")]
    [InlineData("ends")]
    public void Every_node_agrees_under_alternating_current_at_every_frequency(string kind)
    {
        Assert.SkipUnless(Here, Absent);
        Key key = new Key(15)["ac"][kind];
        Crossbar x = Reactive(kind, key, coil: 10e-12, coupling: 0.3);
        Verification verification = Verification.Of(new Netlist(x, CrossbarTests.Input(6, key), SpiceAnalysis.Alternating(1 * MHz, 1 * GHz, 1)));
        Assert.Equal((4 * 2 * 6 * 5, 4), (verification.Nodes, verification.Points));
        Assert.InRange(verification.Largest.Relative, 0, 1e-9);
        Assert.NotEqual(0, verification.Node.Ours.Imaginary);
    }

    // Drivers of 3 kΩ charge about 0.1 pF: τ = 60 h. Our first step, of backward Euler, leaves (h/τ)² / 4 = 7e-5, ngspice 1e-6 a step; four times the step, 16 times of ours.
    [Theory]
    [InlineData("plain")]
    [InlineData("access")]
    [InlineData("ends")]
    public void Every_node_agrees_in_time_at_five_moments(string kind)
    {
        Assert.SkipUnless(Here, Absent);
        Key key = new Key(16)["tran"][kind];
        Crossbar x = Reactive(kind, key, coil: 0, coupling: 0);
        double[] input = CrossbarTests.Input(6, key);
        Verification fine = Verification.Of(new Netlist(x, input, SpiceAnalysis.Transient(0.02 * ns, 20 * ns)));
        Assert.Equal((5 * 2 * 6 * 5, 5), (fine.Nodes, fine.Points));
        Assert.InRange(fine.Largest.Relative, 0, 2e-4);
        Assert.EndsWith(" at 200 ps", fine.Largest.Where, StringComparison.Ordinal);
        Verification coarse = Verification.Of(new Netlist(x, input, SpiceAnalysis.Transient(0.08 * ns, 20 * ns)));
        TestContext.Current.SendDiagnosticMessage(fine + " " + coarse);
        Assert.InRange(coarse.Node.Relative / fine.Node.Relative, 8, 24);
    }

    [Fact]
    public void A_law_is_compared_under_direct_current_only()
    {
        Netlist netlist = new(new Crossbar(1, 1, new[] { 1e-3 }), new double[] { 1 }, SpiceAnalysis.Alternating(1 * MHz), new SinhCell());
        Assert.Contains("direct current only", Assert.Throws<ArgumentException>(() => Verification.Of(netlist)).Message, StringComparison.Ordinal);
    }

    private static Crossbar Reactive(string kind, Key key, double coil, double coupling)
    {
        double[] g = [.. Enumerable.Range(0, 30).Select(k => k is 3 or 11 ? 0 : 1e-4 * (0.1 + key["g"].Uniform(k)))];
        return new(6, 5, g)
        {
            Access = (kind == "access" ? 2000 : 0) * ohm,
            Capacitances = Enumerable.Range(0, 30).Select(k => 1e-14 * (1 + key["c"].Uniform(k))).ToArray(),
            WordLines = new() { Segment = 10 * ohm, SegmentInductance = new(coil), Stray = 20 * fF, Coupling = coupling * 10 * fF, Near = LineEnd.Driven(3 * kohm), Far = kind == "ends" ? LineEnd.Driven(1 * kohm) : LineEnd.Open },
            BitLines = new() { Segment = 5 * ohm, SegmentInductance = new(coil), Stray = 10 * fF, Coupling = coupling * 5 * fF, Near = kind == "ends" ? LineEnd.Grounded(400 * ohm) : LineEnd.Open, Far = LineEnd.Grounded(4 * kohm) },
        };
    }

    [Fact]
    public void Another_conductance_in_one_cell_is_seen_and_placed()
    {
        Assert.SkipUnless(Here, Absent);
        Key key = new Key(12);
        Crossbar right = CrossbarTests.Make(5, 7, "plain", key);
        double[] cells = right.Conductances.ToArray();
        cells[17] *= 1.001;
        Crossbar wrong = new Crossbar(5, 7, cells) { WordLines = right.WordLines, BitLines = right.BitLines };
        double[] input = CrossbarTests.Input(5, key);
        Netlist netlist = new(right, input);
        Verification verification = Verification.Compare(netlist, wrong.Prepare(1e-12).Solve(input), new Ngspice().Run(netlist));
        Assert.InRange(verification.Largest.Relative, 1e-6, 1e-2);
        Assert.Equal($"output of column {17 % 7}", verification.Output.Where);
    }

    // Nodes' currents are added up from the voltages that ngspice found, with the element's formula written here once more.
    [Theory]
    [InlineData(0)]
    [InlineData(3000)]
    public void Cells_of_any_law_are_solved_with_a_conductance_of_their_own(double access)
    {
        Assert.SkipUnless(Here, Absent);
        const int rows = 32, columns = 24;
        Key key = new Key(13)["sinh"];
        Crossbar x = CrossbarTests.Make(rows, columns, "plain", key) with { Access = access * ohm };
        double[] input = [.. Enumerable.Range(0, rows).Select(i => 2 * key["v"].Uniform(i))];
        Netlist netlist = new(x, input, cell: new Sinh());
        SpiceResult result = new Ngspice().Run(netlist);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double u = V(netlist.WordLine(i, j)), v = V(netlist.BitLine(i, j)), g = x.Conductances.Span[(i * columns) + j];
                double middle = access > 0 ? V($"x{i}_{j}.m") : u, cell = g * Sinh.Scale * Math.Sinh((middle - v) / Sinh.Scale);
                double word = ((u - (j == 0 ? input[i] : V(netlist.WordLine(i, j - 1)))) / 3) + (j == columns - 1 ? 0 : (u - V(netlist.WordLine(i, j + 1))) / 3);
                double bit = ((v - (i == rows - 1 ? 0 : V(netlist.BitLine(i + 1, j)))) / 5) + (i == 0 ? 0 : (v - V(netlist.BitLine(i - 1, j))) / 5);
                Assert.Equal(-cell, word, 1e-12);
                Assert.Equal(cell, bit, 1e-12);
                if (access > 0)
                    Assert.Equal(cell, (u - middle) / access, 1e-12);
            }
        }

        double V(string node) => result[$"v({node})"].Real;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public void Alternating_current_agrees_with_dense_nodal_analysis(double access)
    {
        Assert.SkipUnless(Here, Absent);
        const int rows = 4, columns = 5;
        const double frequency = 3e6;
        Key key = new Key(14)["ac"];
        double[] conductances = [.. Enumerable.Range(0, rows * columns).Select(k => k is 3 or 11 ? 0 : k == 7 ? double.PositiveInfinity : 1e-4 * (0.1 + key["g"].Uniform(k)))];
        double[] capacitances = [.. Enumerable.Range(0, rows * columns).Select(k => 1e-12 * (1 + key["c"].Uniform(k)))];
        Crossbar x = new(rows, columns, conductances)
        {
            Access = access * ohm,
            Capacitances = capacitances,
            WordLines = new() { Segment = 10 * ohm, SegmentInductance = new(20e-9), Stray = 2 * pF, Coupling = 0.5 * pF, Near = LineEnd.Driven(30 * ohm) },
            BitLines = new() { Segments = Enumerable.Range(0, columns * (rows + 1)).Select(k => k == 2 ? 0 : 5 + key["r"].Uniform(k)).ToArray(), SegmentInductance = new(10e-9), Stray = 1 * pF, Coupling = 0.2 * pF, Far = LineEnd.Grounded(40 * ohm) },
        };
        double[] input = CrossbarTests.Input(rows, key);
        Netlist netlist = new(x, input, SpiceAnalysis.Alternating(frequency * Hz));
        SpiceResult result = new Ngspice().Run(netlist);
        Complex[] expected = Dense(x, input, new Complex(0, 2 * Math.PI * frequency));
        for (int k = 0; k < rows * columns; k++)
        {
            Assert.InRange(Complex.Abs(expected[k] - result[$"v({netlist.WordLine(k / columns, k % columns)})"]), 0, 1e-11);
            Assert.InRange(Complex.Abs(expected[(rows * columns) + k] - result[$"v({netlist.BitLine(k / columns, k % columns)})"]), 0, 1e-11);
        }

        Assert.True(Math.Abs(expected[rows].Phase) > 0.01, "reactances are not seen at this frequency");
    }

    [Fact]
    public void A_step_charges_the_stray_capacitance_as_an_exponential()
    {
        Assert.SkipUnless(Here, Absent);

        // Driver and segment 1.5 kΩ to the word line's node of 2 pF; the bit line is held at 0 V by ideal wires through 3 kΩ of cell.
        Crossbar x = new(1, 1, new[] { 1 / 3e3 }) { WordLines = new() { Segment = 500 * ohm, Stray = 2 * pF, Near = LineEnd.Driven(1 * kohm) } };
        Netlist netlist = new(x, new double[] { 0.6 }, SpiceAnalysis.Transient(0.01 * ns, 10 * ns));
        SpiceResult result = new Ngspice().Run(netlist);
        const double tau = 1e3 * 2e-12; // 1.5 kΩ ∥ 3 kΩ
        Assert.True(result.Points > 100);
        for (int point = 0; point < result.Points; point++)
        {
            double expected = 0.4 * (1 - Math.Exp(-result["time", point].Real / tau));
            Assert.Equal(expected, result[$"v({netlist.WordLine(0, 0)})", point].Real, 1e-4);
        }
    }

    // What it wrote by then is cut anywhere.
    [Fact]
    public void An_ngspice_that_is_killed_is_said_to_have_been()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a matter of Unix.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mho-killed-");
        try
        {
            string program = Path.Combine(folder.FullName, "ngspice");
            File.WriteAllText(program, "#!/bin/sh\nprintf 'Title: cut\\nNo. Vari' > \"$4\"\nkill -TERM $$\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => new Ngspice { Program = program }.Run("a deck\n.end\n", TestContext.Current.CancellationToken));
            Assert.Contains("signal 15", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_program_that_is_not_there_is_refused_with_the_way_to_install_it()
    {
        Ngspice none = new() { Program = "no-such-ngspice" };
        Assert.False(none.Present);
        InputException exception = Assert.Throws<InputException>(() => none.Run(new Netlist(new Crossbar(1, 1, new[] { 1e-3 }), new double[] { 1 })));
        Assert.Contains("apt-get install ngspice", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ngspice_cannot_read_is_told_in_its_own_words()
    {
        Assert.SkipUnless(Here, Absent);
        Netlist netlist = new(new Crossbar(1, 1, new[] { 1e-3 }), new double[] { 1 }, cell: new Nonsense());
        Assert.Contains("ngspice found no solution", Assert.Throws<InvalidOperationException>(() => new Ngspice().Run(netlist)).Message, StringComparison.Ordinal);
    }

    private static Complex[] Dense(Crossbar x, double[] input, Complex s)
    {
        int cells = x.Rows * x.Columns, ground = 2 * cells;
        DenseNodalAnalysis<Complex> circuit = new(ground + 1 + x.Rows + cells);
        circuit.Hold(ground, 0);
        for (int i = 0; i < x.Rows; i++)
            circuit.Hold(ground + 1 + i, input[i]);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int k = 0; k < x.Columns; k++)
                circuit.Branch(k == 0 ? ground + 1 + i : (i * x.Columns) + k - 1, (i * x.Columns) + k, 1 / (10 + (k == 0 ? 30 : 0) + (s * 20e-9)));
        }

        for (int j = 0; j < x.Columns; j++)
        {
            for (int k = 1; k <= x.Rows; k++)
                circuit.Branch(cells + ((k - 1) * x.Columns) + j, k == x.Rows ? ground : cells + (k * x.Columns) + j, 1 / (x.BitLines.Segments.Span[(j * (x.Rows + 1)) + k] + (k == x.Rows ? 40 : 0) + (s * 10e-9)));
        }

        for (int k = 0; k < cells; k++)
        {
            int middle = ground + 1 + x.Rows + k;
            if (x.Access.SI > 0)
                circuit.Branch(k, middle, 1 / x.Access.SI);
            else
                circuit.Join(k, middle);
            if (double.IsPositiveInfinity(x.Conductances.Span[k]))
                circuit.Join(middle, cells + k);
            else
                circuit.Branch(middle, cells + k, x.Conductances.Span[k] + (s * x.Capacitances.Span[k]));
            circuit.Branch(k, ground, s * 2e-12);
            circuit.Branch(cells + k, ground, s * 1e-12);
            if (k + x.Columns < cells)
                circuit.Branch(k, k + x.Columns, s * 0.5e-12);
            if ((k + 1) % x.Columns != 0)
                circuit.Branch(cells + k, cells + k + 1, s * 0.2e-12);
        }

        return circuit.Solve();
    }

    private sealed class Sinh : ISpiceCell
    {
        public const double Scale = 0.25;

        public string Spice => $"B1 a b I={{G*{Scale}}}*sinh(V(a,b)/{Scale})";
    }

    private sealed class Nonsense : ISpiceCell
    {
        public string Spice => "B1 a b I={G}*no_such_function(V(a,b))";
    }
}
