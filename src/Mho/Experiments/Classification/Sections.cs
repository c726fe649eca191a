using Mho.Chips;
using Mho.Experiments.Reports;
using Mho.Networks;
using static Mho.Experiments.Classification.Wording;
using static Mho.Units;

namespace Mho.Experiments.Classification;

/// <summary>The body of a classification's page.</summary>
internal static class Sections
{
    /// <summary>All sections in reading order.</summary>
    public static IEnumerable<Section> Of(Classification experiment, Outcome outcome, AccuracySeries[] series, ChipCost cost) =>
    [
        new Heading("Accuracy"), .. Accuracy(experiment, outcome, series),
        .. outcome.Ablation is { } ablation ? Faults(ablation, outcome, series[^1]) : [],
        new Heading("Energy, time and use of the chip"), .. Cost(outcome, cost), .. Figures.Cost(cost),
        new Heading("Programming"), .. Programming(outcome), .. Figures.Conductances(experiment, outcome),
        new Heading("Converters"), .. Converters(outcome, cost), .. Figures.Conversions(outcome),
        new Heading("Training"), .. Training(experiment, outcome), .. Figures.Training(outcome),
        new Heading("Errors by class"), Figures.Confusion(outcome),
    ];

    private static IEnumerable<Section> Accuracy(Classification experiment, Outcome outcome, AccuracySeries[] series)
    {
        IReadOnlyList<string> Exact(string label, Evaluation evaluation) =>
            [label, Percent(evaluation.Accuracy), "–", "–", $"{Percent(evaluation.Interval.Low)} … {Percent(evaluation.Interval.High)}", Points(evaluation.Accuracy - outcome.Ideal.Accuracy)];
        yield return new Table(
            $"Share of {outcome.TestImages} test images answered rightly. Deviation: standard deviation over {outcome.OnChip.Count} programmings. 95 %: Wilson interval for this number of images.",
            ["", "accuracy", "deviation", "least", "95 %", "against ideal"],
            [
                Exact("software, floating point", outcome.Software),
                Exact("ideal: integer codes, exact products", outcome.Ideal),
                .. series.Select(at => (IReadOnlyList<string>)[$"on chip, {at.Label}", Percent(at.Mean), at.Accuracies.Length > 1 ? $"{100 * at.Deviation:F2}" : "–", Percent(at.Least), $"{Percent(at.Interval.Low)} … {Percent(at.Interval.High)}", Points(at.Mean - outcome.Ideal.Accuracy)]),
            ]);
        if (series.Length > 1)
            yield return Figures.Ageing(experiment, outcome, series);
    }

    private static IEnumerable<Section> Faults(Ablation ablation, Outcome outcome, AccuracySeries last)
    {
        double none = ablation.Faultless.Accuracy, all = last.Accuracies[0];
        yield return new Heading("Where the loss comes from");
        yield return new Table(
            $"First chip, {last.Label}. Without these faults (but with cells that never fall to 0 S) it answers {Percent(none)}, with all faults {Percent(all)}. Alone: only this fault; loss against the faultless chip. All but this: gain over all faults. "
            + $"Differences below about {100 / Math.Sqrt(outcome.TestImages) * Math.Sqrt(2 * Math.Max(1e-4, 1 - all)):F2} points are chance.",
            ["fault", "alone", "loss", "all but this", "gain"],
            [.. ablation.Faults.Select(row => (IReadOnlyList<string>)[row.Fault.Label, Percent(row.Alone.Accuracy), Points(row.Alone.Accuracy - none), Percent(row.Without.Accuracy), Points(row.Without.Accuracy - all)])]);
        yield return Figures.Faults(ablation, last);
    }

    private static IEnumerable<Section> Cost(Outcome outcome, ChipCost cost)
    {
        yield return new Table(
            $"One image. {cost.Operations:N0} operations, {cost.TeraOperationsPerJoule:F2} TOPS/W; pipelined, an image every {cost.Interval / us:F1} µs. Digital work, buffers and transfers are left out.",
            ["layer", "rows x columns", "tiles", "products", "energy (nJ)", "time (µs)", "cells", "use of its cores"],
            [
                .. cost.Matrices.Select((matrix, i) => (IReadOnlyList<string>)
                [
                    matrix.Name, $"{outcome.Deployment.Matrices[i].Rows} x {outcome.Deployment.Matrices[i].Columns}", $"{matrix.Segments * matrix.Replicas}", $"{matrix.Vectors}",
                    $"{matrix.Energy / nJ:F2}", $"{matrix.Latency / us:F1}", $"{matrix.Cells:N0}", $"{100 * matrix.Utilisation:F2} %",
                ]),
                ["all", "", $"{outcome.Placement.Segments.Count}", "", $"{cost.Energy / nJ:F2}", $"{cost.Latency / us:F1}", $"{cost.Cells:N0}", $"{100 * cost.Utilisation:F2} %"],
            ]);
    }

    private static IEnumerable<Section> Programming(Outcome outcome)
    {
        ProgrammingReport report = outcome.First.Report;
        string pulses = report.WriteVerify is { } write
            ? $" Write–verify: {Percent(write.Yield)} of the cells end inside their window, after {write.MeanPulses:F2} pulses on average; {write.TooLow} end too low, {write.TooHigh} too high."
            : " The device is known by its outcome, pulses are not simulated.";
        yield return new Paragraph($"{report.Cells:N0} cells in {outcome.Placement.Segments.Count} tiles on {outcome.Placement.CoresUsed} cores; they end {Shown(report.Error)} (root mean square) from their targets.{pulses}");
    }

    private static IEnumerable<Section> Converters(Outcome outcome, ChipCost cost)
    {
        yield return new Table(
            "Conversions of the test, all programmings at the last time. Clipped: those that ended at the converter's limit.",
            ["layer", "conversions", "clipped (%)"],
            [.. cost.Matrices.Select((matrix, i) => (IReadOnlyList<string>)[matrix.Name, $"{outcome.Conversions.Conversions(i):N0}", $"{100 * outcome.Conversions.ClippedShare(i):F3}"])]);
    }

    private static IEnumerable<Section> Training(Classification experiment, Outcome outcome)
    {
        Network network = outcome.Training.Trained.Network;
        if (experiment.Network is Trained trained)
            yield return new Paragraph($"Not trained in this run: the network is that of {trained.From}, SHA-256 {trained.Sha256}.");
        yield return new Paragraph(
            $"{network.ParameterCount:N0} parameters, {outcome.Training.History.Count} epochs of batches of {experiment.Training.Batch}, weight noise {100 * experiment.Training.WeightNoise:F0} % of the largest weight"
            + (outcome.Training.KeptEpoch > 0 ? $"; kept: epoch {outcome.Training.KeptEpoch}." : "."));
        yield return new Table(
            "The network. Outputs are height x width x channels or features.",
            ["layer", "output", "parameters"],
            [.. network.Chain.Select(layer => (IReadOnlyList<string>)[layer.Name, layer.Output.ToString(), $"{Network.ParametersOf([layer]).Sum(parameter => parameter.Shape.Count):N0}"])]);
    }
}
