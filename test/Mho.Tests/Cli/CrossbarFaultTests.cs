using Mho.Numerics;
using Xunit;

namespace Mho.Tests.Cli;

/// <summary>What is wrong is said in one line before anything is computed or written: option, value, limit, way out.</summary>
public sealed class CrossbarFaultTests : CrossbarFiles
{
    [Theory]
    [InlineData("solve", "--tolerance: 0 is outside its limits; give 1e-14 to 0.1, for example 1e-9", "--tolerance", "0")]
    [InlineData("solve", "--tolerance: nan is outside its limits; give 1e-14 to 0.1", "--tolerance", "nan")]
    [InlineData("solve", "--tolerance: \"x\" is not a number; give 1e-14 to 0.1", "--tolerance", "x")]
    [InlineData("solve", "--tolerance: 1e-13 is less than 1e-12, the least with --cell; give more", "--tolerance", "1e-13", "--cell", "sinh")]
    [InlineData("solve", "--vector: -1 is outside its limits; give 0 or more", "--vector", "-1")]
    [InlineData("solve", "--vector: \"1.5\" is not a whole number; give 0 or more", "--vector", "1.5")]
    [InlineData("solve", "--vector: there are 2 inputs, counted from 0; there is no 2", "--vector", "2")]
    [InlineData("solve", "--wire: \"-1\" is not a resistance; write a number and a unit of ohm", "--wire", "-1")]
    [InlineData("solve", "--wire: -1 ohm is negative; give 0 ohm or more", "--wire", "-1 ohm")]
    [InlineData("solve", "--wire: 1e308 kohm is more than 1.8E+308 ohm; give less", "--wire", "1e308 kohm")]
    [InlineData("solve", "--word-wire: \"1\" is not a resistance", "--word-wire", "1")]
    [InlineData("solve", "--bit-wire: \"\" is not a resistance", "--bit-wire", "")]
    [InlineData("solve", "--wire: \"1 V\" is not a resistance", "--wire", "1 V")]
    [InlineData("solve", "--access: -1 ohm is negative", "--access", "-1 ohm")]
    [InlineData("solve", "--driver: \"5 V\" is not a resistance", "--driver", "5 V")]
    [InlineData("solve", "--sense: 5 ohm is of no end: none of the bit lines' is grounded without a resistance of its own; leave it out", "--sense", "5 ohm", "--bit-far", "open")]
    [InlineData("solve", "--word-far: \"driver\" is none of driven, grounded, open; give one", "--word-far", "driver")]
    [InlineData("solve", "--word-far: \"open 5 ohm\": an open end has no resistance", "--word-far", "open 5 ohm")]
    [InlineData("solve", "--word-far: \"5\" is not a resistance", "--word-far", "driven 5")]
    [InlineData("solve", "--bit-near: \"driven\" is none of grounded, open; give one", "--bit-near", "driven")]
    [InlineData("solve", "--word-near: no end of the word lines is driven, so inputs would drive nothing; give --word-near driven or --word-far driven", "--word-near", "open")]
    [InlineData("solve", "g.npy: word line 0 closes a loop of ideal conductors", "--word-far", "driven")]
    [InlineData("solve", "--cell, line 1: no cell current is called \"sinhh\"; did you mean \"sinh\"?", "--cell", "sinhh")]
    [InlineData("solve", "--cell, line 1: coefficients[0]: is the text \"x\", and must be a number", "--cell", "{\"model\": \"polynomial\", \"coefficients\": [\"x\"], \"limit\": 1}")]
    [InlineData("solve", "--out: \"\" is no name of a file; name the file to be written, .npy or .csv", "--out", "")]
    [InlineData("solve", "--out: i.txt is not named .npy or .csv", "--out", "i.txt")]
    [InlineData("solve", "--heatmap: x.png is not named .svg, the format it is written in", "--heatmap", "x.png")]
    [InlineData("solve", "--inputs' expects a single argument but 2", "--inputs", "x.npy")]
    [InlineData("netlist", "--frequency: 0 Hz is not above 0 Hz; give more", "--frequency", "0 Hz")]
    [InlineData("netlist", "--frequency: \"1\" is not a frequency; write a number and a unit of Hz", "--frequency", "1")]
    [InlineData("netlist", "--stop: -1 ns is negative; give more than 0 s", "--stop", "-1 ns")]
    [InlineData("netlist", "--stop: \"1 Hz\" is not a duration", "--stop", "1 Hz")]
    [InlineData("netlist", "--stop: \"1 ns\" beside --frequency \"1 MHz\": one thing is asked of SPICE at a time; give one of them", "--stop", "1 ns", "--frequency", "1 MHz")]
    [InlineData("netlist", "--steps: 99 is outside its limits; give 100 to 1000000", "--steps", "99", "--stop", "1 ns")]
    [InlineData("netlist", "--steps: 500 steps of no time; give --stop too", "--steps", "500")]
    [InlineData("netlist", "--stray: \"1 pH\" is not a capacitance", "--stray", "1 pH", "--frequency", "1 MHz")]
    [InlineData("netlist", "--stray: direct current leaves it out; ask for alternating current (--frequency) or time (--stop)", "--stray", "1 fF")]
    [InlineData("netlist", "--coupling: -1 fF is negative; give 0 F or more", "--coupling", "-1 fF", "--frequency", "1 MHz")]
    [InlineData("netlist", "--inductance: \"x\" is not an inductance", "--inductance", "x", "--frequency", "1 MHz")]
    [InlineData("netlist", "--capacitances: \"1\" is not a capacitance", "--capacitances", "1", "--frequency", "1 MHz")]
    [InlineData("netlist", "none.npy: cannot be read", "--capacitances", "none.npy", "--frequency", "1 MHz")]
    [InlineData("verify", "--tolerance: 0 is outside its limits; give 1e-17 to 1", "--tolerance", "0")]
    [InlineData("verify", "--coupling: is not solved in time here; compare it under alternating current", "--coupling", "1 fF", "--stop", "1 ns")]
    [InlineData("verify", "--cell: a law is compared under direct current only; leave out --frequency", "--cell", "sinh", "--frequency", "1 MHz")]
    [InlineData("compensate", "--greatest: 1 uS is not above --least, 2 uS; give a range", "--least", "2 uS", "--greatest", "1 uS")]
    [InlineData("compensate", "--greatest: \"40 ohm\" is not a conductance", "--greatest", "40 ohm")]
    [InlineData("compensate", "--rounds: 0 is outside its limits; give 1 to 100", "--rounds", "0", "--greatest", "40 uS")]
    [InlineData("compensate", "--bit-far: open ends give voltages, not the conductances wished for; give grounded", "--bit-far", "open", "--greatest", "40 uS")]
    [InlineData("sweep", "--from: 0 Hz is not above 0 Hz", "--from", "0 Hz", "--to", "1 kHz")]
    [InlineData("sweep", "--to: 1 Hz is below --from, 1 kHz; give frequencies that rise", "--from", "1 kHz", "--to", "1 Hz")]
    [InlineData("sweep", "--points: 1 point from 1 Hz to 1 kHz; give two or more", "--from", "1 Hz", "--to", "1 kHz", "--points", "1")]
    [InlineData("sweep", "--spacing: \"cubic\" is none of its words; give log or linear", "--from", "1 Hz", "--to", "1 kHz", "--spacing", "cubic")]
    [InlineData("sweep", "--columns: \"a\" is no list of columns; give whole numbers from 0", "--from", "1 Hz", "--to", "1 kHz", "--columns", "a")]
    [InlineData("sweep", "--columns: there are 3 columns, counted from 0; there is no 3", "--from", "1 Hz", "--to", "1 kHz", "--columns", "0,3")]
    [InlineData("sweep", "--out: r.npy is not named .csv", "--from", "1 Hz", "--to", "1 kHz", "--out", "r.npy")]
    public void A_wrong_option_names_itself_its_value_the_limit_and_the_way_out(string command, string expected, params string[] options)
    {
        Small();
        Refused(expected, On(command, options));
        Assert.Equal(["g.npy", "v.npy"], Files);
    }

