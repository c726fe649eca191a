using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mho.Circuits;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho crossbar compensate</c>: conductances with which an array, wires included, acts as the matrix wished for.</summary>
internal sealed class CrossbarCompensate
{
    private const string Examples = """
        Find conductances with which an array, its wires included, acts as the matrix one wished for.

        Example:
          mho crossbar compensate --conductances wished.npy --wire "1 ohm" --least "1 uS" --greatest "40 uS" --out targets.npy

        --conductances is the matrix wished for. Each round solves for the effective matrix and scales every target by wished / effective, within the range.
        The error is the root mean square of effective - wished over that of the wish; cells at an end of the range are what keeps it from zero.
        """;

    private readonly CrossbarOptions _array = new();
    private readonly Option<string> _least = new("--least") { Description = "The smallest conductance a cell can have.", HelpName = "\"1 uS\"", DefaultValueFactory = _ => "0 S" };
    private readonly Option<string> _greatest = new("--greatest") { Description = "The largest.", HelpName = "\"40 uS\"", Required = true };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds, 1 to 100.", HelpName = "6", DefaultValueFactory = _ => 6 };
    private readonly Option<string?> _out = new("--out") { Description = "Where the targets go, S, rows x columns, .npy or .csv.", HelpName = "file" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public Command Create(Terminal terminal)
    {
        Command command = _array.ArrayOn(new Command("compensate", Examples));
        foreach (Option option in new Option[] { _least, _greatest, _rounds, _out, _json })
            command.Options.Add(option);
        command.SetAction((parsed, _) => Task.FromResult(Compensate(parsed, terminal)));
        return command;
    }

    private int Compensate(ParseResult parsed, Terminal terminal)
    {
        string? file = parsed.GetValue(_out);
        if (file is not null)
            MatrixFile.CheckName(file);
        Conductance least = Siemens(parsed, _least), greatest = Siemens(parsed, _greatest);
        int rounds = parsed.GetValue(_rounds);
        if (least.SI < 0 || greatest <= least)
            throw new InputException($"a range of {least} to {greatest}; give 0 S or more, and more.", field: _greatest.Name);
        if (rounds is < 1 or > 100)
            throw new InputException($"{rounds} rounds; give 1 to 100.", field: _rounds.Name);
        Crossbar wished = _array.Crossbar(parsed);
        CompensationReport report = _array.Solvable(parsed, () => Compensation.Run(wished, least, greatest, rounds));
        if (file is not null)
            MatrixFile.Write(file, new NpyArray(wished.Rows, wished.Columns, report.Targets), Conductance.Symbol);
        terminal.Output.WriteLine(parsed.GetValue(_json)
            ? new JsonObject { ["rows"] = wished.Rows, ["columns"] = wished.Columns, ["errorBefore"] = report.ErrorBefore, ["error"] = report.Error, ["limited"] = report.Limited }.ToJsonString()
            : string.Create(CultureInfo.InvariantCulture, $"""
                {wished.Rows} rows x {wished.Columns} columns
                error with the wish itself as targets   {100 * report.ErrorBefore:G3} %
                error with the targets found            {100 * report.Error:G3} %
                cells at an end of the range            {report.Limited} of {wished.Rows * wished.Columns}
                """));
        return ExitCode.Success;
    }

    private static Conductance Siemens(ParseResult parsed, Option<string> option)
    {
        try
        {
            return Conductance.Parse(parsed.GetValue(option)!);
        }
        catch (FormatException exception)
        {
            throw new InputException(exception.Message, field: option.Name, inner: exception);
        }
    }
}
