using Mho.Devices;
using Mho.Numerics;
using Xunit;
using static Mho.Units;

namespace Mho.Tests.Devices;

/// <summary>Calibration of the pulsed cell: a small write–verify of its own, so that it does not lean on the chip's.</summary>
public sealed class PulsedRramTests(ITestOutputHelper output)
{
    private const int Count = 20_000;
    private static readonly PulsedRram Device = new();

    [Fact]
    public void Write_verify_has_the_published_yield_and_pulse_count_and_fails_near_the_top()
    {
        Key key = new Key(1)["array"];
        double[] targets = Targets(key);
        PulsedCells cells = Device.Form(Count, key["cells"]);
        bool[] done = WriteVerify(cells, targets, [.. Enumerable.Repeat(true, Count)], key["pulses"]);
        double yield = done.Count(x => x) / (double)Count, pulses = cells.Pulses.Average();
        int[] failed = [.. Enumerable.Range(0, Count).Where(i => !done[i])];
        double high = failed.Count(i => targets[i] > 25e-6) / (double)failed.Length;
        output.WriteLine($"yield {100 * yield:F2} %, {pulses:F2} pulses a cell (published 8.52), {100 * high:F0} % of failures above 25 uS");
        Assert.InRange(yield, 0.985, 0.995);
        Assert.InRange(pulses, 8, 9);
        Assert.InRange(high, 0.7, 1);
        Assert.All(Enumerable.Range(0, Count).Where(i => done[i]), i => Assert.InRange(cells.Conductances[i] - targets[i], -1e-6, 1e-6));
    }

    [Fact]
    public void Three_iterations_of_programming_bring_the_spread_from_2_8_to_2_microsiemens()
    {
        Key key = new Key(2)["array"];
        double[] targets = Targets(key), programmed = new double[Count], aged = new double[Count], now = new double[Count];
        PulsedCells cells = Device.Form(Count, key["cells"]);
        bool[] again = [.. Enumerable.Repeat(true, Count)];
        double[] sigma = new double[3];
        int[] generation = new int[Count];
        bool[] failed = new bool[Count]; // a cell that cannot reach its target says nothing of relaxation
        for (int iteration = 0; iteration < 3; iteration++)
        {
            bool[] done = WriteVerify(cells, targets, again, key["pulses"][iteration]);
            for (int i = 0; i < Count; i++)
            {
                if (again[i])
                    (programmed[i], generation[i], failed[i]) = (cells.Conductances[i], iteration, !done[i]);
            }

            // A cell is as old as the iterations since it was last programmed, half an hour each.
            for (int g = 0; g <= iteration; g++)
            {
                Device.Relax(programmed, (iteration - g + 1) * (30 * minute).SI * s, key["relaxation"][g], aged);
                for (int i = 0; i < Count; i++)
                {
                    if (generation[i] == g)
                        now[i] = aged[i];
                }
            }

            // As published: the standard deviation at each level, averaged over the levels (here 13 levels 3 µS wide).
            sigma[iteration] = Enumerable.Range(0, Count).Where(i => !failed[i]).GroupBy(i => (int)((targets[i] - 1e-6) / 3e-6))
                .Average(level => Math.Sqrt(level.Average(i => (now[i] - targets[i]) * (now[i] - targets[i]))));
            for (int i = 0; i < Count; i++)
            {
                again[i] = Math.Abs(now[i] - targets[i]) > 1e-6;
                if (again[i])
                    cells.Conductances[i] = now[i]; // programming starts from where relaxation has left the cell
            }
        }

        output.WriteLine($"sigma after iterations 1, 2, 3: {string.Join(", ", sigma.Select(x => $"{1e6 * x:F2}"))} uS; change {100 * ((sigma[2] / sigma[0]) - 1):F1} % (published 2.8 -> 2.0, -29 %)");
        Assert.InRange(sigma[0], 2.6e-6, 3.0e-6);
        Assert.InRange(sigma[2], 1.8e-6, 2.2e-6);
        Assert.InRange(sigma[2] / sigma[0], 0.66, 0.76);
        Assert.InRange(sigma[1], sigma[2], sigma[0]);
    }

