using Mho.Chips;
using Mho.Experiments;
using Mho.Experiments.Classification;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Experiments;

/// <summary>Wires as an experiment names them.</summary>
public sealed class WiresJsonTests
{
    [Fact]
    public void A_part_of_wires_that_are_left_out_makes_them_with_defaults_for_the_rest()
    {
        Classification plain = new();
        Assert.Null(plain.Chip.Wires);
        Classification wired = (Classification)Experiment.With(plain, "chip.wires.segment", "2 ohm");
        Assert.Equal(new CoreWires { Segment = 2 * ohm }, wired.Chip.Wires);
        Classification compensated = (Classification)Experiment.With(wired, "chip.wires.compensate", "true");
        Assert.Equal(new CoreWires { Segment = 2 * ohm, Compensate = true }, compensated.Chip.Wires);
        Assert.Null(((Classification)Experiment.With(compensated, "chip.wires", "null")).Chip.Wires);
    }

    [Theory]
    [InlineData("chip.wires.segment", "-1 ohm", "-1 ohm")]
    [InlineData("chip.wires.segmant", "1 ohm", "segment")]
    [InlineData("chip.wires.segment", "1 uS", "ohm")]
    public void Wrong_wires_are_refused_in_one_line(string path, string value, string says)
    {
        InputException refusal = Assert.Throws<InputException>(() => Experiment.With(new Classification(), path, value));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
