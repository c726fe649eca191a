using System.Text;

namespace Mho.Experiments.Reports;

/// <summary>Begins a part of the page.</summary>
/// <param name="Text">The heading.</param>
public sealed record Heading(string Text) : Section
{
    /// <inheritdoc/>
    public override void WriteTo(StringBuilder page) => page.Append("<h2>").Append(Escape(Text)).Append("</h2>\n");
}
