using Mho.Chips;
using Mho.Experiments.Reports;
using Mho.Networks;
using static Mho.Experiments.ClassificationReport;
using static Mho.Units;

namespace Mho.Experiments;

/// <summary>The body of a classification's page.</summary>
internal static class ClassificationSections
{
    /// <summary>All sections in reading order.</summary>
    public static IEnumerable<Section> Of(Classification experiment, ClassificationOutcome outcome, Series[] series, ChipCost cost) =>
    [
        new Heading("Accuracy"), .. Accuracy(experiment, outcome, series),
        .. outcome.Faults.Count > 0 ? Faults(outcome, series[^1]) : [],
        new Heading("Energy, time and use of the chip"), .. Cost(outcome, cost), .. ClassificationFigures.Cost(cost),
        new Heading("Programming"), .. Programming(outcome), .. ClassificationFigures.Conductances(experiment, outcome),
        new Heading("Converters"), .. Converters(outcome, cost), .. ClassificationFigures.Conversions(outcome),
        new Heading("Training"), .. Training(experiment, outcome), .. ClassificationFigures.Training(outcome),
        new Heading("Errors by class"), ClassificationFigures.Confusion(outcome),
    ];

    private static IEnumerable<Section> Accuracy(Classification experiment, ClassificationOutcome outcome, Series[] series)
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
            yield return ClassificationFigures.Ageing(experiment, outcome, series);
    }

    private static IEnumerable<Section> Faults(ClassificationOutcome outcome, Series last)
    {
        double none = outcome.Faultless!.Accuracy, all = last.Accuracies[0];
        yield return new Heading("Where the loss comes from");
        yield return new Table(
            $"First chip, {last.Label}. Without these faults (but with cells that never fall to 0 S) it answers {Percent(none)}, with all faults {Percent(all)}. Alone: only this fault; loss against the faultless chip. All but this: gain over all faults. "
            + $"Differences below about {100 / Math.Sqrt(outcome.TestImages) * Math.Sqrt(2 * Math.Max(1e-4, 1 - all)):F2} points are chance.",
            ["fault", "alone", "loss", "all but this", "gain"],
            [.. outcome.Faults.Select(row => (IReadOnlyList<string>)[row.Fault.Label, Percent(row.Alone.Accuracy), Points(row.Alone.Accuracy - none), Percent(row.Without.Accuracy), Points(row.Without.Accuracy - all)])]);
        yield return ClassificationFigures.Faults(outcome, last);
    }

    private static IEnumerable<Section> Cost(ClassificationOutcome outcome, ChipCost cost)
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

    private static IEnumerable<Section> Programming(ClassificationOutcome outcome)
    {
        ProgrammingReport report = outcome.First.Report;
        string pulses = report.WriteVerify is { } write
            ? $" Write–verify: {Percent(write.Yield)} of the cells end inside their window, after {write.MeanPulses:F2} pulses on average; {write.TooLow} end too low, {write.TooHigh} too high."
            : " The device is known by its outcome, pulses are not simulated.";
        yield return new Paragraph($"{report.Cells:N0} cells in {outcome.Placement.Segments.Count} tiles on {outcome.Placement.CoresUsed} cores; they end {Shown(report.Error)} (root mean square) from their targets.{pulses}");
    }

    private static IEnumerable<Section> Converters(ClassificationOutcome outcome, ChipCost cost)
    {
        yield return new Table(
            "Conversions of the test, all programmings at the last time. Clipped: those that ended at the converter's limit.",
            ["layer", "conversions", "clipped (%)"],
            [.. cost.Matrices.Select((matrix, i) => (IReadOnlyList<string>)[matrix.Name, $"{outcome.Conversions.Conversions(i):N0}", $"{100 * Clipped(outcome.Conversions, i):F3}"])]);
    }

    private static IEnumerable<Section> Training(Classification experiment, ClassificationOutcome outcome)
    {
        Network network = outcome.Training.Trained.Network;
        yield return new Paragraph(
            $"{network.ParameterCount:N0} parameters, {outcome.Training.History.Count} epochs of batches of {experiment.Training.Batch}, weight noise {100 * experiment.Training.WeightNoise:F0} % of the largest weight"
            + (outcome.Training.KeptEpoch > 0 ? $"; kept: epoch {outcome.Training.KeptEpoch}." : "."));
        yield return new Table(
            "The network. Outputs are height x width x channels or features.",
            ["layer", "output", "parameters"],
            [.. network.Chain.Select(layer => (IReadOnlyList<string>)[layer.Name, layer.Output.ToString(), $"{Network.ParametersOf([layer]).Sum(parameter => parameter.Shape.Count):N0}"])]);
    }
}
