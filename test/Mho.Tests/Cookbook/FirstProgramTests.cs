using System.Globalization;
using System.Text.RegularExpressions;
using Mho.Tests.Architecture;
using Xunit;

namespace Mho.Tests.Cookbook;

public sealed partial class FirstProgramTests
{
    [Fact]
    public void The_first_program_has_at_most_20_lines_and_ends_above_90_percent()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(FloorTests.Root(), "cookbook", "first_program.cs")).Length, 1, 20);
        using StringWriter output = new();
        FirstProgram.Run(output);
        Assert.True(double.Parse(Answer().Match(output.ToString()).Groups[1].Value, CultureInfo.InvariantCulture) > 90, output.ToString());
        Assert.Matches(@"an image: [\d.]+ nJ, [\d.]+ us", output.ToString());
    }

    [GeneratedRegex(@"on chip after a day: ([\d.]+) %")]
    private static partial Regex Answer();
}
