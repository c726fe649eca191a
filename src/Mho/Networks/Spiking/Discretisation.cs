namespace Mho.Networks.Spiking;

/// <summary>How finely spike times are discretised while training and while testing.</summary>
/// <remarks>Y. Sakemi et al., arXiv 2412.09010 v1: with a random offset 2 or 3 intervals train as well as 15; tests use 30, or 60 for time to first spike, which is as good as exact.</remarks>
/// <param name="Intervals">M of training steps; without an offset the last of them is empty (<see cref="TimeGrid"/>).</param>
/// <param name="Offset">Of training steps.</param>
/// <param name="TestIntervals">M of validation and tests, whose offset is fixed.</param>
public sealed record Discretisation(int Intervals = 10, GridOffset Offset = GridOffset.Random, int TestIntervals = 30)
{
    /// <summary>M of training steps.</summary>
    public int Intervals { get; init => field = Some(value); } = Some(Intervals);

    /// <summary>M of validation and tests.</summary>
    public int TestIntervals { get; init => field = Some(value); } = Some(TestIntervals);

    private static int Some(int intervals) => Limit.Within(intervals, 2, DrawnIntervals.Most, "one is as long as the offset, and the cost grows with their number");
}
