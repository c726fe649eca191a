using System.Text;
using System.Text.Json;

namespace Mho.Experiments;

/// <summary>A report's numbers and doubts for programs.</summary>
public static class ReportJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of name → number, headlines first; NaN and infinities are null, for JSON has none.</summary>
    public static string Metrics(Report report) => Write(writer => WriteMetrics(writer, report));

    /// <summary>A list of severity, where, message, advice.</summary>
    public static string Findings(Report report) => Write(writer => WriteFindings(writer, report));

    private static void WriteMetrics(Utf8JsonWriter writer, Report report)
    {
        writer.WriteStartObject();
        foreach (Metric metric in report.Headlines.Concat(report.Metrics).DistinctBy(metric => metric.Name, StringComparer.Ordinal))
        {
            if (double.IsFinite(metric.Value))
                writer.WriteNumber(metric.Name, metric.Value);
            else
                writer.WriteNull(metric.Name);
        }

        writer.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter writer, Report report)
    {
        writer.WriteStartArray();
        foreach (Finding finding in report.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            writer.WriteString("where", finding.Where);
            writer.WriteString("message", finding.Message);
            writer.WriteString("advice", finding.Advice);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Indented))
            write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
