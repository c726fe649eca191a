using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Netlists;
using Mho.Experiments.Binding;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Cli;

/// <summary>Wires, ends and cells as options say them.</summary>
public sealed class CrossbarWiresTests : CrossbarFiles
{
    // A series of 1 kΩ and what is around it, seen from both ends of the word line.
    [Theory]
    [InlineData(1.0 / (1000 + (110.0 * 210 / 320)), "--word-near", "driven 100 ohm", "--word-far", "driven 200 ohm")]
    [InlineData(1.0 / (1000 + (60.0 / 2)), "--driver", "50 ohm", "--word-far", "driven")]
    [InlineData(1.0 / 1260, "--word-near", "open", "--word-far", "driven 250 ohm")]
    [InlineData((1.0 / 2) / (1000 + 5), "--word-far", "grounded")]
    [InlineData(1.0 / 1310, "--bit-far", "grounded 300 ohm")]
    [InlineData(1.0 / 1060, "--sense", "50 ohm")]
    [InlineData((1.0 / 2) / (1010 + 15), "--bit-near", "grounded 30 ohm", "--bit-far", "grounded 30 ohm")]
    public void Ends_are_what_they_are_said_to_be(double expected, params string[] ends)
    {
        new NpyArray(1, 1, new[] { 1e-3 }).Write(In("g.npy"));
        new NpyArray(1, 1, new[] { 1.0 }).Write(In("v.npy"));
        (int code, _, string error) = On("solve", ["--word-wire", "10 ohm", "--out", In("i.csv"), .. ends]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(expected, MatrixFile.Read<Current>(In("i.csv")).Values.Span[0], 1e-12);
    }

    // Through 1 kΩ to an open end nothing flows: the whole voltage is there, and is told as one.
    [Fact]
    public void An_open_end_of_bit_lines_gives_voltages()
    {
        new NpyArray(1, 1, new[] { 1e-3 }).Write(In("g.npy"));
        new NpyArray(1, 1, new[] { 0.75 }).Write(In("v.npy"));
        (int code, string output, _) = On("solve", "--wire", "1 ohm", "--bit-far", "open", "--bit-near", "grounded 1 kohm", "--out", In("i.csv"));
        Assert.Equal(0, code);
        Assert.Matches(@"largest voltage +0\.37\d+ V", output);
        Assert.Equal(0.75 * 1001 / 2002, MatrixFile.Read<Voltage>(In("i.csv")).Values.Span[0], 1e-12);
    }

    [Fact]
    public void Segments_of_files_are_those_of_the_library()
    {
        Small();
        double[] words = [1, 2, 3, 4, 5, 6, double.PositiveInfinity, 8], bits = [9, 8, 7, 6, 5, 4, 3, 2, 1], inputs = [1, 3], expected = new double[3];
        MatrixFile.Write(In("w.csv"), new NpyArray(2, 4, words), "ohm");
        new NpyArray(3, 3, bits).Write(In("b.npy"));
        (int code, _, string error) = On("solve", "--word-segments", In("w.csv"), "--bit-segments", In("b.npy"), "--word-far", "driven 7 ohm", "--access", "100 ohm", "--out", In("i.npy"));
        Assert.Equal((0, ""), (code, error));
        Crossbar x = new(2, 3, new[] { 1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3 })
        {
            Access = 100 * ohm,
            WordLines = new() { Segments = words, Near = LineEnd.Driven(), Far = LineEnd.Driven(7 * ohm) },
            BitLines = new() { Segments = bits, Far = LineEnd.Grounded() },
        };
        x.Prepare().Outputs(inputs, expected).OrThrow();
        Assert.Equal(expected, NpyArray.Read(In("i.npy")).Values[..3].ToArray());
    }

    // 10 S in parallel with nothing through two segments of 1 Ω; the open cell carries nothing, the short 1 V / 2 Ω.
    [Fact]
    public void A_csv_file_holds_shorts_and_open_cells_both_ways()
    {
        double[] cells = [double.PositiveInfinity, 0];
        MatrixFile.Write(In("g.csv"), new NpyArray(1, 2, cells), "S");
        Assert.Equal("c0_S,c1_S\ninf,0\n", File.ReadAllText(In("g.csv")));
        Assert.Equal(cells, MatrixFile.Read<Conductance>(In("g.csv")).Values.ToArray());
        File.WriteAllText(In("h.csv"), "c0_uS,c1_uS\n+Infinity,0.0\n");
        Assert.Equal(cells, MatrixFile.Read<Conductance>(In("h.csv")).Values.ToArray());
        MatrixFile.Write(In("v.csv"), new NpyArray(1, 1, new[] { 1.0 }), "V");
        (int code, _, string error) = Run("crossbar", "solve", "--conductances", In("h.csv"), "--inputs", In("v.csv"), "--wire", "1 ohm", "--out", In("i.csv"));
        Assert.Equal((0, ""), (code, error));
        Assert.Equal([0.5, 0], MatrixFile.Read<Current>(In("i.csv")).Values.ToArray());
    }

    public static TheoryData<string> Laws() => ["linear", "sinh", "diode-selector", "polynomial"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_is_read_from_its_name_and_from_what_is_written_of_it(string name)
    {
        ICellCurrent law = RecordJson.Read<ICellCurrent>($"\"{name}\"", "law");
        Assert.Equal(Activator.CreateInstance(law.GetType()), law);
        Assert.Equal(law, RecordJson.Read<ICellCurrent>(RecordJson.Write(law), "law"));
    }

    // I = G (V + 0.4 V³) between two segments of 1 Ω balances.
    [Fact]
    public void A_polynomial_is_told_by_its_coefficients()
    {
        new NpyArray(1, 1, new[] { 1e-3 }).Write(In("g.npy"));
        new NpyArray(1, 1, new[] { 1.5 }).Write(In("v.npy"));
        (int code, _, string error) = On("solve", "--wire", "1 ohm", "--cell", "{\"model\": \"polynomial\", \"coefficients\": [0, 0.4], \"limit\": 2}", "--out", In("i.npy"));
        Assert.Equal((0, ""), (code, error));
        double current = NpyArray.Read(In("i.npy")).Values.Span[0], volt = 1.5 - (2 * current);
        Assert.Equal(1e-3 * (volt + (0.4 * volt * volt * volt)), current, 1e-10);
    }

    [Theory]
    [InlineData("agrees to 1E-6", "--frequency", "100 MHz", "--coupling", "1 fF", "--inductance", "10 pH")]
    [InlineData("at 5 moments", "--stop", "2 ns")]
    [InlineData("agrees to 1E-6", "--word-far", "driven 20 ohm", "--bit-near", "grounded 1 kohm", "--bit-far", "open")]
    public void Verify_compares_alternating_current_time_and_other_ends(string says, params string[] options)
    {
        Assert.SkipUnless(new Ngspice().Present, "ngspice is not on PATH: apt-get install ngspice.");
        Small();
        string[] reactance = options[0] == "--word-far" ? [] : ["--stray", "20 fF", "--capacitances", "2 fF", "--driver", "1 kohm"];
        (int code, string output, string error) = On("verify", ["--wire", "1 ohm", "--vector", "1", .. reactance, .. options]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("12 nodes and 3 outputs", output, StringComparison.Ordinal);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }
}
