using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks.Spiking.Sky130;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>Tells what a comparison of modelling found.</summary>
internal static class ModellingReport
{
    private const double PublishedBottomUp = 1.97e-9, PublishedTopDown = 39.04e-9;

    public static Report Of(ModellingError experiment, ModellingOutcome outcome)
    {
        double window = outcome.Extraction.Circuit.Window.SI, bottom = outcome.BottomUp.Rms() * window, top = outcome.TopDown.Rms() * window;
        return new(
            $"{experiment.Name}: a spiking network in SKY130 by ngspice, learned bottom-up and top-down",
            $"Trained by the circuit's own equation, spikes of the output layer come within {Nano(bottom)} (root mean square) of the model; trained with ideal synapses and scaled afterwards, within {Nano(top)}: {top / bottom:F1} times as much.")
        {
            Headlines =
            [
                Time("bottomUp.error", bottom, "bottom-up, model against ngspice", $"published {Nano(PublishedBottomUp)}"),
                Time("topDown.error", top, "top-down, scaled", $"published {Nano(PublishedTopDown)}"),
                new("ratio", top / bottom, "top-down / bottom-up", $"{top / bottom:F1}", "published 19.8"),
            ],
            Metrics = [.. Metrics(outcome, window)],
            Findings = [.. Findings(outcome)],
            Sections = [.. Sections(outcome, window)],
            References = [Binding.Models.SourceOf(typeof(ModellingError)), Binding.Models.SourceOf(typeof(DataSets.Sky130)), experiment.Data.Citation],
        };
    }

    private static IEnumerable<Metric> Metrics(ModellingOutcome outcome, double window)
    {
        Extraction e = outcome.Extraction;
        foreach ((string name, Modulation lambda) in new[] { ("lambdaN", e.N), ("lambdaP", e.P), ("lambdaDischarge", e.Discharge) })
            yield return new(name, lambda.Lambda, Text: $"{lambda.Lambda:F3} /V");
        yield return Metric.Of("capacitance", e.Capacitance);
        foreach (DeployedNetwork network in new[] { outcome.BottomUp, outcome.TopDown })
        {
            string name = network.Name == "bottom-up" ? "bottomUp" : "topDown";
            yield return Time($"{name}.error.firing", network.Rms(firing: true) * window, $"{network.Name}, neurons that fire");
            yield return Time($"{name}.error.hidden", network.Rms(output: false) * window, $"{network.Name}, hidden layer");
            yield return network.Name == "bottom-up"
                ? Time("bottomUp.error.withoutRelease", network.OtherRms * window, "bottom-up, model without release charge")
                : Time("topDown.error.withRelease", network.OtherRms * window, "top-down, model with release charge");
            yield return Metric.Percent($"{name}.accuracy.model", network.Software.Accuracy, $"{network.Name}, model");
            yield return Metric.Percent($"{name}.accuracy.circuit", (double)network.Right(outcome.Labels) / Math.Max(1, network.Finished), $"{network.Name}, ngspice");
            yield return new($"{name}.samples", network.Finished, $"{network.Name}, samples finished");
            yield return new($"{name}.scale.positive", network.Scale.Positive);
            yield return new($"{name}.scale.negative", network.Scale.Negative);
        }

        yield return Time("topDown.error.unscaled", outcome.Unscaled * window, "top-down without scales, by the extracted model");
    }

    private static IEnumerable<Finding> Findings(ModellingOutcome outcome)
    {
        foreach (DeployedNetwork network in new[] { outcome.BottomUp, outcome.TopDown })
        {
            if (network.Circuit.FirstOrDefault(sample => sample.Fault.Length > 0) is SampleSpikes failed)
            {
                int left = network.Circuit.Count - network.Finished;
                yield return new(network.Finished == 0 ? Severity.Error : Severity.Warning, network.Name, $"ngspice did not finish {left} of {network.Circuit.Count} samples ({failed.Fault})", "the others stand; look at the sample's deck by \"mho circuit simulate --netlist\"");
            }
        }

        yield return new(Severity.Note, "circuit", "wire capacitances stand in for an extracted layout, and the sensing inverter has transistors of the standard threshold", "numbers after a layout will differ");
    }

