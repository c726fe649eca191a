using System.Text;

namespace Mho.Experiments;

/// <summary>A report as a few lines of plain text: what the command line prints.</summary>
public static class ReportText
{
    /// <summary>Title, answer, headline numbers, findings.</summary>
    public static string Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new();
        text.Append(report.Title).Append('\n').Append(report.Summary).Append("\n\n");
        int width = report.Headlines.Select(metric => metric.Title.Length).DefaultIfEmpty(0).Max();
        foreach (Metric metric in report.Headlines)
            text.Append("  ").Append(metric.Title.PadRight(width)).Append("  ").Append(metric.Shown).Append(metric.Note.Length > 0 ? $"  ({metric.Note})" : "").Append('\n');
        if (report.Findings.Count > 0)
            text.Append('\n');
        foreach (Finding finding in report.Findings.OrderByDescending(finding => finding.Severity))
            text.Append("  ").Append(finding).Append('\n');
        return text.ToString();
    }
}
