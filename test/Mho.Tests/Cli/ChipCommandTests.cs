using Mho.Cli;
using Xunit;

namespace Mho.Tests.Cli;

public sealed class ChipCommandTests
{
    [Fact]
    public void Trace_prints_every_station_in_order_and_the_same_each_time()
    {
        string output = Run(0, "trace", "--row", "2");
        string[] stations = ["Parameter", "ConductancePlan", "Placement", "ProgrammedTile", "After", "Dac", "Crossbar", "Sensing", "Adc", "Readout"];
        string[] seen = [.. output.Split('\n').Select(line => line.Split(' ')[0]).Where(word => Array.IndexOf(stations, word) >= 0)];
        Assert.Equal<string[]>(stations, seen);
        Assert.Equal(output, Run(0, "trace", "--row", "2"));
        Assert.False(string.Equals(output, Run(0, "trace", "--row", "2", "--seed", "2"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_chip_table_has_the_ten_published_points()
    {
        string[] lines = Run(0, "chips", "table").TrimEnd('\n').Split('\n');
        Assert.Equal(12, lines.Length);
        Assert.Contains("4.23", lines[5], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no weight [4, 0]", "trace", "--row", "4")]
    [InlineData("is not a duration", "trace", "--after", "soon")]
    public void Bad_input_is_one_line(string expected, params string[] arguments)
    {
        string error = Run(2, arguments);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private static string Run(int code, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(code, Shell.Run(arguments, new Terminal(output, error, interactive: false), CancellationToken.None));
        return code == 0 ? output.ToString() : error.ToString();
    }
}
