using Mho.Experiments.Binding;
using Mho.Experiments.Reports;
using Mho.Networks;
using static Mho.Experiments.Classification.Wording;

namespace Mho.Experiments.Physical;

/// <summary>Tells what a sweep over |E| found.</summary>
internal static class SweepReporting
{
    /// <summary>The report.</summary>
    public static Report Of(ReversalSweep experiment, SweepOutcome outcome) => new(
        $"{experiment.Name}: {Models.NameOf(experiment.Network.GetType())} on {Models.NameOf(experiment.Data.GetType())}, over |E|", Summary(experiment, outcome))
    {
        Headlines = [.. Headlines(experiment, outcome)],
        Metrics = [.. outcome.Curves.SelectMany(curve => Metrics(experiment, curve))],
        Findings = [.. SweepFindings.Of(experiment, outcome)],
        Sections = [.. Sections(experiment, outcome)],
        References = [.. new object[] { experiment, experiment.Network, experiment.Data }.Select(Models.SourceOf).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal)],
    };

    private static string Summary(ReversalSweep experiment, SweepOutcome outcome)
    {
        CurveOutcome first = outcome.Curves[0];
        Optimum optimum = Optimum.Of(first.Trained, outcome.TestImages);
        string text = $"{(first.Curve.Label.Length > 0 ? first.Curve.Label + ": " : "")}{Percent(first.Trained[optimum.At].Mean)} of {outcome.TestImages:N0} test images at the best |E| = {experiment.Reversals[optimum.At]}, "
            + $"{Percent(first.Trained[0].Mean)} at |E| = {experiment.Reversals[0]}.";
        if (experiment.Baselines)
            text += $" Trained ideal and deployed at |E| = {experiment.Reversals[0]}: {Percent(first.Ideal[0].Mean)}; scaled: {Percent(first.Scaled[0].Mean)}.";
        return text + " " + Interior(experiment, optimum);
    }

    private static string Interior(ReversalSweep experiment, Optimum optimum) => experiment.Reversals.Count < 3 ? "" :
        optimum.Interior
            ? $"The optimum lies inside: {Points(optimum.AboveFirst)} and {Points(optimum.AboveLast)} above the ends, standard error {100 * optimum.Error:F2}."
            : $"No optimum inside the sweep was found: the best is {Points(optimum.AboveFirst)} above the first |E| and {Points(optimum.AboveLast)} above the last, standard error {100 * optimum.Error:F2}.";

    private static IEnumerable<Metric> Headlines(ReversalSweep experiment, SweepOutcome outcome)
    {
        string Note(Repeats at) => at.Values.Count > 1 ? $"mean of {at.Values.Count} networks ± {100 * at.Deviation:F2} points" : "one network";
        foreach (CurveOutcome curve in outcome.Curves)
        {
            string prefix = curve.Curve.Label.Length > 0 ? curve.Curve.Label + ": " : "";
            int best = Optimum.Of(curve.Trained, outcome.TestImages).At;
            foreach (int e in new[] { 0, best }.Distinct())
                yield return Metric.Percent(Name("pnn", curve, experiment.Reversals[e]), curve.Trained[e].Mean, $"{prefix}|E| = {experiment.Reversals[e]}", Note(curve.Trained[e]));
        }

        if (experiment.Baselines)
        {
            CurveOutcome first = outcome.Curves[0];
            yield return Metric.Percent(Name("ann", first, experiment.Reversals[0]), first.Ideal[0].Mean, $"trained ideal, deployed at |E| = {experiment.Reversals[0]}", Note(first.Ideal[0]));
            yield return Metric.Percent(Name("scaledAnn", first, experiment.Reversals[0]), first.Scaled[0].Mean, "the same, weights scaled", Note(first.Scaled[0]));
        }
    }

    private static IEnumerable<Metric> Metrics(ReversalSweep experiment, CurveOutcome curve)
    {
        foreach ((string name, IReadOnlyList<Repeats> points) in new[] { ("pnn", curve.Trained), ("ann", curve.Ideal), ("scaledAnn", curve.Scaled) })
        {
            for (int e = 0; e < points.Count; e++)
            {
                string key = Name(name, curve, experiment.Reversals[e]);
                yield return Metric.Percent(key, points[e].Mean);
                yield return new Metric(key + ".deviation", points[e].Deviation);
                for (int run = 0; run < points[e].Values.Count; run++)
                    yield return new Metric($"{key}.run{run}", points[e].Values[run]);
            }
        }
    }

    private static string Name(string what, CurveOutcome curve, double reversal) => $"accuracy.{what}{curve.Curve.Suffix}.e{reversal}";

    private static IEnumerable<Section> Sections(ReversalSweep experiment, SweepOutcome outcome)
    {
        yield return new Heading("Accuracy over |E|");
        foreach (CurveOutcome curve in outcome.Curves)
            yield return Table(experiment, curve, outcome.TestImages);
        foreach (Figure figure in SweepFigures.Of(experiment, outcome))
            yield return figure;
        yield return new Heading("Spikes");
        foreach (Figure figure in SpikeFigures.Of(outcome.Spikes))
            yield return figure;
        yield return new Heading("Training");
        Network network = outcome.BestNetwork.Trained.Network;
        yield return new Paragraph(
            $"{network.ParameterCount:N0} weights, {outcome.BestNetwork.History.Count} epochs of batches of {experiment.Training.Batch}. {Classification.Trained.FileName} is the network of |E| = {experiment.Reversals[outcome.Best]}, run 1, "
            + "the best on images set aside.");
        yield return new Table("The network. Outputs are height x width x channels or neurons.", ["layer", "output", "weights"],
            [.. network.Chain.Select(layer => (IReadOnlyList<string>)[layer.Name, layer.Output.ToString(), $"{Network.ParametersOf([layer]).Sum(parameter => parameter.Shape.Count):N0}"])]);
    }

    private static Table Table(ReversalSweep experiment, CurveOutcome curve, int images)
    {
        string half = Repeats.HalfWidth(curve.Trained) is var width && double.IsNaN(width) ? "" : $" The 95 % confidence interval of a mean is ± {100 * width:F2} points, with deviations pooled.";
        return new Table(
            $"{(curve.Curve.Label.Length > 0 ? curve.Curve.Label + ". " : "")}Share of {images:N0} test images answered rightly, mean of {experiment.Runs} networks; in brackets the standard deviation in points.{half}"
            + (experiment.Baselines ? " Factors: of positive and negative weights, for each network." : ""),
            experiment.Baselines ? ["|E|", "trained as the circuit", "trained ideal, deployed", "the same, scaled", "factors"] : ["|E|", "trained as the circuit"],
            [.. Enumerable.Range(0, experiment.Reversals.Count).Select(e => (IReadOnlyList<string>)[.. Row(experiment, curve, e)])]);
    }

    private static IEnumerable<string> Row(ReversalSweep experiment, CurveOutcome curve, int e)
    {
        string Shown(Repeats at) => at.Values.Count > 1 ? $"{Percent(at.Mean)} ({100 * at.Deviation:F2})" : Percent(at.Mean);
        yield return $"{experiment.Reversals[e]}";
        yield return Shown(curve.Trained[e]);
        if (!experiment.Baselines)
            yield break;
        yield return Shown(curve.Ideal[e]);
        yield return Shown(curve.Scaled[e]);
        yield return string.Join(", ", curve.Factors[e].Select(pair => $"{pair.Positive:F1}/{pair.Negative:F1}"));
    }
}