    [Fact]
    public void Pulses_do_not_depend_on_how_cells_are_grouped()
    {
        Key key = new(3);
        PulsedCells whole = Device.Form(100, key["cells"]), parts = Device.Form(100, key["cells"]);
        double[] volts = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? 2.0 : i % 3 == 1 ? -2.2 : 0)];
        for (int n = 0; n < 5; n++)
            Device.Apply(whole, 0, volts, key["pulses"]);
        for (int cell = 99; cell >= 0; cell--)
        {
            for (int n = 0; n < 5; n++)
                Device.Apply(parts, cell, volts.AsSpan(cell, 1), key["pulses"]);
        }

        Assert.Equal(whole.Conductances, parts.Conductances);
        Assert.Equal([.. volts.Select(x => x == 0 ? 0 : 5)], parts.Pulses);
    }

    [Fact]
    public void Set_raises_reset_lowers_and_neither_leaves_the_cells_bounds()
    {
        Key key = new(4);
        PulsedCells cells = Device.Form(2000, key["cells"]);
        for (int n = 0; n < 60; n++)
        {
            double[] before = [.. cells.Conductances];
            double amplitude = n < 30 ? 3.3 : -3.3;
            Device.Apply(cells, 0, [.. Enumerable.Repeat(amplitude, 2000)], key["pulses"]);
            for (int i = 0; i < 2000; i++)
            {
                Assert.True(Math.Sign(cells.Conductances[i] - before[i]) * amplitude >= 0);
                Assert.InRange(cells.Conductances[i], cells.Lowest[i], cells.Highest[i]);
            }
        }
    }

    [Fact]
    public void A_pulse_below_the_threshold_does_nothing_but_counts()
    {
        Key key = new(5);
        PulsedCells cells = Device.Form(100, key["cells"]);
        double[] before = [.. cells.Conductances];
        Device.Apply(cells, 0, [.. Enumerable.Repeat(0.5, 100)], key["pulses"]);
        Assert.Equal(before, cells.Conductances);
        Assert.All(cells.Pulses, n => Assert.Equal(1, n));
        Assert.Throws<ArgumentOutOfRangeException>(() => Device.Apply(cells, 50, new double[51], key));
    }

    private static double[] Targets(Key key) => [.. Enumerable.Range(0, Count).Select(i => 1e-6 + (39e-6 * key["targets"].Uniform(i)))];

    // SET from 1.2 V, RESET from 1.5 V, + 0.1 V a pulse to 4 V and 30 pulses there; overshoot turns the polarity and restarts the ramp; 30 turns end it.
    private static bool[] WriteVerify(PulsedCells cells, double[] targets, bool[] wanted, Key key)
    {
        int n = cells.Count;
        double[] volts = new double[n];
        bool[] done = new bool[n], busy = [.. wanted];
        int[] turns = new int[n], ceiling = new int[n];
        while (Array.Exists(busy, x => x))
        {
            for (int i = 0; i < n; i++)
            {
                double error = cells.Conductances[i] - targets[i];
                if (!busy[i])
                    continue;
                if (Math.Abs(error) <= 1e-6)
                {
                    (done[i], busy[i], volts[i]) = (true, false, 0);
                    continue;
                }

                int polarity = error < 0 ? 1 : -1;
                if (volts[i] == 0 || Math.Sign(volts[i]) != polarity)
                {
                    turns[i] += volts[i] == 0 ? 0 : 1;
                    (volts[i], ceiling[i]) = (polarity > 0 ? 1.2 : -1.5, 0);
                }
                else if (Math.Abs(volts[i]) < 3.95)
                {
                    volts[i] += 0.1 * polarity;
                }
                else
                {
                    ceiling[i]++;
                }

                if (turns[i] > 30 || ceiling[i] > 30)
                    (busy[i], volts[i]) = (false, 0);
            }

            Device.Apply(cells, 0, volts, key);
        }

        return done;
    }
}
