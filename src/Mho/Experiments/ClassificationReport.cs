using Mho.Chips;
using Mho.Experiments.Binding;
using Mho.Networks;

namespace Mho.Experiments;

/// <summary>Tells what a classification experiment found: numbers, doubts, tables and plots.</summary>
internal static class ClassificationReport
{
    /// <summary>The report.</summary>
    public static Report Of(Classification experiment, ClassificationOutcome outcome)
    {
        Series[] series = Accuracies(experiment, outcome);
        Series last = series[^1];
        ChipCost cost = outcome.Placement.Cost();
        double ideal = outcome.Ideal.Accuracy;
        string when = experiment.Times.Count > 0 ? $"after {experiment.Times[^1]}" : "directly after programming";
        return new Report(
            $"{experiment.Name}: {Describe(experiment.Network)} on {Describe(experiment.Data)}, on an RRAM chip",
            $"The network answers {Percent(ideal)} of {outcome.TestImages} test images rightly with exact arithmetic and {Percent(last.Mean)} on the chip {when} "
            + $"({Points(last.Mean - ideal)}). An image takes {Shown(cost.Energy)} and {Shown(cost.Latency)} in the arrays.")
        {
            Headlines = [.. Headlines(outcome, series, cost, when)],
            Metrics = [.. Metrics(outcome, series, cost)],
            Findings = ClassificationFindings.Of(experiment, outcome, last.Mean),
            Sections = [.. ClassificationSections.Of(experiment, outcome, series, cost)],
            References = [.. References(experiment)],
        };
    }

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => $"{100 * share:F2} %";

    /// <summary>A difference of accuracies as people read it.</summary>
    public static string Points(double difference) => $"{(difference < 0 ? "−" : "+")}{Math.Abs(100 * difference):F2} points";

    /// <summary>A quantity to four digits.</summary>
    public static string Shown<T>(T quantity)
        where T : struct, IQuantity<T> => Metric.Of("", quantity).Text;

    private static IEnumerable<Metric> Headlines(ClassificationOutcome outcome, Series[] series, ChipCost cost, string when)
    {
        yield return Metric.Percent("accuracy.ideal", outcome.Ideal.Accuracy, "ideal", "integer codes, exact products");
        yield return Metric.Percent("accuracy.onChip.programmed", series[0].Mean, "on chip, at once", series[0].Note);
        if (series.Length > 1)
            yield return Metric.Percent($"accuracy.onChip.{series[^1].Name}", series[^1].Mean, $"on chip {when}", series[^1].Note);
        yield return Metric.Of("energy.image", cost.Energy, "energy an image", "analog products and conversions");
        yield return Metric.Of("latency.image", cost.Latency, "time an image", "layer after layer");
    }

    private static IEnumerable<Metric> Metrics(ClassificationOutcome outcome, Series[] series, ChipCost cost)
    {
        yield return new Metric("network.parameters", outcome.Training.Trained.Network.ParameterCount);
        yield return Metric.Percent("accuracy.software", outcome.Software.Accuracy);
        if (outcome.Training.History.Count > 0)
        {
            Epoch kept = outcome.Training.History[outcome.Training.KeptEpoch - 1];
            yield return Metric.Percent("accuracy.validation", kept.ValidationAccuracy);
            yield return new Metric("training.epoch", kept.Number);
            yield return new Metric("training.loss", kept.Loss);
        }

        foreach (Series at in series)
        {
            yield return Metric.Percent($"accuracy.onChip.{at.Name}", at.Mean);
            yield return Metric.Percent($"accuracy.onChip.{at.Name}.deviation", at.Deviation);
            yield return Metric.Percent($"accuracy.onChip.{at.Name}.least", at.Least);
        }

        if (outcome.Faultless is { } faultless)
            yield return Metric.Percent("accuracy.faults.none", faultless.Accuracy);
        foreach ((ClassificationFault fault, Evaluation alone, Evaluation without) in outcome.Faults)
        {
            yield return Metric.Percent($"accuracy.faults.{fault.Name}.alone", alone.Accuracy);
            yield return Metric.Percent($"accuracy.faults.{fault.Name}.without", without.Accuracy);
        }

        yield return new Metric("chip.cells", cost.Cells);
        yield return new Metric("chip.cores", cost.CoresUsed);
        yield return Metric.Percent("chip.utilisation", cost.Utilisation);
        yield return Metric.Of("latency.interval", cost.Interval);
        yield return new Metric("efficiency.teraOperationsPerJoule", cost.TeraOperationsPerJoule);
        if (outcome.First.Report.WriteVerify is { } write)
        {
            yield return Metric.Percent("programming.yield", write.Yield);
            yield return new Metric("programming.pulses", write.MeanPulses);
        }

        yield return Metric.Of("programming.error", outcome.First.Report.Error);
        for (int matrix = 0; matrix < cost.Matrices.Count; matrix++)
        {
            string name = cost.Matrices[matrix].Name;
            yield return Metric.Of($"energy.{name}", cost.Matrices[matrix].Energy);
            yield return Metric.Of($"latency.{name}", cost.Matrices[matrix].Latency);
            yield return Metric.Percent($"adc.clipped.{name}", Clipped(outcome.Conversions, matrix));
        }
    }

    /// <summary>Share of the conversions of a matrix that ended at the converter's limit.</summary>
    internal static double Clipped(ReadStatistics statistics, int matrix) => statistics.Clipped(matrix) / Math.Max(1.0, statistics.Conversions(matrix));

    private static Series[] Accuracies(Classification experiment, ClassificationOutcome outcome)
    {
        Series At(int time, string name, string label) => new(name, label, [.. outcome.OnChip.Select(chip => chip[time].Accuracy)], outcome.TestImages);
        return [At(0, "programmed", "as programmed"), .. experiment.Times.Select((time, i) => At(i + 1, time.ToString().Replace(" ", "", StringComparison.Ordinal), $"after {time}"))];
    }

    private static IEnumerable<string> References(Classification experiment)
    {
        foreach (object noun in new object[] { experiment.Chip, experiment.Chip.Device, experiment.Network, experiment.Data })
        {
            if (Models.SourceOf(noun.GetType()) is { Length: > 0 } source)
                yield return source;
        }

        yield return "Energy and latency: closed form fitted to Extended Data Fig. 12 of W. Wan et al., Nature 608, 504 (2022), as digitised by CiMLoop (github.com/mit-emze/cimloop)";
    }

    private static string Describe(object noun) => Models.NameOf(noun.GetType()) ?? noun.GetType().Name;

    /// <summary>The accuracies of all chips at one time.</summary>
    internal sealed record Series(string Name, string Label, double[] Accuracies, int Images)
    {
        public double Mean => Accuracies.Average();

        /// <summary>Standard deviation over programmings; 0 for one.</summary>
        public double Deviation => Accuracies.Length < 2 ? 0 : Math.Sqrt(Accuracies.Sum(accuracy => Math.Pow(accuracy - Mean, 2)) / (Accuracies.Length - 1));

        public double Least => Accuracies.Min();

        /// <summary>95 % interval that the number of test images allows the mean.</summary>
        public (double Low, double High) Interval => Evaluation.Wilson(Mean * Images, Images);

        public string Note => Accuracies.Length > 1 ? $"mean of {Accuracies.Length} programmings ± {100 * Deviation:F2} points" : "one programming";
    }
}