    [Theory]
    [InlineData("solve", "g.npy", "--out", " is the file that --conductances reads; choose another name")]
    [InlineData("solve", "v.npy", "--out", " is the file that --inputs reads")]
    [InlineData("solve", "link.npy", "--out", " is the file that --conductances reads")]
    [InlineData("netlist", "c.npy", "--out", " is the file that --capacitances reads")]
    [InlineData("compensate", "g.npy", "--out", " is the file that --conductances reads")]
    [InlineData("netlist", "folder", "--out", " is a folder; name a file in it")]
    [InlineData("solve", "nowhere/i.npy", "--out", "there is no folder")]
    [InlineData("solve", "nowhere/i.svg", "--heatmap", "there is no folder")]
    [InlineData("sweep", "g.npy/i.csv", "--out", "there is no folder")]
    public void A_file_that_must_not_be_written_is_refused_before_anything_is_read(string command, string file, string option, string expected)
    {
        // Nothing but the check can refuse: the arrays are no arrays.
        foreach (string input in new[] { "g.npy", "v.npy", "c.npy" })
            File.WriteAllText(In(input), input);
        Directory.CreateDirectory(In("folder"));
        File.CreateSymbolicLink(In("link.npy"), In("g.npy"));
        string[] files = Files, more = command switch { "compensate" => ["--greatest", "1 S"], "sweep" => ["--from", "1 Hz", "--to", "2 Hz"], "netlist" => ["--capacitances", In("c.npy"), "--frequency", "1 Hz"], _ => [] };
        Assert.Contains(option + ": ", Refused(expected, On(command, [option, In(file), .. more])), StringComparison.Ordinal);
        Assert.Equal(files, Files);
        Assert.Equal("g.npy", File.ReadAllText(In("g.npy")));
    }

