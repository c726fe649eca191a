using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>A piece of a report's page. A new kind of piece is one file that derives from this.</summary>
public abstract record Section
{
    /// <summary>Writes the piece as HTML that needs nothing from outside the page.</summary>
    public abstract void WriteTo(StringBuilder page);

    /// <summary>Text with the signs that HTML gives a meaning replaced.</summary>
    protected internal static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
