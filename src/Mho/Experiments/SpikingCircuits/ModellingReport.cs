using System.Globalization;
using Mho.Experiments.Physical;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>Tells what a comparison of modelling found.</summary>
internal static class ModellingReport
{
    private const double PublishedBottomUp = 1.97e-9, PublishedTopDown = 39.04e-9;

    public static Report Of(ModellingError experiment, ModellingOutcome outcome)
    {
        double window = outcome.Extraction.Circuit.Window.SI;
        Repeats bottom = Over(outcome.Runs, run => run.BottomUp.Rms() * window), top = Over(outcome.Runs, run => run.TopDown.Rms() * window), ratio = Over(outcome.Runs, run => run.TopDown.Rms() / run.BottomUp.Rms());
        Repeats firing = Over(outcome.Runs, run => run.BottomUp.Rms(firing: true) * window);
        string model = experiment.Release ? "the circuit's own equation, release charge included" : "the published equation", networks = outcome.Runs.Count == 1 ? "one network" : $"{outcome.Runs.Count} networks";
        return new(
            $"{experiment.Name}: a spiking network in SKY130 by ngspice, learned bottom-up and top-down",
            $"Trained by {model}, spikes of the output layer come within {Nano(bottom.Mean)} (root mean square, mean of {networks}; the worst {Nano(bottom.Values.Max())}; over neurons that fire {Nano(firing.Mean)}) of the model; "
            + $"trained with ideal synapses and scaled afterwards, within {Nano(top.Mean)}: {ratio.Mean:F1} times as much, {ratio.Least:F1} at least.")
        {
            Headlines =
            [
                Time("bottomUp.error", bottom.Mean, "bottom-up, model against ngspice", $"published {Nano(PublishedBottomUp)}"),
                Time("bottomUp.error.worst", bottom.Values.Max(), "the worst network"),
                Time("topDown.error", top.Mean, "top-down, scaled", $"published {Nano(PublishedTopDown)}"),
                new("ratio", ratio.Mean, "top-down / bottom-up, mean", $"{ratio.Mean:F1}", "published 19.8"),
                new("ratio.least", ratio.Least, "the least", $"{ratio.Least:F1}"),
            ],
            Metrics = [.. Metrics(outcome, window)],
            Findings = [.. Findings(outcome)],
            Sections = [.. ModellingSections.Of(experiment, outcome, window)],
            References = [Binding.Models.SourceOf(typeof(ModellingError)), Binding.Models.SourceOf(typeof(DataSets.Sky130)), experiment.Data.Citation],
        };
    }

    private static IEnumerable<Metric> Metrics(ModellingOutcome outcome, double window)
    {
        Extraction e = outcome.Extraction;
        foreach ((string name, Modulation lambda) in new[] { ("lambdaN", e.N), ("lambdaP", e.P), ("lambdaDischarge", e.Discharge) })
            yield return new(name, lambda.Lambda, Text: $"{lambda.Lambda:F3} /V");
        yield return Metric.Of("capacitance", e.Capacitance);
        foreach ((string name, Func<ModellingRun, DeployedNetwork> of) in new (string, Func<ModellingRun, DeployedNetwork>)[] { ("bottomUp", run => run.BottomUp), ("topDown", run => run.TopDown) })
        {
            yield return Time($"{name}.error.firing", outcome.Runs.Average(run => of(run).Rms(firing: true)) * window);
            yield return Time($"{name}.error.firing.worst", outcome.Runs.Max(run => of(run).Rms(firing: true)) * window);
            yield return Time($"{name}.error.hidden", outcome.Runs.Average(run => of(run).Rms(output: false)) * window);
        }

        foreach ((int run, DeployedNetwork network) in outcome.Networks)
        {
            string name = $"{(network.Name == "bottom-up" ? "bottomUp" : "topDown")}.run{run}";
            yield return Time($"{name}.error", network.Rms() * window);
            yield return Time($"{name}.error.firing", network.Rms(firing: true) * window);
            yield return Time($"{name}.error.hidden", network.Rms(output: false) * window);
            yield return Time($"{name}.error.{(network.KnowsRelease ? "withoutRelease" : "withRelease")}", network.OtherRms * window);
            yield return Metric.Percent($"{name}.accuracy.model", network.Software.Accuracy);
            yield return Metric.Percent($"{name}.accuracy.circuit", (double)network.Right(outcome.Labels) / Math.Max(1, network.Finished));
            yield return new($"{name}.samples", network.Finished);
            yield return new($"{name}.scale.positive", network.Scale.Positive);
            yield return new($"{name}.scale.negative", network.Scale.Negative);
        }

        for (int run = 0; run < outcome.Runs.Count; run++)
            yield return Time($"topDown.run{run}.error.unscaled", outcome.Runs[run].Unscaled * window);
    }

    private static IEnumerable<Finding> Findings(ModellingOutcome outcome)
    {
        foreach ((int run, DeployedNetwork network) in outcome.Networks)
        {
            if (network.Software.NeverAnswered is [int lost, ..])
            {
                yield return new(
                    Severity.Warning, $"{network.Name}, run {run + 1}", $"never answers class {lost}, of which there are samples: silent outputs are easy to be right about, so this network flatters its model",
                    "raise firingReward, or take another seed");
            }

            if (network.Circuit.FirstOrDefault(sample => sample.Fault.Length > 0) is SampleSpikes failed)
            {
                int left = network.Circuit.Count - network.Finished;
                yield return new(
                    network.Finished == 0 ? Severity.Error : Severity.Warning, $"{network.Name}, run {run + 1}", $"ngspice did not finish {left} of {network.Circuit.Count} samples ({failed.Fault})",
                    "the others stand; look at the sample's deck by \"mho circuit simulate --netlist\"");
            }
        }

        Sky130Circuit circuit = outcome.Extraction.Circuit;
        for (int run = 0; run < outcome.Runs.Count; run++)
        {
            if (outcome.Extraction.Model.Doubt(outcome.Runs[run].Range, circuit.Rest, circuit.Supply, $"bottom-up, run {run + 1}") is { } doubt)
                yield return doubt;
        }

        yield return new(Severity.Note, "circuit", "wire capacitances stand in for an extracted layout, and the sensing inverter has transistors of the standard threshold", "numbers after a layout will differ");
    }

    private static Repeats Over(IReadOnlyList<ModellingRun> runs, Func<ModellingRun, double> of) => new([.. runs.Select(of)]);

    private static Metric Time(string name, double seconds, string label = "", string note = "") => new(name, seconds, label, Nano(seconds), note);

    internal static string Nano(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1e9 * seconds:F2} ns");
}
