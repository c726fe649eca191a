using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Numerics;

namespace Mho.Tests.Experiments;

/// <summary>One plot of each kind.</summary>
internal static class Samples
{
    public static Plot Accuracy { get; } = new(
        "Accuracy after programming", Axis.OfTime("time since programming"), new Axis("accuracy (%)") { Max = 100 },
        [
            new Band("± 1 sd of 5 programmings", [1, 60, 3600, 86400], [96.1, 95.3, 94.2, 92.8], [97.3, 97.1, 96.4, 95.8]),
            new Line("trained with noise", [1, 60, 3600, 86400], [96.7, 96.2, 95.3, 94.3]) { Dots = true },
            new Line("trained without", [1, 60, 3600, 86400], [95.7, 93.2, 89.3, 84.9]) { Dots = true, Style = LineStyle.Dashed },
            new Rule("ideal 97.5 %", 97.5),
        ]);

    public static Plot Conductances { get; } = new(
        "Conductances", new Axis("conductance (µS)"), new Axis("cells"),
        [
            Histogram.Of("programmed", Enumerable.Range(0, 4000).Select(i => 20 + (5 * new Key(1).Normal(i))), 0, 40, 40),
            Histogram.Of("after 1 day", Enumerable.Range(0, 4000).Select(i => 18 + (7 * new Key(2).Normal(i))), 0, 40, 40),
        ]);

    public static Plot Spread { get; } = new(
        "Data and fit", new Axis("frequency (Hz)", AxisScale.Logarithmic), new Axis("σ (S)", AxisScale.Logarithmic),
        [
            new Scatter("cells", [.. Enumerable.Range(0, 200).Select(i => Math.Pow(10, i / 40.0))], [.. Enumerable.Range(0, 200).Select(i => 1e-6 * Math.Pow(10, (-i / 100.0) + (0.1 * new Key(3).Normal(i))))]),
            new ErrorBars("mean ± 1 sd", [10, 100, 1000, 10000], [3.2e-7, 1e-7, 3.1e-8, 1e-8], [5e-8, 2e-8, 4e-9, 3e-9]),
        ]);

    public static BarChart Losses { get; } = new(
        "Where the loss comes from", new Axis("accuracy lost (points)"), ["programming error", "relaxation, 1 day", "read noise", "ADC, 8 bit", "DAC, 4 bit"],
        [new BarSeries("alone", [0.4, 1.9, 0.1, 0.25, 0.3], [0.1, 0.3, 0.05, 0.1, 0.1]), new BarSeries("all but this", [0.2, 1.2, -0.1, 0.15, 0.2])]);

    public static BarChart Energies { get; } = new(
        "Energy by layer", new Axis("energy (nJ)"), ["conv1", "conv2", "fc1", "fc2"],
        [new BarSeries("ADC", [1.2, 3.2, 2.1, 0.3]), new BarSeries("array", [0.4, 0.8, 0.6, 0.1]), new BarSeries("DAC", [0.2, 0.5, 0.2, 0.1])])
    {
        Arrangement = BarArrangement.Stacked,
        Text = value => value.ToString("F2") + " nJ",
    };

    public static HeatMap Confusion { get; } = new(
        "Confusion", "images", [new HeatPanel("", 10, 10, [.. Enumerable.Range(0, 100).Select(i => i % 11 == 0 ? 90.0 + (i / 11) : (i * 7) % 5)])])
    {
        Numbers = true,
        XLabel = "read as",
        YLabel = "is",
    };

    public static HeatMap Tiles { get; } = new(
        "Conductances on the tiles", "µS", [.. Enumerable.Range(0, 4).Select(tile => new HeatPanel($"tile {tile}", 128, 256, [.. Enumerable.Range(0, 128 * 256).Select(i => Math.Clamp(20 + (12 * new Key(9)[tile].Normal(i)), 0, 40))]))]);

    public static Figure[] Figures() =>
    [
        new("accuracy", Accuracy, "Accuracy falls as cells relax."), new("conductances", Conductances, "Cells before and after relaxation."), new("spread", Spread, "Both axes logarithmic."),
        new("losses", Losses, "Each non-ideality alone, and all but it."), new("energies", Energies, "Energy of one image."), new("confusion", Confusion, "Rows are the true classes."), new("tiles", Tiles, "Four tiles."),
    ];
}