    private static IEnumerable<Section> Sections(ModellingOutcome outcome, double window)
    {
        Extraction e = outcome.Extraction;
        DeployedNetwork[] networks = [outcome.BottomUp, outcome.TopDown];
        yield return new Paragraph(
            "Bottom-up: the circuit's transistors are measured in ngspice, and the network is trained with the equation that follows. Top-down: it is trained with ideal synapses, and the currents of positive and negative weights "
            + "are scaled afterwards, in steps of 1 %, to bring the spikes near to the model again. A capacitor for the wires stands in for an extracted layout.");
        yield return new Table(
            $"Root mean square of model − ngspice over {outcome.BottomUp.Finished} and {outcome.TopDown.Finished} test samples. Neurons that fire: those that fire before the end in the model or in ngspice.",
            ["", "output layer", "neurons that fire", "hidden layer", "right, model", "right, ngspice", "scale +", "scale −"],
            [.. networks.Select(network => (IReadOnlyList<string>)
            [
                network.Name, Nano(network.Rms() * window), Nano(network.Rms(firing: true) * window), Nano(network.Rms(output: false) * window), $"{100 * network.Software.Accuracy:F1} %",
                $"{network.Right(outcome.Labels)} of {network.Finished}", Number(network.Scale.Positive), Number(network.Scale.Negative),
            ])]);
        yield return new Paragraph(
            $"The bottom-up model knows the charge that a synapse takes after its spike, which is measured but not in the published equation: without it the output layer would be {Nano(outcome.BottomUp.OtherRms * window)} off. "
            + $"The top-down model does not know it; knowing it, it would be {Nano(outcome.TopDown.OtherRms * window)} off. Training knows it in neither.");
        yield return Errors(networks, window);
        yield return Spikes(networks, window);
        yield return new Heading("The circuit's parameters");
        yield return new Table(
            "λ of straight lines through I(V), averaged over weights of 0.1 to 2.",
            ["", "here", "over these weights", "published"],
            [
                ["λ of n-channel synapses, 1/V", Number(e.N.Lambda), $"{e.N.Least:F3} … {e.N.Most:F3}", "0.41"],
                ["λ of p-channel synapses, 1/V", Number(e.P.Lambda), $"{e.P.Least:F3} … {e.P.Most:F3}", "0.75"],
                ["λ of the discharger, 1/V", Number(e.Discharge.Lambda), "–", "0.177"],
                ["membrane capacitance", Metric.Of("", e.Capacitance).Shown, "–", "140 fF"],
                ["sensing bias", Metric.Of("", e.Biases.Sense).Shown, "–", "0.95 V, other transistors"],
                ["discharger bias", Metric.Of("", e.Biases.Discharge).Shown, "–", "0.554 V"],
                ["charge after a spike, weight 1 and −1, thresholds", $"{e.Release.Of(1):F4}", $"{e.Release.Of(-1):F4}", "–"],
            ]);
    }

    private static Figure Errors(DeployedNetwork[] networks, double window)
    {
        double[][] errors = [.. networks.Select(network => network.Errors(firing: true).Select(error => 1e9 * window * error).ToArray())];
        double far = Math.Max(1, errors.SelectMany(each => each).Select(Math.Abs).DefaultIfEmpty(1).Max());
        return new(
            "errors",
            new Plot("Model − ngspice, output layer", new("spike time difference (ns)"), new("spikes"), [.. networks.Zip(errors, (network, each) => Histogram.Of(network.Name, each, -far, far, 61))]),
            "Neurons that fire, all test samples.");
    }

    private static Figure Spikes(DeployedNetwork[] networks, double window) => new(
        "spikes",
        new Plot(
            "Spike times of the output layer", new("model (ns)"), new("ngspice (ns)"),
            [
                .. networks.Select(network =>
                {
                    int[] finished = [.. Enumerable.Range(0, network.Model.Count).Where(sample => network.Circuit[sample].Fault.Length == 0)];
                    return new Scatter(network.Name, [.. finished.SelectMany(sample => network.Model[sample][^1]).Select(time => 1e9 * window * time)], [.. finished.SelectMany(sample => network.Circuit[sample].Circuit[^1]).Select(time => 1e9 * window * time)]);
                }),
            ]),
        "From the beginning of the firing phase; its end means no spike.");

    private static Metric Time(string name, double seconds, string label = "", string note = "") => new(name, seconds, label, Nano(seconds), note);

    private static string Nano(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1e9 * seconds:F2} ns");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
