using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>Doubts about a classification result: the chip's own, and what training and use of the chip look like.</summary>
internal static class Findings
{
    private const double LowUtilisation = 0.05, LostPoints = 0.01, ClippedWeights = 0.2, StillLearning = 0.05;

    /// <summary>All doubts.</summary>
    public static IReadOnlyList<Finding> Of(Classification experiment, Outcome outcome, double onChip)
    {
        List<Finding> findings = [.. Training(experiment, outcome), .. Merged(outcome.FirstAged.Findings), .. outcome.Conversions.Findings(outcome.Placement)];
        if (outcome.Ideal.Accuracy - onChip > LostPoints)
        {
            findings.Add(new Finding(Severity.Warning, "accuracy", $"the chip loses {100 * (outcome.Ideal.Accuracy - onChip):F1} points",
                "see which fault costs most in the table of faults; train with more weight noise (training.weightNoise)"));
        }

        if (experiment.Calibration == CalibrationTime.Never)
            findings.Add(new Finding(Severity.Warning, "calibration", "the converters were never fitted to data", "set calibration to \"once\""));
        if (outcome.Placement.Utilisation < LowUtilisation)
        {
            findings.Add(new Finding(Severity.Note, "placement", $"only {100 * outcome.Placement.Utilisation:F2} % of the cells of the used cores hold weights",
                "small matrices waste tiles; a chip of smaller cores (chip.rows, chip.columns) would do, or several networks share this one"));
        }

        if (experiment.Chip.WeightPercentile < 1 - ClippedWeights)
        {
            findings.Add(new Finding(Severity.Warning, "encoding", $"the largest {100 * (1 - experiment.Chip.WeightPercentile):F0} % of the weights are clipped",
                "raise chip.weightPercentile; 0.95 is the published scaling"));
        }

        if (outcome.TestImages < 200)
            findings.Add(new Finding(Severity.Note, "test", $"{outcome.TestImages} images tell an accuracy to about ±{100 / Math.Sqrt(outcome.TestImages):F0} points only", "test on more images"));
        return findings;
    }

    // One line for all segments that say the same.
    private static IEnumerable<Finding> Merged(IReadOnlyList<Finding> findings) => findings
        .GroupBy(finding => (finding.Severity, finding.Advice))
        .Select(group => group.Count() == 1 ? group.First() : group.First() with { Message = $"{group.First().Message}; likewise {group.Count() - 1} more ({string.Join(", ", group.Skip(1).Take(4).Select(finding => finding.Where))}{(group.Count() > 5 ? ", …" : "")})" });

    private static IEnumerable<Finding> Training(Classification experiment, Outcome outcome)
    {
        IReadOnlyList<Epoch> history = outcome.Training.History;
        if (history.Count == 0)
        {
            yield return new Finding(Severity.Error, "training", "the network was not trained", "give training.epochs a positive number");
            yield break;
        }

        // A rate that falls in the end lets the loss fall to the very end; more epochs would not repeat that.
        int quarter = history.Count / 4;
        if (quarter > 0 && history[^1].Rate > 0.5 * history[^(2 * quarter)].Rate)
        {
            double before = history.Skip(history.Count - (2 * quarter)).Take(quarter).Average(epoch => epoch.Loss), end = history.Skip(history.Count - quarter).Average(epoch => epoch.Loss);
            if (before - end > StillLearning * before && end > 0.05)
            {
                yield return new Finding(Severity.Note, "training", $"the loss still fell by {100 * (before - end) / before:F0} % in the last quarter of the epochs",
                    "raise training.epochs, or let the rate fall at the end (training.schedule=cool-down)");
            }
        }

        Epoch kept = history[outcome.Training.KeptEpoch - 1];
        if (kept.Accuracy - kept.ValidationAccuracy > 0.05)
        {
            yield return new Finding(Severity.Note, "training", $"training images are answered {100 * (kept.Accuracy - kept.ValidationAccuracy):F1} points better than images set aside",
                "more data, augmentation (training.augmentation), weight decay or fewer parameters");
        }

        double commonest = Commonest(outcome.Ideal.Confusion);
        if (outcome.Ideal.Interval.Low <= commonest)
        {
            yield return new Finding(Severity.Error, "training", $"the trained network answers {100 * outcome.Ideal.Accuracy:F1} %, no better than always naming the commonest class ({100 * commonest:F1} %); its loss is {kept.Loss:G3}",
                "lower the learning rate (training.schedule) if the loss rose, train longer if it was still falling");
        }

        if (experiment.Training.WeightNoise == 0)
            yield return new Finding(Severity.Note, "training", "the network was trained without weight noise", "training.weightNoise of 0.1 to 0.2 makes it bear the chip's errors");
    }

    // Rows of the confusion are the true classes.
    private static double Commonest(int[,] confusion)
    {
        int classes = confusion.GetLength(0);
        int[] counts = [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, classes).Sum(answer => confusion[label, answer]))];
        return counts.Max() / (double)counts.Sum();
    }
}