    [Theory]
    [InlineData("--word-segments", 2, 3, 0, "s.npy: has 2 x 3 numbers for 2 word lines of 3 nodes; give 2 x 4")]
    [InlineData("--word-segments", 2, 4, -1, "s.npy: row 1, column 1: a segment of -1 ohm; give 0 (ideal) or more, inf for a broken wire")]
    [InlineData("--word-segments", 2, 4, double.NaN, "s.npy: row 1, column 1: a segment of NaN ohm")]
    [InlineData("--bit-segments", 2, 4, 0, "s.npy: has 2 x 4 numbers for 3 bit lines of 2 nodes; give 3 x 3")]
    [InlineData("--capacitances", 2, 2, 0, "s.npy: has 2 x 2 numbers for 2 x 3 cells; give one capacitance for each")]
    [InlineData("--capacitances", 2, 3, -1, "s.npy: row 1, column 1: a capacitance of -1 F; give 0 or more")]
    [InlineData("--capacitances", 2, 3, double.PositiveInfinity, "s.npy: row 1, column 1: a capacitance of Infinity F")]
    public void A_fault_of_a_file_names_row_and_column(string option, int rows, int columns, double value, string expected)
    {
        Small();
        double[] numbers = new double[rows * columns];
        numbers[columns + 1] = value;
        new NpyArray(rows, columns, numbers).Write(In("s.npy"));
        Refused(expected, On("sweep", "--from", "1 Hz", "--to", "2 Hz", option, In("s.npy")));
    }

