using System.Text.Json.Nodes;
using Mho.Circuits.Netlists;
using Mho.Numerics;
using Mho.Tests.Circuits;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class CrossbarCommandTests : CrossbarFiles
{
    // One cell of 1/R between segments: I = V / (R + 1 + 2 + access + driver + sense), in either format.
    [Theory]
    [InlineData("npy")]
    [InlineData("csv")]
    public void Solve_writes_the_current_of_each_input_as_inputs_x_columns(string format)
    {
        string g = In("g." + format), v = In("v." + format), i = In("i." + format);
        MatrixFile.Write(g, new NpyArray(1, 1, new[] { 1e-3 }), "S");
        MatrixFile.Write(v, new NpyArray(1, 3, new[] { 1, 0.5, -1 }), "V");
        (int code, string output, string error) = Run("crossbar", "solve", "--conductances", g, "--inputs", v, "--word-wire", "1 ohm", "--bit-wire", "2 ohm", "--access", "100 ohm", "--driver", "10 ohm", "--sense", "20 ohm", "--out", i);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("3 inputs", output, StringComparison.Ordinal);
        NpyArray currents = MatrixFile.Read<Current>(i);
        Assert.Equal((3, 1), (currents.Rows, currents.Columns));
        Assert.All(new[] { 1, 0.5, -1 }.Zip(currents.Values.ToArray()), pair => Assert.Equal(pair.First / 1133, pair.Second, 1e-15));
    }

    // The problem and its sum are published beside the peers' times; an independent program and ngspice agree with it to 6e-13.
    [Fact]
    public void Solve_gives_the_reference_sum_of_64_x_64()
    {
        MatrixFile.Write(In("g.npy"), new NpyArray(64, 64, Stream(1, 4096).Select(u => 1 / (10e3 + (90e3 * u))).ToArray()), "S");
        MatrixFile.Write(In("v.npy"), new NpyArray(Stream(2, 64).ToArray()), "V");
        (int code, string output, _) = Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--out", In("i.npy"), "--json", "--heatmap", In("h.svg"));
        Assert.Equal(0, code);
        Assert.Equal(0.049227007057, (double)JsonNode.Parse(output)!["sumOfCurrents"]!, 1e-12);
        string drawing = File.ReadAllText(In("h.svg"));
        Assert.Contains("Cell currents", drawing, StringComparison.Ordinal);
        Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(drawing).Root!.Name.LocalName);
    }

    [Fact]
    public void Compensate_writes_targets_whose_array_solves_to_the_wished_currents()
    {
        double[] wished = [.. Stream(1, 32 * 24).Select(u => 2e-6 + (18e-6 * u))];
        MatrixFile.Write(In("wished.npy"), new NpyArray(32, 24, wished), "S");
        MatrixFile.Write(In("v.npy"), new NpyArray(32, 1, Enumerable.Repeat(1.0, 32).ToArray()), "V");
        (int code, string output, _) = Run("crossbar", "compensate", "--conductances", In("wished.npy"), "--wire", "5 ohm", "--least", "1 uS", "--greatest", "40 uS", "--out", In("targets.npy"), "--json");
        Assert.Equal(0, code);
        JsonNode summary = JsonNode.Parse(output)!;
        Assert.InRange((double)summary["error"]!, 1e-6, 1e-4); // what the solves vouch for and no less
        Assert.InRange((double)summary["errorBefore"]!, 0.01, 1);
        Assert.Equal(0, Run("crossbar", "solve", "--conductances", In("targets.npy"), "--inputs", In("v.npy"), "--wire", "5 ohm", "--out", In("i.npy")).Code);
        double[] currents = NpyArray.Read(In("i.npy")).Values.ToArray();
        for (int j = 0; j < 24; j++)
            Assert.Equal(1, currents[j] / Enumerable.Range(0, 32).Sum(i => wished[(i * 24) + j]), 1e-3);
    }

    [Fact]
    public void A_long_batch_shows_progress_and_gives_the_same_numbers()
    {
        double[] v = [.. Stream(2, 64 * 13000)];
        MatrixFile.Write(In("g.npy"), new NpyArray(64, 64, Stream(1, 4096).Select(u => 1 / (10e3 + (90e3 * u))).ToArray()), "S");
        MatrixFile.Write(In("long.npy"), new NpyArray(64, 13000, v), "V");
        MatrixFile.Write(In("one.npy"), new NpyArray(64, 1, Enumerable.Range(0, 64).Select(i => v[(i * 13000) + 12345]).ToArray()), "V");
        (int code, _, string error) = Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("long.npy"), "--wire", "1 ohm", "--out", In("i.npy"));
        Assert.Equal(0, code);
        Assert.Contains("13000 inputs", error, StringComparison.Ordinal);
        Assert.Equal(0, Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("one.npy"), "--wire", "1 ohm", "--out", In("j.npy")).Code);
        Assert.Equal(NpyArray.Read(In("j.npy")).Values.ToArray(), NpyArray.Read(In("i.npy")).Values.Slice(12345 * 64, 64).ToArray());
    }

    [Fact]
    public void An_array_that_nothing_drives_has_a_summary_too()
    {
        Small();
        new NpyArray(2, 1, new double[2]).Write(In("v.npy"));
        (int code, string output, string error) = Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--json");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(0, (double)JsonNode.Parse(output)!["relativeError"]!);
    }

    [Fact]
    public void A_drawing_never_takes_the_place_of_the_currents()
    {
        Small();
        (int code, _, string error) = Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--out", In("i.npy"), "--heatmap", In("i.npy"));
        Assert.Equal(2, code);
        Assert.Contains("is not named .svg", error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("i.npy")));
    }

    [Fact]
    public void Netlist_writes_what_the_library_writes()
    {
        Small();
        string written = Run("crossbar", "netlist", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--vector", "1").Output;
        Assert.Contains("vin1 in1 0 dc 4\n", written, StringComparison.Ordinal);
        Assert.EndsWith(".op\n.end\n", written, StringComparison.Ordinal);
        Assert.Equal(0, Run("crossbar", "netlist", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--vector", "1", "--out", In("a.cir")).Code);
        Assert.Equal(written, File.ReadAllText(In("a.cir")));
        string alternating = Run("crossbar", "netlist", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--stray", "1 fF", "--inductance", "1 pH", "--capacitances", In("g.npy"), "--frequency", "1 MHz").Output;
        Assert.Contains(".ac lin 1 1000000 1000000\n", alternating, StringComparison.Ordinal);
        Assert.Contains("cgw0_0 w0_0 0 1e-15\n", alternating, StringComparison.Ordinal);
        Assert.Matches(@"\n\.tran \S+ 1E-06 0 \S+ uic\n", Run("crossbar", "netlist", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--stray", "1 fF", "--stop", "1 us").Output);
    }

    [Fact]
    public void Verify_ends_with_1_only_when_the_tolerance_is_missed()
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        MatrixFile.Write(In("g.npy"), new NpyArray(16, 16, Stream(1, 256).Select(u => 1 / (10e3 + (90e3 * u))).ToArray()), "S");
        MatrixFile.Write(In("v.npy"), new NpyArray(16, 1, Stream(2, 16).ToArray()), "V");
        (int code, string output, string error) = Verify();
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("512 nodes and 16 outputs", output, StringComparison.Ordinal);
        Assert.Contains("agrees to 1E-6", output, StringComparison.Ordinal);

        // Rounding alone differs by more than 1e-17.
        (code, output, _) = Verify("--tolerance", "1e-17", "--json");
        Assert.Equal(1, code);
        Assert.False((bool)JsonNode.Parse(output)!["agrees"]!);

        (int Code, string Output, string Error) Verify(params string[] more) => Run(["crossbar", "verify", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", .. more]);
    }

    // One cell of I = G/b sinh(b V) between two segments of 1 Ω: the current written must balance.
    [Fact]
    public void A_law_of_the_cells_is_named_or_given_with_its_numbers()
    {
        MatrixFile.Write(In("g.npy"), new NpyArray(1, 1, new[] { 1e-3 }), "S");
        MatrixFile.Write(In("v.npy"), new NpyArray(1, 1, new[] { 1.5 }), "V");
        foreach ((string law, double bend) in new[] { ("sinh", 2.0), ("{\"model\": \"sinh\", \"bend\": 3}", 3.0) })
        {
            (int code, _, string error) = Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--cell", law, "--out", In("i.npy"));
            Assert.Equal((0, ""), (code, error));
            double current = NpyArray.Read(In("i.npy")).Values.Span[0];
            Assert.Equal(1e-3 / bend * Math.Sinh(bend * (1.5 - (2 * current))), current, 1e-8 * current);
        }

        string netlist = Run("crossbar", "netlist", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--wire", "1 ohm", "--cell", "sinh").Output;
        Assert.Contains("sinh(2*V(a,b))", netlist, StringComparison.Ordinal);
        Assert.Equal(2, Run("crossbar", "solve", "--conductances", In("g.npy"), "--inputs", In("v.npy"), "--cell", "sin\"h").Code);
    }

    private static IEnumerable<double> Stream(ulong stream, int count) => Enumerable.Range(1, count).Select(k => CommonNumbers.Uniform(stream, k));
}
