using Mho.Circuits.Ladders;
using Xunit;

namespace Mho.Tests.Circuits.Ladders;

/// <summary>What is missing at nodes that ideal segments join, added up by hand.</summary>
public sealed unsafe class JoinedNodesTests
{
    // Five nodes of one bit line; what is missing at each, in units of which a sum is to be found.
    [Theory]
    [InlineData(false, false, 9, 1.0, 1.0, 1.0, 1.0)] // alone, the largest: 9
    [InlineData(false, false, 10, 0.0, 1.0, 1.0, 1.0)] // 1 + 9
    [InlineData(false, false, 11, 1.0, 0.0, 0.0, 1.0)] // 9 − 2 + 4
    [InlineData(false, false, 7, 1.0, 0.0, 0.0, 0.0)] // 9 − 2 + 4 − 4
    [InlineData(true, false, 9, 1.0, 1.0, 1.0, 1.0)] // only the first node is its terminal
    [InlineData(true, false, 4, 0.0, 1.0, 1.0, 1.0)] // and the one that is joined to it
    [InlineData(true, false, 4, 0.0, 1.0, 0.0, 1.0)] // −2 + 4, then −4 alone
    [InlineData(false, true, 11, 1.0, 0.0, 0.0, 1.0)]
    [InlineData(false, true, 9, 1.0, 1.0, 0.0, 0.0)]
    [InlineData(true, true, 2, 0.0, 1.0, 1.0, 0.0)]
    public void Kirchhoffs_law_is_asked_of_the_sum_of_nodes_that_are_one(bool near, bool far, double expected, params double[] segments)
    {
        double[] missing = [1, 9, -2, 4, -4];
        double[]? held = [LadderLines<double>.Perfect], pulled = [3];
        LadderLines<double> word = new() { Lines = 5, Nodes = 1, Near = [1, 1, 1, 1, 1] }, bit = new() { Lines = 1, Nodes = 5, Segments = segments, Near = near ? held : pulled, Far = far ? held : pulled };
        LadderFactors<RealLane, double> factors = new(word, bit);
        LadderWork<RealLane, double> work = new(factors.Shape, voltages: false);
        for (int i = 0; i < missing.Length; i++)
            RealLane.Write(work.Residuals.Start + factors.Shape.Row(i, 0), 0, missing[i]);
        Assert.Equal(expected, JoinedNodes<RealLane, double>.Residual(factors, work), 1e-13);
    }
}
