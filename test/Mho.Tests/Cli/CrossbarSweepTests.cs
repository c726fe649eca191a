using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class CrossbarSweepTests : CrossbarFiles
{
    // One cell between two segments: I = V / (2 (R + jωL) + 1/(G + jωC)).
    [Theory]
    [InlineData("log", "scalar")]
    [InlineData("linear", "file")]
    public void One_cell_gives_its_impedance_at_every_frequency(string spacing, string capacitances)
    {
        new NpyArray(1, 1, new[] { 1e-4 }).Write(In("g.npy"));
        new NpyArray(1, 2, new[] { 9, 0.5 }).Write(In("v.npy"));
        new NpyArray(1, 1, new[] { 10e-12 }).Write(In("c.npy"));
        (int code, string output, string error) = On("sweep", "--wire", "10 ohm", "--inductance", "5 nH", "--capacitances", capacitances == "file" ? In("c.npy") : "10 pF", "--vector", "1", "--from", "1 MHz", "--to", "100 MHz", "--points", "5", "--spacing", spacing, "--out", In("r.csv"), "--json");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal((5, 0), ((int)JsonNode.Parse(output)!["frequencies"]!, (int)JsonNode.Parse(output)!["unsolved"]!));
        CsvTable table = CsvTable.Read(In("r.csv"));
        Assert.Equal(["frequency_Hz", "column", "re_A", "im_A", "magnitude_A", "phase_deg"], table.Header);
        double[] hertz = table.InSI<Frequency>("frequency"), re = table.InSI<Current>("re"), im = table.InSI<Current>("im"), size = table.InSI<Current>("magnitude"), phase = table.Column("phase_deg");
        for (int k = 0; k < 5; k++)
        {
            Assert.Equal(spacing == "log" ? 1e6 * Math.Pow(10, k / 2.0) : 1e6 + (k * 99e6 / 4), hertz[k], 1);
            Complex s = new(0, 2 * Math.PI * hertz[k]), expected = 0.5 / ((2 * (10 + (s * 5e-9))) + (1 / (1e-4 + (s * 10e-12))));
            Assert.InRange(Complex.Abs(expected - new Complex(re[k], im[k])), 0, 1e-11 * Complex.Abs(expected));
            Assert.Equal((Complex.Abs(expected), expected.Phase * 180 / Math.PI), (size[k], phase[k]), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-11 * a.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
        }
    }

    [Fact]
    public void The_drawing_has_a_line_for_each_column_asked_for()
    {
        Small();
        (int code, _, string error) = On("sweep", "--wire", "1 ohm", "--stray", "1 pF", "--from", "1 kHz", "--to", "1 GHz", "--columns", "0,2", "--plot", In("r.svg"));
        Assert.Equal((0, ""), (code, error));
        XElement drawing = XElement.Parse(File.ReadAllText(In("r.svg")));
        Assert.Contains("column 0", drawing.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("column 1", drawing.Value, StringComparison.Ordinal);
        Assert.Contains("column 2", drawing.Value, StringComparison.Ordinal);
        Assert.Equal(4, drawing.Descendants().Count(element => ((string?)element.Attribute("points") ?? (string?)element.Attribute("d") ?? "").Split(' ').Length > 40));
        On("sweep", "--from", "1 kHz", "--to", "1 GHz", "--plot", In("r.svg"));
        Assert.Contains("column 1", File.ReadAllText(In("r.svg")), StringComparison.Ordinal);
    }

    // Two coils of 1 H without resistance and a capacitor of 1 F resonate at 1 / (2π √2) Hz, where the circuit has no answer.
    [Fact]
    public void A_resonance_without_losses_is_told_and_nothing_is_written_unless_asked()
    {
        new NpyArray(1, 1, new[] { 0.0 }).Write(In("g.npy"));
        new NpyArray(1, 1, new[] { 1.0 }).Write(In("v.npy"));
        double resonance = 1 / (2 * Math.PI * Math.Sqrt(2));
        string[] options = ["--capacitances", "1 F", "--inductance", "1 H", "--from", string.Create(CultureInfo.InvariantCulture, $"{resonance:R} Hz"), "--to", "1 Hz", "--points", "3", "--out", In("r.csv"), "--plot", In("r.svg")];
        (int code, string output, string error) = On("sweep", options);
        Assert.Equal(2, code);
        Assert.Contains("NOT SOLVED at 1 of 3 frequencies", output, StringComparison.Ordinal);
        Assert.Contains("not solved at 1 of 3 frequencies, first at 112.5", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["g.npy", "v.npy"], Files);
        Assert.Equal(2, On("sweep", [.. options, "--keep-unsolved"]).Code);
        Assert.Equal(["g.npy", "r.csv", "r.svg", "v.npy"], Files);
        Assert.StartsWith("# 112.5", File.ReadAllLines(In("r.csv"))[1], StringComparison.Ordinal);
        Assert.Equal(3, CsvTable.Read(In("r.csv")).Rows);
    }

    // Solved in batches, with progress; a sweep of one frequency is solved at once.
    [Fact]
    public void A_long_sweep_gives_the_same_numbers()
    {
        double[] g = [.. Enumerable.Range(0, 64 * 64).Select(k => 1e-5 * (1 + (k % 7)))];
        new NpyArray(64, 64, g).Write(In("g.npy"));
        new NpyArray(64, 1, Enumerable.Range(0, 64).Select(k => 0.01 * k).ToArray()).Write(In("v.npy"));
        (int code, _, string error) = On("sweep", "--wire", "1 ohm", "--stray", "1 fF", "--from", "1 MHz", "--to", "1 GHz", "--points", "500", "--out", In("r.csv"));
        Assert.Equal(0, code);
        Assert.Contains("500 frequencies", error, StringComparison.Ordinal);
        Assert.Equal(0, On("sweep", "--wire", "1 ohm", "--stray", "1 fF", "--from", "1 GHz", "--to", "1 GHz", "--points", "1", "--out", In("one.csv")).Code);
        Assert.Equal(File.ReadAllLines(In("one.csv"))[1..], File.ReadAllLines(In("r.csv"))[^64..]);
    }
}
