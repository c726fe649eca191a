using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks.Spiking.Sky130;
using static Mho.Experiments.SpikingCircuits.ModellingReport;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>The page of a comparison of modelling.</summary>
internal static class ModellingSections
{
    /// <summary>Tables and drawings.</summary>
    public static IEnumerable<Section> Of(ModellingError experiment, ModellingOutcome outcome, double window)
    {
        Extraction e = outcome.Extraction;
        DeployedNetwork[] first = [outcome.Runs[0].BottomUp, outcome.Runs[0].TopDown];
        yield return new Paragraph(
            "Bottom-up: the circuit's transistors are measured in ngspice, and the network is trained with the equation that follows. Top-down: it is trained with ideal synapses, and the currents of positive and negative weights "
            + "are scaled afterwards, in steps of 1 %, to bring the spikes near to the model again. A capacitor for the wires stands in for an extracted layout.");
        yield return new Table(
            "Root mean square of model − ngspice over the test samples that ngspice finished. Neurons that fire: those that fire before the end in the model or in ngspice. Release: the same weights by a model "
            + "that differs in knowing the release charge.",
            ["", "run", "output layer", "neurons that fire", "hidden layer", "release", "right, model", "right, ngspice", "scale +", "scale −"],
            [.. outcome.Networks.Select(each => (IReadOnlyList<string>)
            [
                each.Network.Name, $"{each.Run + 1}", Nano(each.Network.Rms() * window), Nano(each.Network.Rms(firing: true) * window), Nano(each.Network.Rms(output: false) * window),
                $"{(each.Network.KnowsRelease ? "without" : "with")} {Nano(each.Network.OtherRms * window)}", $"{100 * each.Network.Software.Accuracy:F1} %",
                $"{each.Network.Right(outcome.Labels)} of {each.Network.Finished}", Number(each.Network.Scale.Positive), Number(each.Network.Scale.Negative),
            ])]);
        yield return new Paragraph(experiment.Release
            ? "The bottom-up model, in training and beside ngspice, knows the charge that a synapse takes after its spike, which is measured but not in the published equation; release=false leaves it out. The top-down model does not know it."
            : "No model here knows the charge that a synapse takes after its spike: the bottom-up one is the published equation. release=true adds it.");
        yield return Errors(first, window);
        yield return Spikes(first, window);
        yield return new Heading("The circuit's parameters");
        yield return new Table(
            "λ of straight lines through I(V), averaged over weights of 0.1 to 2, as many in each octave.",
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
            "Neurons that fire, all test samples of run 1.");
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
        "Run 1, from the beginning of the firing phase; its end means no spike.");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
