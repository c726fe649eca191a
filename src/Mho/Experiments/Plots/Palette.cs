namespace Mho.Experiments.Plots;

/// <summary>Colours that people with any colour vision tell apart, on light and dark ground.</summary>
/// <remarks>M. Okabe and K. Ito, Color universal design (2008), in an order of falling contrast; their yellow and black are left out, for one of the grounds hides them.</remarks>
public static class Palette
{
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f"];

    /// <summary>Colour of series <paramref name="index"/>; the list begins again after seven.</summary>
    public static string Of(int index) => Colours[index % Colours.Length];
}
