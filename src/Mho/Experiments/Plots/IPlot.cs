namespace Mho.Experiments.Plots;

/// <summary>Something that can be drawn.</summary>
public interface IPlot
{
    /// <summary>The drawing as one SVG element, the same bytes on every machine.</summary>
    string ToSvg();
}
