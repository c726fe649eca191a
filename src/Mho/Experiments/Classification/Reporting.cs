using Mho.Chips;
using Mho.Experiments.Binding;
using Mho.Networks;
using static Mho.Experiments.Classification.Wording;

namespace Mho.Experiments.Classification;

/// <summary>Tells what a classification found: numbers, doubts, tables and plots.</summary>
internal static class Reporting
{
    /// <summary>The report.</summary>
    public static Report Of(Classification experiment, Outcome outcome)
    {
        AccuracySeries[] series = AccuracySeries.Of(experiment, outcome);
        AccuracySeries last = series[^1];
        ChipCost cost = outcome.Placement.Cost();
        double ideal = outcome.Ideal.Accuracy;
        string when = experiment.Times.Count > 0 ? $"after {experiment.Times[^1]}" : "directly after programming";
        return new Report(
            $"{experiment.Name}: {Describe(Architecture(experiment))} on {Describe(experiment.Data)}, on an RRAM chip",
            $"The network answers {Percent(ideal)} of {outcome.TestImages} test images rightly with exact arithmetic and {Percent(last.Mean)} on the chip {when} "
            + $"({Points(last.Mean - ideal)}). An image takes {Shown(cost.Energy)} and {Shown(cost.Latency)} in the arrays.")
        {
            Headlines = [.. Numbers.Headlines(outcome, series, cost, when)],
            Metrics = [.. Numbers.All(outcome, series, cost)],
            Findings = Findings.Of(experiment, outcome, last.Mean),
            Sections = [.. Sections.Of(experiment, outcome, series, cost)],
            References = [.. References(experiment)],
        };
    }

    private static IEnumerable<string> References(Classification experiment)
    {
        foreach (object noun in new object[] { experiment.Chip, experiment.Chip.Device, Architecture(experiment), experiment.Data })
        {
            if (Models.SourceOf(noun) is { Length: > 0 } source)
                yield return source;
        }

        yield return "Energy and latency: closed form fitted to Extended Data Fig. 12 of W. Wan et al., Nature 608, 504 (2022), as digitised by CiMLoop (github.com/mit-emze/cimloop)";
    }

    private static IArchitecture Architecture(Classification experiment) => experiment.Network is Trained trained ? trained.Architecture : experiment.Network;

    private static string Describe(object noun) => Models.NameOf(noun.GetType()) ?? noun.GetType().Name;
}
