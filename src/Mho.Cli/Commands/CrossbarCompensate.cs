using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Cli.Crossbars;
using Mho.Cli.Options;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar compensate</c>: conductances with which an array, wires included, acts as the matrix wished for.</summary>
internal sealed class CrossbarCompensate
{
    private const string Examples = """
        Find conductances with which an array, its wires included, acts as the matrix one wished for.

        Examples:
          mho crossbar compensate --conductances wished.npy --wire "1 ohm" --least "1 uS" --greatest "40 uS" --out targets.npy

        --conductances is the matrix wished for. Each round solves for the effective matrix and scales every target by wished / effective, within the range.
        The error is the root mean square of effective - wished over that of the wish, and what the solves may be off by, 0.0001 %; cells at an end of the range are what keeps it from zero.
        """;

    private readonly ArrayOptions _array = new();
    private readonly QuantityOption<Conductance> _least = new("--least", "The smallest conductance a cell can have; 0 S if not given.", "1 uS");
    private readonly QuantityOption<Conductance> _greatest = new("--greatest", "The largest.", "40 uS") { Positive = true, Required = true };
    private readonly NumberOption<int> _rounds = new("--rounds", "Rounds, 1 to 100.", "6", 6, 1, 100);
    private readonly OutputFileOption _out = new("--out", "Where the targets go, S, rows x columns, .npy or .csv.", ".npy", ".csv");
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _array.On(new Command("compensate", Examples));
        foreach (Option option in new Option[] { _least, _greatest, _rounds, _out, _json })
            command.Options.Add(option);
        command.SetAction((parsed, _) => Task.FromResult(Compensate(parsed, terminal)));
        return command;
    }

    private int Compensate(ParseResult parsed, Terminal terminal)
    {
        OutputCheck.Run(parsed);
        Conductance least = parsed.GetValue(_least) ?? default, greatest = parsed.GetValue(_greatest) ?? default;
        if (greatest <= least)
            throw new InputException($"{greatest} is not above {_least.Name}, {least}; give a range.", field: _greatest.Name);
        Crossbar wished = _array.Read(parsed);
        if (wished.BitLines.Far.Kind != LineEndKind.Grounded)
            throw new InputException("open ends give voltages, not the conductances wished for; give grounded.", field: _array.BitFar);
        CompensationReport report = _array.Solvable(parsed, () => Compensation.Run(wished, least, greatest, parsed.GetValue(_rounds)));
        if (parsed.GetValue(_out) is string file)
            MatrixFile.Write(file, new NpyArray(wished.Rows, wished.Columns, report.Targets), Conductance.Symbol);
        terminal.Output.WriteLine(parsed.GetValue(_json)
            ? new JsonObject { ["rows"] = wished.Rows, ["columns"] = wished.Columns, ["errorBefore"] = report.ErrorBefore, ["error"] = report.Error, ["limited"] = report.Limited }.ToJsonString()
            : string.Create(CultureInfo.InvariantCulture, $"""
                {wished.Rows} rows x {wished.Columns} columns
                error with the wish itself as targets   {100 * report.ErrorBefore:G3} %
                error with the targets found, at most   {100 * report.Error:G3} %
                cells at an end of the range            {report.Limited} of {wished.Rows * wished.Columns}
                """));
        return ExitCode.Success;
    }
}
