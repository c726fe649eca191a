using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>A report as one HTML page that needs nothing from outside.</summary>
public static class Page
{
    /// <summary>The page.</summary>
    /// <param name="report">What came out.</param>
    /// <param name="experiment">What was asked, as JSON.</param>
    public static string Of(Report report, string experiment)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Section.Escape(report.Title)).Append("</title>\n</head>\n<body>\n");
        foreach (Section section in report.Sections)
            section.WriteTo(page);
        page.Append("<pre>").Append(Section.Escape(experiment)).Append("</pre>\n</body>\n</html>\n");
        return page.ToString();
    }
}
