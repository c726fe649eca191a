using System.CommandLine;
using Mho.Circuits;
using Mho.Circuits.Netlists;
using Mho.Cli.Crossbars;
using Mho.Cli.Options;

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
          mho crossbar netlist --conductances g.npy --inputs v.npy --wire "1 ohm" --cell sinh --vector 3 --out array.cir
        """;

    private readonly ArrayOptions _array = new();
    private readonly InputOptions _inputs = new("applied");
    private readonly CellOption _cell = new();
    private readonly ReactanceOptions _reactance = new();
    private readonly AnalysisOptions _analysis = new();
    private readonly OutputFileOption _out = new("--out", "Where it goes; standard output if not given.");

    public Command Create(Terminal terminal)
    {
        Command command = _analysis.On(_reactance.On(_inputs.On(_array.On(new Command("netlist", Examples)))));
        command.Options.Add(_cell);
        command.Options.Add(_out);
        command.SetAction(parsed => Write(parsed, terminal));
        return command;
    }

    private int Write(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        SpiceAnalysis analysis = _analysis.Read(parsed);
        _reactance.RequireSeen(parsed, analysis.Reactive, inOurSteps: false);
        Crossbar crossbar = _reactance.With(parsed, _array.Read(parsed));
        ReadOnlyMemory<double> input = _inputs.Vector(parsed, _inputs.Read(parsed, crossbar), crossbar.Rows);
        Netlist netlist = _array.Solvable(parsed, () => new Netlist(crossbar, input, analysis, _cell.Spice(parsed)));
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
}
