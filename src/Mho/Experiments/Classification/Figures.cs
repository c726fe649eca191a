using Mho.Chips;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks;
using static Mho.Units;

namespace Mho.Experiments.Classification;

/// <summary>The plots of a classification's page.</summary>
internal static class Figures
{
    private const int MostTiles = 12, MostHistograms = 8, MostCells = 3000;

    /// <summary>Accuracy over the age of the chip.</summary>
    public static Figure Ageing(Classification experiment, Outcome outcome, AccuracySeries[] series)
    {
        double[] times = [.. experiment.Times.Select(time => time.SI)];
        AccuracySeries[] aged = series[1..];
        List<Mark> marks =
        [
            new Band("95 % interval of this number of images", times, [.. aged.Select(at => 100 * at.Interval.Low)], [.. aged.Select(at => 100 * at.Interval.High)]),
            new Line("on chip, mean", times, [.. aged.Select(at => 100 * at.Mean)]) { Dots = true },
            new Rule("ideal", 100 * outcome.Ideal.Accuracy),
            new Rule("as programmed", 100 * series[0].Mean),
        ];
        if (outcome.OnChip.Count > 1)
            marks.Add(new ErrorBars($"± 1 sd of {outcome.OnChip.Count} programmings", times, [.. aged.Select(at => 100 * at.Mean)], [.. aged.Select(at => 100 * at.Deviation)]));
        return new Figure("accuracy", new Plot("Accuracy over time", Axis.OfTime("time after programming"), new Axis("test images answered rightly (%)"), marks) { Height = 320 },
            "The chip is not touched between the tests" + (experiment.Calibration == CalibrationTime.EachTime ? ", but calibrated again before each." : "."));
    }

    /// <summary>What each fault costs.</summary>
    public static Figure Faults(Ablation ablation, AccuracySeries last)
    {
        double none = ablation.Faultless.Accuracy, all = last.Accuracies[0];
        return new Figure("faults", new BarChart("What each fault costs", new Axis("points of accuracy"), [.. ablation.Faults.Select(row => row.Fault.Label)],
            [
                new BarSeries("lost with this fault alone", [.. ablation.Faults.Select(row => 100 * (none - row.Alone.Accuracy))]),
                new BarSeries("gained without it", [.. ablation.Faults.Select(row => 100 * (row.Without.Accuracy - all))]),
            ]), "Bars to the left are chance: a fault that seems to help.");
    }

    /// <summary>Energy by layer and part, and time by layer.</summary>
    public static IEnumerable<Figure> Cost(ChipCost cost)
    {
        string[] names = [.. cost.Matrices.Select(matrix => matrix.Name)];
        double[] Part(Func<MvmEnergy, Energy> part) => [.. cost.Matrices.Select(matrix => matrix.Vectors * part(matrix.Product) / nJ)];
        yield return new Figure("energy", new BarChart("Energy of one image by layer", new Axis("energy (nJ)"), names,
            [new BarSeries("word lines", Part(e => e.WordLines)), new BarSeries("inputs", Part(e => e.Inputs)), new BarSeries("neurons and converters", Part(e => e.Neurons))])
        {
            Arrangement = BarArrangement.Stacked,
        }, "Early convolutions cost most: they have the most places.");
        yield return new Figure("latency", new BarChart("Time of one image by layer", new Axis("time (µs)"), names, [new BarSeries("time", [.. cost.Matrices.Select(matrix => matrix.Latency / us)])])
        {
            Text = value => $"{value:F0}",
        }, "Layer after layer; as a pipeline the longest bar is the time between images.");
    }

