using System.Globalization;
using Mho.Devices;
using Mho.Experiments;
using Mho.Experiments.Plots;
using Mho.Experiments.Reports;
using Mho.Numerics;

namespace Mho.Tests.Experiments;

/// <summary>An experiment with one field of every kind, whose answer is quick and uses every plot.</summary>
[Model("sample")]
public sealed record SampleExperiment(
    string Name = "sample", ulong Seed = 1, int Cells = 400, double Share = 0.25, bool Careful = false, AxisScale Scale = AxisScale.Logarithmic,
    ISampleNoise? Noise = null, IReadOnlyList<int>? Widths = null, IReadOnlyDictionary<string, double>? Weights = null, Duration? After = null) : IExperiment
{
    public Conductance Highest { get; init; } = new(40e-6);

    public ConductanceRange Range { get; init; } = new(new Conductance(0), new Conductance(40e-6));

    public ISampleNoise Noise { get; init; } = Noise ?? new GaussianSample(0.1);

    public IReadOnlyList<int> Widths { get; init; } = Widths ?? [64, 10];

    public int Cells { get; init; } = Cells > 0 ? Cells : throw new ArgumentOutOfRangeException(nameof(Cells), $"cells = {Cells} must be positive.");

    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        Key key = new Key(Seed)["sample"];
        progress.Begin("drawing", 10);
        string checkpoint = Path.Combine(folder.Checkpoints, "step.txt");
        double sum = 0;
        int first = 0;
        if (folder.Resumed)
        {
            string[] parts = File.ReadAllText(checkpoint).Split(' ');
            (first, sum) = (int.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        for (int step = first; step < 10; step++)
        {
            progress.Advance(step);
            cancel.ThrowIfCancellationRequested();
            for (int i = 0; i < Cells; i++)
                sum += key[step].Normal(i) / (10 * Cells);
            int done = step + 1;
            folder.Write("checkpoints/step.txt", string.Create(CultureInfo.InvariantCulture, $"{done} {sum:R}"));
        }

        return new Report("A sample run", "Every kind of section and plot, to be looked at.")
        {
            Headlines = [Metric.Percent("accuracy", 0.9891, "accuracy on chip", "mean of 5 programmings"), Metric.Of("energy", new Energy(12.345e-9), "energy an image"), new Metric("mean", sum)],
            Metrics = [new Metric("seen", first)],
            Findings = [new Finding(Severity.Warning, "fc2", "ADC clips 3.1 % of samples", "widen its full scale"), new Finding(Careful ? Severity.Error : Severity.Note, "conv1", "uses 36 % of its tile", "merge layers")],
            Sections = [new Heading("Plots"), new Paragraph("Text with <signs> & such."), .. Samples.Figures(), new Table("Energy by layer.", ["layer", "cells", "energy (nJ)"], [["conv1", "1,152", "1.25"], ["fc2", "640", "0.31"]])],
            References = ["W. Wan et al., Nature 608, 504 (2022)"],
        };
    }
}
