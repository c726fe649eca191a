using Mho.Networks;

namespace Mho.Experiments.Classification;

/// <summary>The accuracies of all chips at one time.</summary>
internal sealed record AccuracySeries(string Name, string Label, double[] Accuracies, int Images)
{
    public double Mean => Accuracies.Average();

    /// <summary>Standard deviation over programmings; 0 for one.</summary>
    public double Deviation => Accuracies.Length < 2 ? 0 : Math.Sqrt(Accuracies.Sum(accuracy => Math.Pow(accuracy - Mean, 2)) / (Accuracies.Length - 1));

    public double Least => Accuracies.Min();

    /// <summary>95 % interval that the number of test images allows the mean.</summary>
    public (double Low, double High) Interval => Evaluation.Wilson(Mean * Images, Images);

    public string Note => Accuracies.Length > 1 ? $"mean of {Accuracies.Length} programmings ± {100 * Deviation:F2} points" : "one programming";

    /// <summary>Directly after programming, then at each time.</summary>
    public static AccuracySeries[] Of(Classification experiment, Outcome outcome)
    {
        AccuracySeries At(int time, string name, string label) => new(name, label, [.. outcome.OnChip.Select(chip => chip[time].Accuracy)], outcome.TestImages);
        return [At(0, "programmed", "as programmed"), .. experiment.Times.Select((time, i) => At(i + 1, time.ToString().Replace(" ", "", StringComparison.Ordinal), $"after {time}"))];
    }
}
