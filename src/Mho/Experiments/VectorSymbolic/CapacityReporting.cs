using System.Globalization;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Networks;
using Mho.Numerics;
using Mho.Vsa.Attractors;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>What capacities say: their law over N, and what an edge costs in states.</summary>
internal static class CapacityReporting
{
    public static Report Of(MachineCapacity experiment, IReadOnlyList<CapacityCurve> curves, CapacityMap? map)
    {
        bool dense = experiment.Network == NetworkKind.Dense;
        int ratio = experiment.EdgesPerState[0];
        CapacityCurve[] best =
        [
            .. curves.Where(curve => curve.Ratio == ratio && double.IsFinite(curve.Capacity.States)).GroupBy(curve => curve.Neurons).Select(of => of.MaxBy(curve => curve.Capacity.States)!),
        ];
        List<Metric> headlines = [], metrics = [];
        foreach (CapacityCurve curve in best)
        {
            double share = curve.Capacity.States / curve.Neurons;
            headlines.Add(new($"capacity.{curve.Neurons}", curve.Capacity.States, $"states of {curve.Neurons:N0} neurons", Invariant($"{curve.Capacity.States:F1} ± {curve.Capacity.States * curve.Capacity.LogError:F1}"), dense ? Invariant($"{share:F4} N") : Invariant($"{curve.Ones} active")));
        }

        metrics.AddRange(curves.Select(curve => new Metric(
            $"capacity.{curve.Neurons}.{(dense ? "" : $"k{curve.Ones}.")}r{curve.Ratio}", curve.Capacity.States, $"{curve.Neurons:N0} neurons{(dense ? "" : $", {curve.Ones} active")}, {curve.Ratio} edges a state")));
        (Estimate slope, Figure? law) = Law(best, dense);
        if (law is not null)
            headlines.Add(new("slope", slope.Value, "slope of log capacity over log N", Invariant($"{slope.Value:F2} ± {slope.StandardError:F2}"), dense ? "published 1" : "published 1.90"));
        if (!dense && best.Length > 0)
            metrics.AddRange(best.Select(curve => new Metric($"ones.{curve.Neurons}", curve.Ones, $"best number of active neurons of {curve.Neurons:N0}")));
        List<Finding> findings = [.. curves.Where(curve => double.IsNaN(curve.Capacity.States)).Select(curve => new Finding(
            Severity.Warning, Invariant($"{curve.Neurons} neurons{(dense ? "" : $", {curve.Ones} active")}, {curve.Ratio} edges a state"), "no number of states lies between success and failure", "unbalanced stimuli of few active neurons fail at any load; choose more active neurons or more walks"))];
        if (Beta(experiment, curves) is { } beta)
            headlines.Add(new("beta", beta.Value, "states that an edge costs", Invariant($"{beta.Value:F2} ± {beta.StandardError:F2}"), "published 2.2 ± 0.1"));

        string summary = best.Length == 0
            ? "No capacity was found."
            : Invariant($"{(dense ? "Dense" : "Sparse")} networks of {best[0].Neurons:N0} to {best[^1].Neurons:N0} neurons hold {best[0].Capacity.States:F0} to {best[^1].Capacity.States:F0} states with {ratio} edge(s) each, every edge a stimulus of its own.");
        return new Report($"Capacity of {(dense ? "dense" : "sparse")} attractor networks", summary)
        {
            Headlines = headlines,
            Metrics = metrics,
            Findings = findings,
            Sections = [.. curves.GroupBy(curve => curve.Neurons).Select(of => Curves(of.Key, [.. of], dense, experiment)), .. law is null ? Array.Empty<Section>() : [law], .. map is null ? Array.Empty<Section>() : [map.Drawn(experiment, curves)], Table(curves)],
            References =
            [
                "M. Cotteret, H. Greatorex, M. Ziegler, E. Chicca, \"Vector symbolic finite state machines in attractor neural networks\", Neural Computation 36, 549-595 (2024), arXiv 2212.01196v2, section VI.",
            ],
        };
    }

