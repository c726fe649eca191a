using System.CommandLine;
using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar netlist</c>: the array in the language of SPICE.</summary>
internal sealed class CrossbarNetlist
{
    private const string Examples = """
        Write an array with one input applied as a SPICE netlist that ngspice reads.

        Examples:
          mho crossbar netlist --conductances g.npy --inputs v.npy --wire "1 ohm" --out array.cir && ngspice -b array.cir
          mho crossbar netlist --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --frequency "10 MHz" --out array.cir
          mho crossbar netlist --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --stop "10 ns" --out array.cir
        """;

    private const int Steps = 1000;

    private readonly CrossbarOptions _array = new();
    private readonly Option<string?> _out = new("--out") { Description = "Where it goes; standard output if not given.", HelpName = "file" };
    private readonly Option<int> _vector = new("--vector") { Description = "The input that is applied, from 0.", HelpName = "N" };
    private readonly Option<string?> _capacitances = new("--capacitances") { Description = "F beside each cell, rows x columns.", HelpName = "file" };
    private readonly Option<string?> _stray = new("--stray") { Description = "Capacitance of every node to ground.", HelpName = "\"1 fF\"" };
    private readonly Option<string?> _coupling = new("--coupling") { Description = "Capacitance between neighbouring lines at every node.", HelpName = "\"1 fF\"" };
    private readonly Option<string?> _inductance = new("--inductance") { Description = "Of each segment of wire.", HelpName = "\"1 pH\"" };
    private readonly Option<string?> _frequency = new("--frequency") { Description = "Ask for alternating current (.ac) at this frequency.", HelpName = "\"1 MHz\"" };
    private readonly Option<string?> _stop = new("--stop") { Description = "Ask for the answer to a step of the inputs (.tran) until this time.", HelpName = "\"10 ns\"" };

    public Command Create(Terminal terminal)
    {
        Command command = _array.On(new Command("netlist", Examples));
        foreach (Option option in new Option[] { _out, _vector, _capacitances, _stray, _coupling, _inductance, _frequency, _stop })
            command.Options.Add(option);
        command.SetAction(parsed => Write(parsed, terminal));
        return command;
    }

    private int Write(ParseResult parsed, Terminal terminal)
    {
        Crossbar crossbar = Reactive(parsed, _array.Crossbar(parsed));
        ReadOnlyMemory<double> input = CrossbarOptions.Vector(_array.Inputs(parsed, crossbar), crossbar.Rows, parsed.GetValue(_vector));
        Netlist netlist = _array.Solvable(parsed, () => new Netlist(crossbar, input, Analysis(parsed), _array.SpiceCell(parsed)));
        if (parsed.GetValue(_out) is string file)
        {
            AtomicFile.Write(file, stream =>
            {
                using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
                netlist.Write(writer);
            });
            terminal.Output.WriteLine(file);
        }
        else
        {
            netlist.Write(terminal.Output);
        }

        return ExitCode.Success;
    }

    private Crossbar Reactive(ParseResult parsed, Crossbar crossbar)
    {
        Capacitance stray = Farad(parsed, _stray), coupling = Farad(parsed, _coupling);
        Inductance inductance = parsed.GetValue(_inductance) is string text ? Inductance.Parse(text) : default;
        if (inductance.SI < 0)
            throw new InputException($"{inductance} is negative; give 0 H or more.", field: _inductance.Name);
        crossbar = crossbar with
        {
            WordLines = crossbar.WordLines with { Stray = stray, Coupling = coupling, SegmentInductance = inductance },
            BitLines = crossbar.BitLines with { Stray = stray, Coupling = coupling, SegmentInductance = inductance },
        };
        if (parsed.GetValue(_capacitances) is not string file)
            return crossbar;
        NpyArray c = MatrixFile.Read<Capacitance>(file);
        if (c.Rows != crossbar.Rows || c.Columns != crossbar.Columns)
            throw new InputException($"has {c.Rows} x {c.Columns} numbers for {crossbar.Rows} x {crossbar.Columns} cells.", file);
        for (int k = 0; k < c.Values.Length; k++)
        {
            if (!(c.Values.Span[k] >= 0 && double.IsFinite(c.Values.Span[k])))
                throw new InputException($"row {k / c.Columns}, column {k % c.Columns}: a capacitance of {c.Values.Span[k]} F; give 0 or more.", file);
        }

        return crossbar with { Capacitances = c.Values };
    }

    private SpiceAnalysis Analysis(ParseResult parsed) => (parsed.GetValue(_frequency), parsed.GetValue(_stop)) switch
    {
        (null, null) => SpiceAnalysis.OperatingPoint,
        (string frequency, null) => SpiceAnalysis.Alternating(Frequency.Parse(frequency)),
        (null, string stop) => SpiceAnalysis.Transient(new(Duration.Parse(stop).SI / Steps), Duration.Parse(stop)),
        _ => throw new InputException("a netlist asks for one thing; give --frequency or --stop."),
    };

    private static Capacitance Farad(ParseResult parsed, Option<string?> option)
    {
        Capacitance value = parsed.GetValue(option) is string text ? Capacitance.Parse(text) : default;
        return value.SI >= 0 ? value : throw new InputException($"{value} is negative; give 0 F or more.", field: option.Name);
    }
}
