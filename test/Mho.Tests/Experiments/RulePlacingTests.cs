using System.Globalization;
using System.Text.RegularExpressions;
using Mho.Experiments.Plots;
using Xunit;

namespace Mho.Tests.Experiments;

public sealed partial class RulePlacingTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.02)]
    [InlineData(0)]
    public void Names_of_rules_close_together_do_not_overlap_each_other_or_the_points(double gap)
    {
        double[] x = [0, 1, 2], y = [98, 98.1, 98.15];
        string svg = new Plot("", new Axis(""), new Axis(""), [new Line("mean", x, y) { Dots = true }, new Rule("ideal", 98.6), new Rule("as programmed", 98.6 - gap), new ErrorBars("", x, y, [0.3, 0.3, 0.3])]) { Height = 320 }.ToSvg();
        (double X, double Y)[] names = [.. Name().Matches(svg).Select(match => (Number(match, 1), Number(match, 2)))];
        Assert.Equal(2, names.Length);
        Assert.True(Math.Abs(names[0].Y - names[1].Y) >= 11 || Math.Abs(names[0].X - names[1].X) > 100, string.Join(' ', names));
    }

    [Fact]
    public void A_rule_outside_the_axis_is_drawn_nowhere_and_breaks_nothing() =>
        Assert.Contains("<svg", new Plot("", new Axis(""), new Axis("") { Min = 0, Max = 1 }, [new Line("", [0, 1], [0, 1]), new Rule("far", 50)]).ToSvg(), StringComparison.Ordinal);

    [Theory]
    [InlineData(95.7, 99.4)]
    [InlineData(0, 100)]
    [InlineData(98.11, 98.43)]
    public void An_axis_of_a_small_plot_has_at_least_three_ticks(double low, double high)
    {
        string svg = new Plot("", new Axis(""), new Axis(""), [new Line("a", [0, 1], [low, high]), new Line("b", [0, 1], [low, high]), new Line("c", [0, 1], [low, high])]) { Height = 320 }.ToSvg();
        Assert.InRange(Grid().Count(svg), 3, 9);
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<text x=\"([0-9.-]+)\" y=\"([0-9.-]+)\"[^>]*>(?:ideal|as programmed)<")]
    private static partial Regex Name();

    [GeneratedRegex("<line [^>]*class=\"mg\"")]
    private static partial Regex Grid();
}