    private static (Estimate Slope, Figure? Drawn) Law(CapacityCurve[] best, bool dense)
    {
        if (best.Length < 2)
            return (default, null);
        double[] neurons = [.. best.Select(curve => (double)curve.Neurons)], states = [.. best.Select(curve => curve.Capacity.States)];
        LinearFit fit = WeightedLeastSquares.FitPolynomial(1, [.. neurons.Select(n => Math.Log(n))], [.. states.Select(n => Math.Log(n))], [.. best.Select(curve => Math.Max(0.02, curve.Capacity.LogError))]);
        double scatter = fit.DegreesOfFreedom > 0 ? Math.Max(1, Math.Sqrt(fit.ReducedChiSquare)) : 1;
        Estimate slope = new(fit.Coefficients[1], fit.StandardError(1) * scatter);
        Plot plot = new("Capacity over neurons", new Axis("neurons", AxisScale.Logarithmic), new Axis("states at which half of all walks succeed", AxisScale.Logarithmic),
        [
            new Scatter("measured", neurons, states),
            new Line(Invariant($"N^{slope.Value:F2}"), neurons, [.. neurons.Select(n => Math.Exp(fit.Coefficients[0] + (fit.Coefficients[1] * Math.Log(n))))]) { Style = LineStyle.Dashed },
        ]);
        return (slope, new Figure("capacity", plot, dense ? "As many edges as states at the first ratio." : "With the number of active neurons that holds most."));
    }

    // At the border N_Z (1 + β r) = c N: 1/N_Z is a line over r, and β its slope over its height at 0.
    private static Estimate? Beta(MachineCapacity experiment, IReadOnlyList<CapacityCurve> curves)
    {
        CapacityCurve[] use = [.. curves.Where(curve => curve.Neurons == experiment.Neurons[^1] && double.IsFinite(curve.Capacity.States)).GroupBy(curve => curve.Ratio).Select(of => of.MaxBy(curve => curve.Capacity.States)!)];
        if (use.Length < 3)
            return null;
        double[] inverse = [.. use.Select(curve => 1 / curve.Capacity.States)];
        LinearFit fit = WeightedLeastSquares.FitPolynomial(1, [.. use.Select(curve => (double)curve.Ratio)], inverse, [.. use.Select((curve, i) => inverse[i] * Math.Max(0.01, curve.Capacity.LogError))]);
        (double height, double slope) = (fit.Coefficients[0], fit.Coefficients[1]);
        double beta = slope / height, relative = Math.Pow(fit.StandardError(1) / slope, 2) + Math.Pow(fit.StandardError(0) / height, 2) - (2 * fit.Covariance[1] / (slope * height));
        return new(beta, Math.Abs(beta) * Math.Sqrt(Math.Max(0, relative)));
    }

    private static Figure Curves(int neurons, CapacityCurve[] curves, bool dense, MachineCapacity experiment)
    {
        List<Mark> marks = [];
        for (int c = 0; c < curves.Length; c++)
        {
            double[] states = [.. curves[c].Points.Select(point => (double)point.States)];
            (double Low, double High)[] bands = [.. curves[c].Points.Select(point => Evaluation.Wilson(point.Complete, curves[c].Walks))];
            string label = dense ? $"{curves[c].Ratio} edges a state" : $"{curves[c].Ones} active, {curves[c].Ratio} edges a state";
            marks.Add(new Band("", states, [.. bands.Select(band => 100 * band.Low)], [.. bands.Select(band => 100 * band.High)]) { Colour = Palette.Of(c) });
            marks.Add(new Line(label, states, [.. curves[c].Points.Select(point => 100.0 * point.Complete / curves[c].Walks)]) { Colour = Palette.Of(c), Dots = true });
        }

        return new Figure($"success-{neurons}", new Plot($"{neurons:N0} neurons", new Axis("states", AxisScale.Logarithmic), new Axis("walks that arrive everywhere (%)") { Min = 0, Max = 100 }, marks) { Height = 300 },
            $"{experiment.Walks} walks of {experiment.Edges} edges a point; bands: 95 % (Wilson).");
    }

    private static Table Table(IReadOnlyList<CapacityCurve> curves) => new(
        "Every point: walks that arrived everywhere.", ["neurons", "active", "edges a state", "states", "walks", "complete"],
        [.. from curve in curves
            from point in curve.Points
            select (IReadOnlyList<string>)[.. new[] { curve.Neurons, curve.Ones, curve.Ratio, point.States, curve.Walks, point.Complete }.Select(number => number.ToString(CultureInfo.InvariantCulture))]]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
