using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Circuits.Netlists;

/// <summary>What a netlist says, without a program to read it.</summary>
public sealed class NetlistTests
{
    [Fact]
    public void The_text_of_a_small_array_is_as_a_person_would_write_it()
    {
        Crossbar x = new(2, 2, new[] { 1e-4, 0, double.PositiveInfinity, 2.5e-5 })
        {
            WordLines = new() { Segment = 2 * ohm, Near = LineEnd.Driven(50 * ohm) },
            BitLines = new() { Segments = new double[] { 1, 0, 3, double.PositiveInfinity, 6, 4 }, Far = LineEnd.Grounded() },
        };
        Assert.Equal(
            """
            Mho crossbar, 2 word lines x 2 bit lines, linear cells
            * in3 is the input of word line 3, w3_5 and b3_5 its node and that of bit line 5 at the cell where they cross; counted from 0.
            * Nodes that ideal conductors join have one name. i(vout5) is the current out of bit line 5 into its terminal, if it has one.
            .options reltol=1e-11 vntol=1e-14 abstol=1e-18 gmin=1e-20 itl1=1000 itl2=1000
            .subckt law a b g=1
            r1 a b {1/g}
            .ends
            vin0 in0 0 dc 0.5
            vin1 in1 0 dc -0.25
            vout0 out0 0 dc 0
            vout1 out1 0 dc 0
            rw0_0 in0 w0_0 52
            rw0_1 w0_0 w0_1 2
            rw1_0 in1 w1_0 52
            rw1_1 w1_0 w1_1 2
            rb2_0 w1_0 out0 3
            rb1_1 b0_1 b1_1 6
            rb2_1 b1_1 out1 4
            x0_0 w0_0 w1_0 law g=0.0001
            x1_1 w1_1 b1_1 law g=2.5e-05
            .op
            .end

            """.ReplaceLineEndings("\n"),
            new Netlist(x, new[] { 0.5, -0.25 }).ToString());
    }

    [Fact]
    public void Every_name_is_given_once_and_no_resistor_is_zero()
    {
        foreach (string kind in CrossbarTests.Kinds)
        {
            Key key = new Key(1)[kind];
            foreach (SpiceAnalysis analysis in new[] { SpiceAnalysis.OperatingPoint, SpiceAnalysis.Alternating(1 * MHz), SpiceAnalysis.Transient(1 * ns, 1 * us) })
            {
                Crossbar x = CrossbarTests.Make(9, 7, kind, key);
                x = x with
                {
                    Capacitances = Enumerable.Repeat(1e-15, 63).ToArray(),
                    WordLines = x.WordLines with { Stray = 1 * fF, Coupling = 1 * fF, SegmentInductance = new(1e-12) },
                };
                string[] lines = new Netlist(x, CrossbarTests.Input(9, key), analysis).ToString().Split('\n');
                string[] elements = [.. lines.Where(line => line.Length > 0 && "rclvx".Contains(line[0], StringComparison.Ordinal) && !line.Contains('{', StringComparison.Ordinal))];
                string[] names = [.. elements.Select(line => line.Split(' ')[0]).Where(name => name is not ("raccess" or "r1" or "c1"))];
                Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
                Assert.All(lines, line => Assert.True(line.Length < 200 && !line.Any(char.IsControl), line));
                Assert.DoesNotContain(elements, line => line[0] is 'r' or 'l' or 'c' && line.EndsWith(" 0", StringComparison.Ordinal));
                Assert.DoesNotContain(elements, line => line.Split(' ') is [_, string a, string b, ..] && a == b);
            }
        }
    }

    [Fact]
    public void A_circuit_without_an_answer_is_refused_before_anything_is_written()
    {
        Crossbar open = new(2, 2, new double[4]) { BitLines = new() { Segment = 1 * ohm } };
        Assert.Contains("floats", Assert.Throws<InvalidOperationException>(() => new Netlist(open, new double[2])).Message, StringComparison.Ordinal);
        Crossbar loop = new(2, 2, new[] { 1, 1, double.PositiveInfinity, 1 });
        Assert.Contains("row 1, column 0", Assert.Throws<InvalidOperationException>(() => new Netlist(loop, new double[2])).Message, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Netlist(new Crossbar(2, 1, new double[] { 1, 1 }), new[] { 0, double.NaN })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_of_another_number_or_below_zero_are_refused_by_line()
    {
        Crossbar x = new(2, 3, new double[] { 1, 1, 1, 1, 1, 1 });
        Assert.Contains("2 × 4", Assert.Throws<ArgumentException>(() => (x with { WordLines = x.WordLines with { Segments = new double[7] } }).Prepare()).Message, StringComparison.Ordinal);
        double[] ohms = [1, 1, 1, 1, 1, 1, -2, 1];
        Assert.Contains("line 1, segment 2: -2 ohm", Assert.Throws<ArgumentOutOfRangeException>(() => (x with { WordLines = x.WordLines with { Segments = ohms } }).Prepare()).Message, StringComparison.Ordinal);
        Assert.Contains("give 6", Assert.Throws<ArgumentException>(() => x with { Capacitances = new double[5] }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_to_no_number_is_infinite()
    {
        Assert.Equal(double.PositiveInfinity, new Difference("", double.NaN, 1, 1).Relative);
        Assert.Equal(double.PositiveInfinity, new Difference("", 1, double.NaN, 1).Relative);
        Assert.Equal(0, new Difference("", 0, 0, 0).Relative);
        Assert.Equal(0.5, new Difference("", 1, 2, 2).Relative);
    }

    [Fact]
    public void A_result_cut_or_changed_anywhere_is_read_or_refused()
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes("Title: t\nDate: d\nPlotname: Operating Point\nFlags: real\nNo. Variables: 2\nNo. Points: 1       \nVariables:\n\t0\tv(a)\tvoltage\n\t1\ti(V1)\tcurrent\nBinary:\n"), .. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(-2.0)];
        SpiceResult result = SpiceResult.Parse(whole, "x.raw");
        Assert.Equal((1.5, -2.0, 0.0), (result["v(a)"].Real, result["i(v1)"].Real, result["v(0)"].Real));
        Assert.Throws<ArgumentException>(() => result["v(b)"]);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InputException>(() => SpiceResult.Parse(whole.AsSpan(0, length), "x.raw"));
        Prop.ForAll<int, byte>((place, octet) =>
        {
            byte[] changed = [.. whole];
            changed[(int)((uint)place % (uint)changed.Length)] = octet;
            try
            {
                return SpiceResult.Parse(changed, "x.raw").Values.Length >= 0;
            }
            catch (InputException exception)
            {
                return !exception.Message.Contains('\n', StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();
    }
}
