using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Circuits.Cells;
using Mho.Circuits.Netlists;
using Mho.Cli.Crossbars;
using Mho.Cli.Options;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar verify</c>: our solution beside that of ngspice.</summary>
internal sealed class CrossbarVerify
{
    private const string Examples = """
        Solve an array with one input by Mho and by ngspice, and compare every node and every output.

        Examples:
          mho crossbar verify --conductances g.npy --inputs v.npy --wire "1 ohm" --tolerance 1e-6
          mho crossbar verify --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --inductance "1 pH" --frequency "100 MHz"
          mho crossbar verify --conductances g.npy --inputs v.npy --wire "1 ohm" --stray "1 fF" --stop "10 ns"

        Differences of voltages are relative to the largest voltage, of currents to the largest current out of a column.
        In time every node is compared at 1, 3, 10, 30 and 100 % of --stop; our error there falls with the square of the step, so more --steps bring the two together.
        Exit code 1 if a difference is larger than the tolerance, 2 if there was nothing to compare.
        ngspice must be on PATH: apt-get install ngspice. It takes about ten seconds at 64 x 64 (at rest or at a frequency), minutes at 128 x 128; in time, seconds at 16 x 16.
        """;

    private const double Standard = 1e-6, StandardInTime = 1e-3;

    private readonly ArrayOptions _array = new();
    private readonly InputOptions _inputs = new("applied");
    private readonly CellOption _cell = new();
    private readonly ReactanceOptions _reactance = new();
    private readonly AnalysisOptions _analysis = new();
    private readonly NumberOption<double> _tolerance = new("--tolerance", $"The largest difference that is right; if not given, {Standard:0.##E-0}, and {StandardInTime:0.##E-0} in time.", "1e-6", Standard, 1e-17, 1);
    private readonly Option<string> _ngspice = new("--ngspice") { Description = "The program, if not the ngspice on PATH.", HelpName = "program", DefaultValueFactory = _ => "ngspice" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the comparison as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _analysis.On(_reactance.On(_inputs.On(_array.On(new Command("verify", Examples)))));
        foreach (Option option in new Option[] { _cell, _tolerance, _ngspice, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Verify(parsed, terminal, cancel)));
        return command;
    }

    private int Verify(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        SpiceAnalysis analysis = _analysis.Read(parsed);
        bool inTime = analysis.Kind == SpiceAnalysisKind.Transient;
        double tolerance = parsed.GetResult(_tolerance) is { Implicit: true } && inTime ? StandardInTime : parsed.GetValue(_tolerance);
        _reactance.RequireSeen(parsed, analysis.Reactive, inTime);
        ISpiceCell? cell = _cell.Spice(parsed);
        if (cell is not null && analysis.Reactive)
            throw new InputException("a law is compared under direct current only; leave out --frequency and --stop, or the law.", field: _cell.Name);
        Crossbar crossbar = _reactance.With(parsed, _array.Read(parsed));
        ReadOnlyMemory<double> input = _inputs.Vector(parsed, _inputs.Read(parsed, crossbar), crossbar.Rows);
        Verification result = _array.Solvable(parsed, () => Verification.Of(
            new Netlist(crossbar, input, analysis, cell), new Ngspice { Program = parsed.GetValue(_ngspice)! }, Math.Clamp(tolerance * 1e-3, 1e-12, 1e-6), cancel));
        bool agrees = result.Largest.Relative <= tolerance;
        OutputUnit unit = OutputUnit.Of(crossbar);
        string points = analysis.Kind switch { SpiceAnalysisKind.Transient => $" at {result.Points} moments", SpiceAnalysisKind.Alternating => " under alternating current", _ => "" };
        terminal.Output.WriteLine(parsed.GetValue(_json) ? Json(result, tolerance, agrees) : string.Create(CultureInfo.InvariantCulture, $"""
            {crossbar.Rows} rows x {crossbar.Columns} columns: {result.Nodes / result.Points} nodes and {crossbar.Columns} outputs compared with ngspice{points}
            node     {Said(result.Node, Voltage.Symbol, "voltage")}
            output   {Said(result.Output, unit.Symbol, $"{unit.Word} out of a column")}
            {(agrees ? "agrees" : "DOES NOT AGREE")} to {tolerance:0.##E-0}
            """));
        return agrees ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Said(Difference difference, string unit, string quantity) => string.Create(
        CultureInfo.InvariantCulture, $"differs by {difference.Relative:0.0E-0} of the largest {quantity} at most: {difference.Where}, {Said(difference.Ours)} {unit} here, {Said(difference.Theirs)} {unit} there");

    private static string Said(Complex value) => value.Imaginary == 0
        ? value.Real.ToString("G13", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value.Real:G13} {(value.Imaginary < 0 ? '-' : '+')} {Math.Abs(value.Imaginary):G13}j");

    private static string Json(Verification result, double tolerance, bool agrees) => new JsonObject
    {
        ["agrees"] = agrees,
        ["tolerance"] = tolerance,
        ["nodes"] = result.Nodes,
        ["points"] = result.Points,
        ["node"] = Json(result.Node),
        ["output"] = Json(result.Output),
    }.ToJsonString();

    private static JsonObject Json(Difference difference) => new()
    {
        ["where"] = difference.Where,
        ["ours"] = JsonNumber.Of(difference.Ours),
        ["ngspice"] = JsonNumber.Of(difference.Theirs),
        ["relative"] = JsonNumber.Of(difference.Relative),
    };
}
