using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>A report as one HTML page that needs nothing from outside: numbers, doubts, the experiment's own sections, what was asked, sources.</summary>
public static class Page
{
    /// <summary>The page.</summary>
    /// <param name="report">What came out.</param>
    /// <param name="experiment">What was asked, as JSON.</param>
    public static string Of(Report report, string experiment)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>")
            .Append(Section.Escape(report.Title)).Append("</title>\n<style>\n").Append(PageStyle.Css).Append("</style>\n</head>\n<body>\n<main>\n");
        page.Append("<p class=\"kicker\">Mho · run report</p>\n<h1>").Append(Section.Escape(report.Title)).Append("</h1>\n<p class=\"lead\">")
            .Append(Section.Escape(report.Summary)).Append("</p>\n");
        AppendHeadlines(page, report.Headlines);
        AppendFindings(page, report.Findings);
        foreach (Section section in report.Sections)
            section.WriteTo(page);
        page.Append("<h2>What was asked</h2>\n<p>Every number that this result depends on stands in <code>experiment.json</code> beside this page. The same file gives the same bytes, on any number of threads:</p>\n")
            .Append("<pre>mho run experiment.json --out again</pre>\n<details><summary>The experiment, with every default</summary>\n<pre>").Append(Section.Escape(experiment)).Append("</pre></details>\n");
        AppendReferences(page, report.References);
        page.Append("<footer>Made by Mho, a toolkit for analog in-memory computing. Numbers for programs: <code>metrics.json</code>; plots: <code>plots/</code>.</footer>\n</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void AppendHeadlines(StringBuilder page, IReadOnlyList<Metric> headlines)
    {
        if (headlines.Count == 0)
            return;
        page.Append("<dl class=\"cards\">\n");
        foreach (Metric metric in headlines)
        {
            page.Append("<div class=\"card\"><dt>").Append(Section.Escape(metric.Title)).Append("</dt><dd>").Append(Section.Escape(metric.Shown));
            if (metric.Note.Length > 0)
                page.Append("<small style=\"font-weight:400;letter-spacing:0\">").Append(Section.Escape(metric.Note)).Append("</small>");
            page.Append("</dd></div>\n");
        }

        page.Append("</dl>\n");
    }

    private static void AppendFindings(StringBuilder page, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        page.Append("<ul class=\"findings\">\n");
        foreach (Finding finding in findings.OrderByDescending(finding => finding.Severity))
        {
            string severity = finding.Severity.ToString().ToLowerInvariant();
            page.Append("<li class=\"").Append(severity).Append("\"><b>").Append(severity).Append(" · ").Append(Section.Escape(finding.Where)).Append("</b><br>")
                .Append(Section.Escape(finding.Message)).Append("<span>").Append(Section.Escape(finding.Advice)).Append("</span></li>\n");
        }

        page.Append("</ul>\n");
    }

    private static void AppendReferences(StringBuilder page, IReadOnlyList<string> references)
    {
        if (references.Count == 0)
            return;
        page.Append("<h2>Sources</h2>\n<ol class=\"references\">\n");
        foreach (string reference in references)
            page.Append("<li>").Append(Section.Escape(reference)).Append("</li>\n");
        page.Append("</ol>\n");
    }
}
