using System.Text;
using Mho.Experiments.Plots;

namespace Mho.Experiments.Reports;

/// <summary>A plot with its caption; the plot is also written as <c>plots/NAME.svg</c>.</summary>
/// <param name="Name">The file's name without ending, for example <c>accuracy</c>.</param>
/// <param name="Plot">What is drawn.</param>
/// <param name="Caption">What is seen and what to look at.</param>
public sealed record Figure(string Name, IPlot Plot, string Caption) : Section
{
    /// <inheritdoc/>
    public override void WriteTo(StringBuilder page) =>
        page.Append("<figure>").Append(Plot.ToSvg()).Append("<figcaption>").Append(Escape(Caption)).Append("</figcaption></figure>\n");
}
