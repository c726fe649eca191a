using System.Numerics;
using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits;

/// <summary>Alternating current against closed forms, printed numbers and a dense complex solver.</summary>
public sealed class AlternatingCrossbarTests
{
    public static TheoryData<int, int, string, string> Cases()
    {
        TheoryData<int, int, string, string> cases = [];
        foreach ((int rows, int columns) in new[] { (1, 1), (1, 7), (9, 1), (3, 5), (8, 8), (11, 6) })
        {
            foreach (string kind in CrossbarTests.Kinds)
            {
                foreach (string reactance in new[] { "capacitances", "coils", "strays", "all", "coupled" })
                    cases.Add(rows, columns, kind, reactance);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_node_and_output_agrees_with_dense_nodal_analysis(int rows, int columns, string kind, string reactance)
    {
        Key key = new Key(8)["alternating"][kind][reactance][rows];
        AlternatingCrossbar array = Reactive(CrossbarTests.Make(rows, columns, kind, key), reactance, key).At(1 * MHz);
        AssertAgrees(array, Phasors(rows, key["phasors"]), 1e-9);
    }

    // T1 of the memimpedor specification: I = V / (2 R + 1/Y).
    [Fact]
    public void One_cell_is_its_impedance_and_two_segments()
    {
        Complex y = new(1e-4, 2 * Math.PI * 1e6 * 10e-12);
        Crossbar crossbar = new Crossbar(1, 1, new[] { 1e-4 }) { Capacitances = new[] { 10e-12 } }.WithSegments(10 * ohm, 10 * ohm);
        Complex[] outputs = new Complex[1];
        crossbar.At(1 * MHz).Prepare().Outputs(new[] { Complex.One }, outputs).OrThrow();
        AssertClose(1 / (20 + (1 / y)), outputs[0], 1e-12);
        AssertClose(new(9.98788840610e-05, 6.25811792060e-05), outputs[0], 1e-11);
    }

    // T2: printed to seven digits; the dense solver next to it agrees to 1e-9 in the theory above.
    [Theory]
    [InlineData(0, 0, 3.716815e-05, 7.283185e-05, 5.000000e-05, 6.256637e-05, 0)]
    [InlineData(1, 0, 3.716989e-05, 7.279329e-05, 4.998833e-05, 6.253720e-05, 4.349e-04)]
    [InlineData(10, 0, 3.718453e-05, 7.244745e-05, 4.988345e-05, 6.227579e-05, 4.334e-03)]
    [InlineData(100, 0, 3.723821e-05, 6.911252e-05, 4.884616e-05, 5.976715e-05, 4.191e-02)]
    [InlineData(10, 1, 3.720659e-05, 7.243182e-05, 4.990374e-05, 6.225700e-05, 4.510e-03)]
    public void Two_by_two_gives_the_printed_currents(double wire, double stray, double real0, double imaginary0, double real1, double imaginary1, double error)
    {
        Crossbar x = new Crossbar(2, 2, new[] { 1e-4, 5e-5, 2e-5, 1e-4 }) { Capacitances = new[] { 10e-12, 2e-12, 20e-12, 0 } }.WithSegments(wire * ohm, wire * ohm);
        x = x with { WordLines = x.WordLines with { Stray = stray * pF }, BitLines = x.BitLines with { Stray = stray * pF } };
        Complex[] input = [1, new(0, 0.5)], outputs = new Complex[2], ideal = new Complex[2];
        x.At(1 * MHz).Prepare(1e-12).Outputs(input, outputs).OrThrow();
        x.WithSegments(0 * ohm, 0 * ohm).At(1 * MHz).Prepare(1e-12).Outputs(input, ideal).OrThrow();
        foreach ((double printed, double found) in new[] { (real0, outputs[0].Real), (imaginary0, outputs[0].Imaginary), (real1, outputs[1].Real), (imaginary1, outputs[1].Imaginary) })
            Assert.InRange(found, printed - 0.5000001e-11, printed + 0.5000001e-11);
        Assert.InRange(Distance(outputs, ideal), error * (1 - 1.2e-4), error * (1 + 1.2e-4));
        AssertClose(AlternatingOracle.Solve(x.At(1 * MHz), input).Outputs, outputs, 1e-9);
    }

    // T3: one draw is not enough for the printed numbers, but the mean of twenty follows the rule 0.8 · Rw · mean|Y| · M N.
    [Fact]
    public void Errors_of_wires_grow_with_resistance_and_with_cells()
    {
        double small = Mean(8, 1, 0), large = Mean(8, 10, 0), more = Mean(12, 1, 0), stray = Mean(8, 1, 0.1);
        Assert.InRange(large / small, 9.7, 10.0);
        Assert.InRange(more / small, 2.0, 2.5);
        Assert.InRange(small / (0.8 * 1 * 75e-6 * 64), 0.8, 1.2);
        Assert.InRange(stray / small, 1.003, 1.009);

        static double Mean(int size, double wire, double stray) => Enumerable.Range(0, 20).Average(draw => ErrorOfWires(size, wire, stray, new Key(9)[draw]));
    }

    [Fact]
    public void Admittances_of_any_model_replace_those_of_the_array()
    {
        Key key = new(10);
        AlternatingCrossbar array = CrossbarTests.Make(6, 9, "plain", key).At(3 * MHz);
        Complex[] cells = [.. Enumerable.Range(0, 54).Select(k => k == 5 ? double.PositiveInfinity : k == 7 ? 0 : 1 / new Complex(1e4 * (1 + key["r"].Uniform(k)), 2e4 * (key["x"].Uniform(k) - 0.5)))];
        AssertAgrees(array with { Admittances = cells }, Phasors(6, key), 1e-9);
    }

    [Fact]
    public void The_effective_matrix_times_an_input_is_the_output_and_reciprocal()
    {
        Key key = new(11);
        Crossbar x = Reactive(CrossbarTests.Make(9, 7, "plain", key), "all", key);
        PreparedCrossbar<Complex> array = x.At(1 * MHz).Prepare(1e-12);
        Complex[] input = Phasors(9, key), outputs = new Complex[7], matrix = new Complex[63];
        array.Outputs(input, outputs).OrThrow();
        array.EffectiveMatrix(matrix).OrThrow();
        for (int j = 0; j < 7; j++)
            AssertClose(Enumerable.Range(0, 9).Aggregate(Complex.Zero, (sum, i) => sum + (input[i] * matrix[(i * 7) + j])), outputs[j], 1e-10);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("coupled")]
    public void Bytes_do_not_depend_on_threads_nor_on_other_inputs(string reactance)
    {
        Key key = new(12);
        AlternatingCrossbar array = Reactive(CrossbarTests.Make(17, 13, "plain", key), reactance, key).At(1 * MHz);
        Complex[] inputs = Phasors(17 * 9, key), together = new Complex[13 * 9];
        array.Prepare().Outputs(inputs, together).OrThrow();
        for (int n = 0; n < 9; n++)
        {
            Complex[] alone = new Complex[13];
            array.Prepare().Outputs(inputs.AsMemory(17 * n, 17), alone).OrThrow();
            Assert.Equal(alone, together[(13 * n)..(13 * (n + 1))]);
        }
    }

    // 1e-6 is asked; ngspice stops at 1e-11.
    [Theory]
    [InlineData("plain")]
    [InlineData("access")]
    [InlineData("open cells")]
    [InlineData("shorts")]
    [InlineData("differing")]
    [InlineData("both sides")]
    [InlineData("open bit")]
    [InlineData("coupled")]
    public void Sixteen_by_sixteen_agrees_with_ngspice_at_every_node(string kind)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        Key key = new Key(13)[kind];
        Crossbar x = Reactive(CrossbarTests.Make(16, 16, kind is "coupled" ? "terminals" : kind, key), kind is "coupled" ? kind : "all", key);
        double[] input = CrossbarTests.Input(16, key);
        CrossbarState<Complex> state = x.At(1 * MHz).Prepare(1e-12).Solve(Array.ConvertAll(input, volt => (Complex)volt));
        Netlist netlist = new(x, input, SpiceAnalysis.Alternating(1 * MHz));
        SpiceResult result = new Ngspice().Run(netlist);
        AssertClose(Each((i, j) => result[$"v({netlist.WordLine(i, j)})"]), state.WordLines.Span, 1e-9);
        AssertClose(Each((i, j) => result[$"v({netlist.BitLine(i, j)})"]), state.BitLines.Span, 1e-9, input.Max(Math.Abs));
        AssertClose([.. Enumerable.Range(0, 16).Select(j => result[netlist.Output(j)])], state.Outputs.Span, 1e-9);

        static Complex[] Each(Func<int, int, Complex> node) => [.. Enumerable.Range(0, 256).Select(k => node(k / 16, k % 16))];
    }

    // From coupling that is hardly seen to coupling that carries more than everything else.
    [Theory]
    [InlineData(0.01, "plain")]
    [InlineData(1, "plain")]
    [InlineData(100, "plain")]
    [InlineData(10000, "plain")]
    [InlineData(100, "open bit")]
    [InlineData(100, "ideal")]
    [InlineData(100, "shorts")]
    public void Coupling_of_any_strength_agrees_with_dense_nodal_analysis(double picofarad, string kind)
    {
        Key key = new Key(14)[kind];
        Crossbar x = Reactive(CrossbarTests.Make(8, 9, kind, key), "capacitances", key);
        x = x with { WordLines = x.WordLines with { Coupling = picofarad * pF }, BitLines = x.BitLines with { Coupling = picofarad * pF } };
        AssertAgrees(x.At(1 * MHz), Phasors(8, key), 1e-9);
    }

    [Fact]
    public void A_line_that_only_coupling_reaches_takes_its_voltage_from_its_neighbours()
    {
        Crossbar x = new Crossbar(3, 4, Enumerable.Repeat(1e-4, 12).ToArray()) { BitLines = new() { Segment = 1 * ohm, Coupling = 2 * pF } };
        x = x with { WordLines = x.WordLines with { Segment = 1 * ohm } };
        AssertAgrees(x.At(1 * MHz), [1, 2, 3], 1e-9);
        Crossbar open = new(3, 4, new double[12]) { WordLines = x.WordLines, BitLines = x.BitLines };
        Assert.Throws<InvalidOperationException>(() => open.At(1 * MHz).Prepare());
    }

    // A series circuit of coils and a capacitor: I = V / (R + 2 jωL + 1/jωC), at ω² = 1/(2 L C) limited by R alone.
    [Theory]
    [InlineData(10, true)]
    [InlineData(1e-3, true)]
    [InlineData(0, false)]
    public void A_resonance_is_solved_while_it_has_losses_and_reported_when_it_has_none(double loss, bool solved)
    {
        const double henry = 0.5e-6, farad = 1e-12;
        Frequency resonance = (1 / (2 * Math.PI * Math.Sqrt(2 * henry * farad))) * Hz;
        Crossbar x = new Crossbar(1, 1, new double[1])
        {
            Capacitances = new[] { farad },
            WordLines = new() { Near = LineEnd.Driven(loss * ohm), SegmentInductance = new(henry) },
            BitLines = new() { Far = LineEnd.Grounded(), SegmentInductance = new(henry) },
        };
        Complex[] outputs = new Complex[1];
        SolveReport report = x.At(resonance).Prepare().Outputs(new[] { Complex.One }, outputs);
        Assert.True(Complex.IsFinite(outputs[0]));
        Assert.Equal(solved ? SolveStatus.Solved : SolveStatus.Broken, report.Status);
        if (solved)
            AssertClose(1 / new Complex(loss, 0), outputs[0], 1e-9);
        else
            Assert.Contains("resonance", Assert.Throws<InvalidOperationException>(report.OrThrow).Message, StringComparison.Ordinal);
        report = x.At(1.001 * resonance).Prepare().Outputs(new[] { Complex.One }, outputs).OrThrow();
        double omega = 2 * Math.PI * 1.001 * resonance.SI;
        AssertClose(1 / new Complex(loss, (2 * omega * henry) - (1 / (omega * farad))), outputs[0], 1e-9);
    }

    // At ω² = 2/(L C) the two coils at the first node, seen side by side, cancel its capacitor: the circuit has an answer, but the elimination's first pivot
    // is nothing but rounding. A little beside it all digits are there again.
    [Fact]
    public void A_pivot_that_cancels_is_reported()
    {
        const double henry = 1e-6, farad = 1e-12;
        Crossbar x = new Crossbar(2, 2, new[] { 0, 1e-4, 1e-4, 1e-4 })
        {
            Capacitances = new[] { farad, 0, 0, 0 },
            WordLines = new() { Near = LineEnd.Driven(), SegmentInductance = new(henry) },
            BitLines = new() { Segment = 1 * ohm, Far = LineEnd.Grounded() },
        };
        Complex[] input = [1, 1], outputs = new Complex[2];
        Frequency cancelling = (Math.Sqrt(2) / (2 * Math.PI * Math.Sqrt(henry * farad))) * Hz;
        SolveReport report = x.At(cancelling).Prepare().Outputs(input, outputs);
        Assert.Equal(SolveStatus.Broken, report.Status);
        Assert.All(outputs, output => Assert.True(Complex.IsFinite(output)));
        AssertAgrees(x.At(1.0001 * cancelling), input, 1e-9);
    }

    [Fact]
    public void Capacitors_hold_what_would_float_at_rest()
    {
        Crossbar x = new Crossbar(3, 3, new double[9]) { Capacitances = Enumerable.Repeat(1e-12, 9).ToArray(), WordLines = new() { Segment = 1 * ohm, Near = LineEnd.Driven() }, BitLines = new() { Segment = 1 * ohm } };
        Assert.Throws<InvalidOperationException>(() => x.Prepare());
        AssertAgrees(x.At(1 * MHz), [1, 2, 3], 1e-9);
        Assert.Throws<InvalidOperationException>(() => (x with { Capacitances = default }).At(1 * MHz).Prepare());
        AssertAgrees((x with { Capacitances = default, BitLines = x.BitLines with { Stray = 1 * pF } }).At(1 * MHz), [1, 2, 3], 1e-9);
    }

    // Coupling joins neighbours in a row, not the end of one row to the beginning of the next.
    [Fact]
    public void Coupled_nodes_that_nothing_else_holds_float()
    {
        Crossbar x = new Crossbar(2, 2, new double[] { 1e-3, 1e-3, 0, 0 }).WithSegments(1 * ohm, 1 * ohm);
        x = x with { BitLines = x.BitLines with { Near = LineEnd.Grounded(), Far = LineEnd.Open, Coupling = new(1e-12), Segments = new[] { 1, double.PositiveInfinity, 1, 1, double.PositiveInfinity, 1 } } };
        Assert.Contains("bit line's node at row 1, column 0 floats", Assert.Throws<InvalidOperationException>(() => x.At(1 * MHz).Prepare()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misuse_is_refused_with_its_reason()
    {
        Crossbar x = new(1, 2, new[] { 1e-4, 1e-4 });
        Assert.Contains("more than 0 Hz", Assert.Throws<ArgumentOutOfRangeException>(() => x.At(0 * Hz)).Message, StringComparison.Ordinal);
        Assert.Contains("row 0, column 1", Assert.Throws<ArgumentOutOfRangeException>(() => x.At(1 * Hz) with { Admittances = new Complex[] { 1, double.NaN } }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.At(1 * Hz) with { Admittances = new Complex[3] });
        Assert.Contains("row 0, column 0", Assert.Throws<ArgumentOutOfRangeException>(() => x with { Capacitances = new[] { -1e-12, 0 } }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Wires { Stray = -1 * pF });
        Assert.Throws<ArgumentOutOfRangeException>(() => x.At(1 * Hz).Prepare(1));
    }

    internal static Crossbar Reactive(Crossbar x, string reactance, Key key)
    {
        double coil = reactance is "coils" or "all" ? 1 : 0, stray = reactance is "strays" or "all" or "coupled" ? 1 : 0, coupling = reactance is "coupled" ? 1 : 0;
        return x with
        {
            Capacitances = reactance is "strays" ? default : Enumerable.Range(0, x.Conductances.Length).Select(k => k % 6 == 3 ? 0 : 20e-12 * key["farad"].Uniform(k)).ToArray(),
            WordLines = x.WordLines with { SegmentInductance = coil * new Inductance(100e-9), Stray = stray * 2 * pF, Coupling = coupling * 5 * pF },
            BitLines = x.BitLines with { SegmentInductance = coil * new Inductance(300e-9), Stray = stray * 3 * pF, Coupling = coupling * 1 * pF },
        };
    }

    internal static Complex[] Phasors(int count, Key key) => [.. Enumerable.Range(0, count).Select(k => Complex.FromPolarCoordinates(key["size"].Uniform(k), 2 * Math.PI * key["phase"].Uniform(k)))];

    internal static void AssertAgrees(AlternatingCrossbar array, Complex[] input, double tolerance)
    {
        (Complex[] words, Complex[] bits, Complex[] outputs) = AlternatingOracle.Solve(array, input);
        CrossbarState<Complex> state = array.Prepare(0.01 * tolerance).Solve(input);
        state.Report.OrThrow();
        AssertClose(words, state.WordLines.Span, tolerance);
        AssertClose(bits, state.BitLines.Span, tolerance, words.Max(Complex.Abs));
        AssertClose(outputs, state.Outputs.Span, tolerance);
    }

    // Relative to the largest: small voltages of bit lines are differences of large ones to the dense solver too.
    internal static void AssertClose(ReadOnlySpan<Complex> expected, ReadOnlySpan<Complex> found, double tolerance, double scale = 0)
    {
        foreach (Complex value in expected)
            scale = Math.Max(scale, Complex.Abs(value));
        for (int k = 0; k < expected.Length; k++)
            Assert.True(Complex.Abs(expected[k] - found[k]) <= tolerance * scale, $"number {k}: {found[k]} instead of {expected[k]}");
    }

    private static void AssertClose(Complex expected, Complex found, double tolerance) => AssertClose([expected], [found], tolerance);

    private static double Distance(Complex[] a, Complex[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow(Complex.Abs(x - y), 2)).Sum() / b.Sum(y => Math.Pow(Complex.Abs(y), 2)));

    private static double ErrorOfWires(int size, double wire, double stray, Key key)
    {
        double[] conductances = [.. Enumerable.Range(0, size * size).Select(k => 1e-6 + (99e-6 * key["g"].Uniform(k)))], capacitances = [.. Enumerable.Range(0, size * size).Select(k => 16e-12 * key["c"].Uniform(k))];
        Crossbar ideal = new(size, size, conductances) { Capacitances = capacitances }, x = ideal.WithSegments(wire * ohm, wire * ohm);
        x = x with { WordLines = x.WordLines with { Stray = stray * pF }, BitLines = x.BitLines with { Stray = stray * pF } };
        Complex[] input = Phasors(size, key), outputs = new Complex[size], exact = new Complex[size];
        x.At(1 * MHz).Prepare(1e-10).Outputs(input, outputs).OrThrow();
        ideal.At(1 * MHz).Prepare(1e-10).Outputs(input, exact).OrThrow();
        return Distance(outputs, exact);
    }
}
