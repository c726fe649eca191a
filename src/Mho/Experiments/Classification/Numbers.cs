using Mho.Chips;
using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>The metrics of a classification.</summary>
internal static class Numbers
{
    /// <summary>Those seen first.</summary>
    public static IEnumerable<Metric> Headlines(Outcome outcome, AccuracySeries[] series, ChipCost cost, string when)
    {
        yield return Metric.Percent("accuracy.ideal", outcome.Ideal.Accuracy, "ideal", "integer codes, exact products");
        yield return Metric.Percent("accuracy.onChip.programmed", series[0].Mean, "on chip, at once", series[0].Note);
        if (series.Length > 1)
            yield return Metric.Percent($"accuracy.onChip.{series[^1].Name}", series[^1].Mean, $"on chip {when}", series[^1].Note);
        yield return Metric.Of("energy.image", cost.Energy, "energy an image", "analog products and conversions");
        yield return Metric.Of("latency.image", cost.Latency, "time an image", "layer after layer");
    }

    /// <summary>All others.</summary>
    public static IEnumerable<Metric> All(Outcome outcome, AccuracySeries[] series, ChipCost cost)
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

        foreach (AccuracySeries at in series)
        {
            yield return Metric.Percent($"accuracy.onChip.{at.Name}", at.Mean);
            yield return Metric.Percent($"accuracy.onChip.{at.Name}.deviation", at.Deviation);
            yield return Metric.Percent($"accuracy.onChip.{at.Name}.least", at.Least);
        }

        if (outcome.Ablation is { } ablation)
        {
            yield return Metric.Percent("accuracy.faults.none", ablation.Faultless.Accuracy);
            foreach ((Fault fault, Evaluation alone, Evaluation without) in ablation.Faults)
            {
                yield return Metric.Percent($"accuracy.faults.{fault.Name}.alone", alone.Accuracy);
                yield return Metric.Percent($"accuracy.faults.{fault.Name}.without", without.Accuracy);
            }
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
            yield return Metric.Percent($"adc.clipped.{name}", outcome.Conversions.ClippedShare(matrix));
        }
    }
}