    /// <summary>Conductances of the tiles now, and against their targets.</summary>
    public static IEnumerable<Figure> Conductances(Classification experiment, Outcome outcome)
    {
        ProgrammedChip chip = outcome.FirstAged;
        double most = 1e6 * experiment.Chip.Device.Range.Max.SI;
        HeatPanel[] panels = [.. chip.Tiles.Take(MostTiles).Select(tile => new HeatPanel(tile.Segment.Name, 2 * tile.Segment.Pairs, tile.Segment.Lines, [.. tile.Conductances.Select(g => 1e6 * g)]))];
        string left = chip.Tiles.Count > MostTiles ? $" The first {MostTiles} of {chip.Tiles.Count} tiles." : "";
        yield return new Figure("conductances", new HeatMap($"Conductances of the first chip, {chip.Elapsed} after programming", "conductance (µS)", panels) { Min = 0, Max = most },
            $"Rows 2i and 2i + 1 hold the positive and the negative part of weight i; the last rows of a tile hold the bias.{left}");
        (double Target, double Now)[] cells = [.. chip.Tiles.SelectMany(tile => tile.Plan.Targets.Zip(tile.Conductances))];
        int stride = Math.Max(1, cells.Length / MostCells);
        (double Target, double Now)[] shown = [.. cells.Where((_, i) => i % stride == 0)];
        yield return new Figure("targets", new Plot("Cells against their targets", new Axis("target (µS)"), new Axis($"{chip.Elapsed} after programming (µS)"),
            [
                new Scatter($"{shown.Length} of {cells.Length} cells", [.. shown.Select(cell => 1e6 * cell.Target)], [.. shown.Select(cell => 1e6 * cell.Now)]) { Radius = 1.5 },
                new Line("on target", [0, most], [0, most]) { Style = LineStyle.Dashed },
            ])
        { Height = 360 }, "What programming and relaxation did to the cells.");
    }

    /// <summary>What the converters saw.</summary>
    public static IEnumerable<Figure> Conversions(Outcome outcome)
    {
        double[] edges = [.. Enumerable.Range(0, ReadStatistics.Bins + 1).Select(i => (2.0 * i / ReadStatistics.Bins) - 1)];
        for (int matrix = 0; matrix < Math.Min(MostHistograms, outcome.Deployment.Matrices.Count); matrix++)
        {
            double[] counts = [.. outcome.Conversions.Histogram(matrix).ToArray().Select(count => 100.0 * count / Math.Max(1, outcome.Conversions.Conversions(matrix)))];
            string name = outcome.Deployment.Matrices[matrix].Name;
            yield return new Figure($"adc-{name}", new Plot($"{name}: {100 * outcome.Conversions.ClippedShare(matrix):F2} % clipped", new Axis("converter input (full scale = 1)") { Min = -1, Max = 1 }, new Axis("conversions (%)"),
                [new Histogram("", edges, counts)])
            { Height = 200 }, "");
        }
    }

    /// <summary>How the network learned.</summary>
    public static IEnumerable<Figure> Training(Outcome outcome)
    {
        IReadOnlyList<Epoch> history = outcome.Training.History;
        if (history.Count < 2)
            yield break;
        double[] epochs = [.. history.Select(epoch => (double)epoch.Number)];
        yield return new Figure("training-loss", new Plot("Loss while training", new Axis("epoch"), new Axis("cross-entropy (nats)"),
            [
                new Line("training steps, noise on", epochs, [.. history.Select(epoch => epoch.Loss)]),
                new Line("images set aside, noise off", epochs, [.. history.Select(epoch => epoch.ValidationLoss)]) { Style = LineStyle.Dashed },
            ])
        { Height = 280 }, "");
        yield return new Figure("training-accuracy", new Plot("Accuracy while training", new Axis("epoch"), new Axis("answered rightly (%)"),
            [
                new Line("training steps, noise on", epochs, [.. history.Select(epoch => 100 * epoch.Accuracy)]),
                new Line("images set aside, noise off", epochs, [.. history.Select(epoch => 100 * epoch.ValidationAccuracy)]) { Style = LineStyle.Dashed },
            ])
        { Height = 280 }, "");
    }

    /// <summary>Which classes are taken for which.</summary>
    public static Figure Confusion(Outcome outcome)
    {
        int[,] counts = outcome.OnChip[0][^1].Confusion;
        int classes = counts.GetLength(0);
        double[] shares = new double[classes * classes];
        for (int label = 0; label < classes; label++)
        {
            double all = Math.Max(1, Enumerable.Range(0, classes).Sum(answer => counts[label, answer]));
            for (int answer = 0; answer < classes; answer++)
                shares[(label * classes) + answer] = Math.Round(1000 * counts[label, answer] / all) / 10;
        }

        return new Figure("confusion", new HeatMap("Answers by true class", "share of the true class (%)", [new HeatPanel("", classes, classes, shares)]) { Min = 0, Max = 100, XLabel = "answer", YLabel = "true class", Numbers = true },
            "First chip at the last time. The diagonal is right.");
    }
}
