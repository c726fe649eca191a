using System.Globalization;
using System.Text.RegularExpressions;
using Mho.Tests.Architecture;
using Xunit;

namespace Mho.Tests.Cookbook;

public sealed partial class CookbookTests
{
    [Fact]
    public void The_first_program_has_at_most_20_lines_and_ends_above_90_percent()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(FloorTests.Root(), "cookbook", "first_program.cs")).Length, 1, 20);
        using StringWriter output = new();
        first_program.Run(output);
        Assert.True(double.Parse(Answer().Match(output.ToString()).Groups[1].Value, CultureInfo.InvariantCulture) > 90, output.ToString());
        Assert.Matches(@"an image: [\d.]+ nJ, [\d.]+ us", output.ToString());
    }

    [Fact]
    public void The_crossbar_program_shows_what_wires_cost_and_what_targets_give_back()
    {
        using StringWriter output = new();
        crossbar_wires.Run(output);
        Match match = Errors().Match(output.ToString());
        Assert.True(match.Success, output.ToString());
        Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 5, 40);
        Assert.InRange(double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), 0, 0.5);
    }

    [Fact]
    public void The_state_machine_walks_in_spiking_neurons_and_on_cells()
    {
        using StringWriter output = new();
        spiking_machine.Run(output);
        string[] lines = output.ToString().Split(output.NewLine);
        Assert.Equal("machine:   locked locked open open locked", lines[0]);
        foreach (string line in lines[1..3])
            Assert.Matches(@"^(in memory|on cells): +locked locked open open locked; overlap (0\.[89]\d\d|1\.000), \d\d\.\d+ Hz$", line);
    }

    [GeneratedRegex(@"off by ([\d.]+) %, compensated ([\d.]+) %")]
    private static partial Regex Errors();

    [GeneratedRegex(@"on chip after a day: ([\d.]+) %")]
    private static partial Regex Answer();
}