    [Theory]
    [InlineData("nan", "g.npy: row 1, column 2: a conductance of NaN S")]
    [InlineData("negative", "g.npy: row 1, column 2: a conductance of -1 S")]
    [InlineData("loop", "g.npy: the short at row 1, column 2 closes a loop")]
    [InlineData("flat", "g.npy: has one dimension of 6")]
    [InlineData("empty", "0 rows and 3 columns")]
    [InlineData("few", "v.npy: has 3 x 2 numbers for 2 rows of conductances; give rows x inputs: transpose it")]
    [InlineData("input", "v.npy: row 1, column 0: an input of NaN V")]
    [InlineData("text", "g.npy: is not an npy file")]
    [InlineData("missing", "none.npy: cannot be read")]
    [InlineData("ending", "g.txt: is named neither .npy nor .csv")]
    [InlineData("csv", "g.csv, line 3: c1_uS: \"x\" is neither a finite number nor inf")]
    [InlineData("header", "g.csv, line 1: \"b\" is no name of its own with a unit")]
    public void A_fault_of_conductances_or_inputs_names_its_place(string fault, string expected)
    {
        Small(fault switch { "nan" => double.NaN, "negative" => -1, "loop" => double.PositiveInfinity, _ => 1e-3 });
        string g = fault switch { "missing" => "none.npy", "ending" => "g.txt", "csv" or "header" => "g.csv", _ => "g.npy" };
        switch (fault)
        {
            case "flat": new NpyArray(new double[6]).Write(In(g)); break;
            case "empty": new NpyArray(0, 3, default).Write(In(g)); break;
            case "few": new NpyArray(3, 2, new double[6]).Write(In("v.npy")); break;
            case "input": new NpyArray(2, 2, new[] { 1, 2, double.NaN, 4 }).Write(In("v.npy")); break;
            case "text": File.WriteAllText(In(g), "1 2 3"); break;
            case "csv": File.WriteAllText(In(g), "c0_uS,c1_uS\n1,2\n3,x\n"); break;
            case "header": File.WriteAllText(In(g), "c0_uS,b\n1,2\n3,4\n"); break;
        }

        Refused(expected, Run("crossbar", "solve", "--conductances", In(g), "--inputs", In("v.npy"), "--wire", "0 ohm", "--out", In("i.npy")));
        Assert.False(File.Exists(In("i.npy")));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "g.npy: row 1, column 2: a wish of inf, which no array acts as; wish finite conductances")]
    [InlineData(0, "g.npy: every conductance wished for is 0 S; wish at least one that conducts")]
    public void What_no_array_acts_as_is_not_compensated(double last, string expected)
    {
        new NpyArray(2, 3, new[] { 0, 0, 0, 0, 0, last }).Write(In("g.npy"));
        Refused(expected, On("compensate", "--wire", "1 ohm", "--greatest", "1 S", "--out", In("t.npy")));
        Assert.Equal(["g.npy"], Files);
    }

    [Theory]
    [InlineData]
    [InlineData("--stray", "1 fF", "--frequency", "1 MHz")]
    [InlineData("--stray", "1 fF", "--stop", "1 ns")]
    public void Without_ngspice_verify_says_how_to_install_it(params string[] analysis)
    {
        Small();
        (int code, string output, string error) = On("verify", ["--wire", "1 ohm", "--ngspice", "no-such-ngspice", .. analysis]);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal("mho: no-such-ngspice does not run (No such file or directory); install it (Debian, Ubuntu: apt-get install ngspice) or name the program.\n", error);
    }

    // Cells of 1 mS and of 10¹² S behind 1 pΩ on lines of 1 kΩ: the digits of 53 bits do not reach.
    [Fact]
    public void An_unsolved_array_ends_with_2_and_writes_files_only_when_asked()
    {
        Small(last: 1e12);
        string[] options = ["--wire", "1 kohm", "--access", "1 pohm", "--cell", "sinh", "--tolerance", "1e-12", "--out", In("i.npy"), "--heatmap", In("i.svg")];
        (int code, string output, string error) = On("solve", options);
        Assert.Equal(2, code);
        Assert.Contains("NOT SOLVED", output, StringComparison.Ordinal);
        Assert.Contains("No file was written; --keep-unsolved writes what was reached.", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["g.npy", "v.npy"], Files);
        (code, _, error) = On("solve", [.. options, "--keep-unsolved"]);
        Assert.Equal(2, code);
        Assert.Contains("Files hold what was reached.", error, StringComparison.Ordinal);
        Assert.Equal(["g.npy", "i.npy", "i.svg", "v.npy"], Files);
    }

    private static string Refused(string expected, (int Code, string Output, string Error) ended)
    {
        Assert.Equal((2, ""), (ended.Code, ended.Output));
        string line = Assert.Single(ended.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        return line;
    }
}
