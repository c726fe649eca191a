using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>Plain text.</summary>
/// <param name="Text">A few sentences.</param>
public sealed record Paragraph(string Text) : Section
{
    /// <inheritdoc/>
    public override void WriteTo(StringBuilder page) => page.Append("<p>").Append(Escape(Text)).Append("</p>\n");
}
