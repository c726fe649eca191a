using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Circuits.Netlists;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar verify</c>: our solution beside that of ngspice.</summary>
internal sealed class CrossbarVerify
{
    private const string Examples = """
        Solve an array with one input by Mho and by ngspice, and compare every node and every output.

        Example:
          mho crossbar verify --conductances g.npy --inputs v.npy --wire "1 ohm" --tolerance 1e-6

        Differences of voltages are relative to the largest voltage, of currents to the largest current out of a column.
        Exit code 1 if one is larger than the tolerance. ngspice must be on PATH: apt-get install ngspice. It takes about a second at 64 x 64, a minute at 128 x 128.
        """;

    private readonly CrossbarOptions _array = new();
    private readonly Option<int> _vector = new("--vector") { Description = "The input that is applied, from 0.", HelpName = "N" };
    private readonly Option<double> _tolerance = new("--tolerance") { Description = "The largest difference that is right.", HelpName = "1e-6", DefaultValueFactory = _ => 1e-6 };
    private readonly Option<string> _ngspice = new("--ngspice") { Description = "The program, if not the ngspice on PATH.", HelpName = "program", DefaultValueFactory = _ => "ngspice" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the comparison as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _array.On(new Command("verify", Examples));
        foreach (Option option in new Option[] { _vector, _tolerance, _ngspice, _json })
            command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Verify(parsed, terminal, cancel)));
        return command;
    }

    private int Verify(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        double tolerance = parsed.GetValue(_tolerance);
        if (!(tolerance is > 0 and < 1))
            throw new InputException($"{tolerance} is no tolerance; give more than 0 and less than 1.", field: _tolerance.Name);
        Crossbar crossbar = _array.Crossbar(parsed);
        ReadOnlyMemory<double> input = CrossbarOptions.Vector(_array.Inputs(parsed, crossbar), crossbar.Rows, parsed.GetValue(_vector));
        Netlist netlist = _array.Solvable(parsed, () => new Netlist(crossbar, input, cell: _array.SpiceCell(parsed)));
        Verification result;
        try
        {
            result = Verification.Of(netlist, new Ngspice { Program = parsed.GetValue(_ngspice)! }, Math.Clamp(tolerance * 1e-3, 1e-12, 1e-6), cancel);
        }
        catch (InvalidOperationException exception)
        {
            terminal.Error.WriteLine("mho: " + exception.Message);
            return ExitCode.Failure;
        }

        bool agrees = result.Largest.Relative <= tolerance;
        terminal.Output.WriteLine(parsed.GetValue(_json) ? Json(result, tolerance, agrees) : string.Create(CultureInfo.InvariantCulture, $"""
            {crossbar.Rows} rows x {crossbar.Columns} columns: {result.Nodes} nodes and {crossbar.Columns} outputs compared with ngspice
            node     {Said(result.Node, "V", "voltage")}
            output   {Said(result.Output, "A", "current out of a column")}
            {(agrees ? "agrees" : "DOES NOT AGREE")} to {tolerance:0.##E-0}
            """));
        return agrees ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Said(Difference difference, string unit, string quantity) => string.Create(
        CultureInfo.InvariantCulture, $"differs by {difference.Relative:0.0E-0} of the largest {quantity} at most: {difference.Where}, {difference.Ours:G13} {unit} here, {difference.Theirs:G13} {unit} there");

    private static string Json(Verification result, double tolerance, bool agrees) => new JsonObject
    {
        ["agrees"] = agrees,
        ["tolerance"] = tolerance,
        ["nodes"] = result.Nodes,
        ["node"] = Json(result.Node),
        ["output"] = Json(result.Output),
    }.ToJsonString();

    // A number that JSON cannot hold is told as null.
    private static JsonObject Json(Difference difference) => new()
    {
        ["where"] = difference.Where,
        ["ours"] = Finite(difference.Ours),
        ["ngspice"] = Finite(difference.Theirs),
        ["relative"] = Finite(difference.Relative),
    };

    private static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
