using Mho.Chips;
using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Chips;

public sealed class WriteVerifyTests(ITestOutputHelper output)
{
    private const int Count = 20_000;
    private static readonly double[] Targets = [.. Enumerable.Range(0, Count).Select(i => 1e-6 + (39e-6 * new Key(1).Uniform(i)))];

    [Fact]
    public void Yield_and_pulses_are_those_published()
    {
        WriteVerifyReport report = WriteVerifyReport.Of([Programming.Run(new PulsedRram(), new WriteVerify(), Targets, new Key(2))])!;
        output.WriteLine($"yield {100 * report.Yield:F2} % (published 99), {report.MeanPulses:F2} pulses a cell (published 8.52), {report.TooLow} too low, {report.TooHigh} too high of {Count}");
        Assert.InRange(report.Yield, 0.985, 0.995);
        Assert.InRange(report.MeanPulses, 8, 9);
        Assert.Equal(Count, report.Histogram.Sum());
        Assert.Equal(1 - report.Yield, (report.TooLow + report.TooHigh) / (double)Count, 1e-12);
    }

    [Fact]
    public void Three_iterations_bring_the_spread_half_an_hour_later_from_2_8_to_2_microsiemens()
    {
        double once = Spread(1), thrice = Spread(3);
        output.WriteLine($"spread 30 min after programming: {1e6 * once:F2} uS once, {1e6 * thrice:F2} uS after three iterations, {100 * ((thrice / once) - 1):F1} % (published 2.8, 2.0, -29 %)");
        Assert.InRange(once, 2.6e-6, 3.0e-6);
        Assert.InRange(thrice, 1.8e-6, 2.2e-6);

        static double Spread(int iterations)
        {
            NeuRram chip = new(new PulsedRram()) { WriteVerify = new WriteVerify { Iterations = iterations } };
            Programming.Result result = Programming.Run(chip.Device, chip.WriteVerify, Targets, new Key(3));
            double[] now = new double[Count];
            Programming.Relax((IRelaxing)chip.Device, result.Programmed, result.Rounds, 30 * minute, new Key(3), new Key(4), iterations - 1, now);

            // As published: the deviation at each level, averaged over levels 3 µS wide; cells that never reached their target say nothing of relaxation.
            return Enumerable.Range(0, Count).Where(i => result.Outcomes![i] == WriteOutcome.Inside).GroupBy(i => (int)((Targets[i] - 1e-6) / 3e-6))
                .Average(level => Math.Sqrt(level.Average(i => Math.Pow(now[i] - Targets[i], 2))));
        }
    }

    [Fact]
    public void Threads_do_not_change_what_is_programmed()
    {
        int before = Workers.Count;
        try
        {
            Workers.Count = 1;
            double[] one = Programming.Run(new PulsedRram(), new WriteVerify(), Targets, new Key(5)).Programmed;
            Workers.Count = 4;
            Assert.Equal(one, Programming.Run(new PulsedRram(), new WriteVerify(), Targets, new Key(5)).Programmed);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Cells_that_cannot_reach_their_window_are_counted_by_side_and_reported()
    {
        PulsedRram stuck = new() { StuckLow = 0.5, Weak = 0.3 };
        NeuRram chip = new(stuck) { WeightPercentile = 0.5 };
        ProgrammedChip programmed = chip.Program(chip.Place([PlacementTests.Matrix("stuck", 60, 40)]), new Key(6));
        Assert.True(programmed.Report.WriteVerify is { TooHigh: > 100, TooLow: > 100, Yield: < 0.95 });
        Assert.Contains(programmed.Findings, finding => finding.Severity == Severity.Warning && finding.Message.Contains("inside their window", StringComparison.Ordinal));
    }
}
