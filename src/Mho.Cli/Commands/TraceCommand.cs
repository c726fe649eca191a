using System.CommandLine;
using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;

namespace Mho.Cli.Commands;

/// <summary><c>mho trace</c>: one weight from the network to its share of an output, on a small matrix worked out in the papers' units.</summary>
internal sealed class TraceCommand : ICommandFile
{
    private const string About = """
        Follow one weight of a 4 x 2 example through every station: target, cell, write-verify, ageing, input code, line, converter, read-out.

        Examples:
          mho trace
          mho trace --row 2 --column 1 --after "30 days" --seed 7
        """;

    private static readonly float[] Weights = [1, -.5f, -.25f, .75f, .5f, 0, -1, .25f];
    private static readonly float[] Inputs = [3, -2, 7, -5];

    private readonly Option<int> _row = new("--row") { Description = "Input of the weight, 0 to 3.", HelpName = "N" };
    private readonly Option<int> _column = new("--column") { Description = "Output of the weight, 0 or 1.", HelpName = "N" };
    private readonly Option<string> _after = new("--after") { Description = "Time since programming.", HelpName = "time", DefaultValueFactory = _ => "1 day" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Another seed is another chip.", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public Command Create(Terminal terminal)
    {
        Command command = new("trace", About)
        {
            _row, _column, _after, _seed,
        };
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine(Follow(parsed.GetValue(_row), parsed.GetValue(_column), Duration.Parse(parsed.GetValue(_after)!), parsed.GetValue(_seed)).Table());
            return ExitCode.Success;
        });
        return command;
    }

    private static Trace Follow(int row, int column, Duration age, ulong seed)
    {
        if (row is < 0 or > 3 || column is < 0 or > 1)
            throw new InputException($"the example has 4 rows and 2 columns; there is no weight [{row}, {column}].");
        NeuRram chip = new(new PulsedRram()) { WeightPercentile = 1 };
        WeightMatrix matrix = new("example", 4, 2, Weights, [], new InputCode(4, true, 7), 1);
        Key key = new(seed);
        return Trace.Of(chip.Program(chip.Place([matrix]), key["programming"]).After(age, key["ageing"]), 0, row, column, Inputs);
    }
}
