using Mho.Experiments.Reports;

namespace Mho.Experiments;

/// <summary>What came out of a run: the numbers, the doubts, and the page that explains them.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Summary">The answer in a sentence or two.</param>
public sealed record Report(string Title, string Summary)
{
    /// <summary>The numbers to be seen first, shown large on the page and printed by the command line.</summary>
    public IReadOnlyList<Metric> Headlines { get; init; } = [];

    /// <summary>Further numbers; together with the headlines they are <c>metrics.json</c>.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Doubts about the result.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The body of the page, in reading order.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>Where equations, constants and data are from, one citation each.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Whether a finding says that the result should not be used.</summary>
    public bool Failed => Findings.Any(finding => finding.Severity == Severity.Error);
}
