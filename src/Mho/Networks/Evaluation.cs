using Mho.Chips;

namespace Mho.Networks;

/// <summary>How well a network classified a set of images.</summary>
public sealed record Evaluation
{
    /// <summary>Counts right and wrong.</summary>
    /// <param name="labels">The true classes.</param>
    /// <param name="predictions">What the network said.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="statistics">What converters did on the way; null if there were none.</param>
    public Evaluation(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes, ReadStatistics? statistics = null)
    {
        if (labels.Length != predictions.Length || labels.Length == 0)
            throw new ArgumentException($"{predictions.Length} predictions for {labels.Length} labels; there must be one for each, and at least one.", nameof(predictions));
        Confusion = new int[classes, classes];
        for (int i = 0; i < labels.Length; i++)
            Confusion[labels[i], predictions[i]]++;
        for (int i = 0; i < classes; i++)
            Correct += Confusion[i, i];
        Images = labels.Length;
        Statistics = statistics;
    }

    /// <summary>How many images were judged.</summary>
    public int Images { get; }

    /// <summary>How many of them rightly.</summary>
    public int Correct { get; }

    /// <summary>Share classified rightly.</summary>
    public double Accuracy => (double)Correct / Images;

    /// <summary>Images by true class (row) and answer (column).</summary>
    public int[,] Confusion { get; }

    /// <summary>Classes that are among the labels and never the answer.</summary>
    public IReadOnlyList<int> NeverAnswered
    {
        get
        {
            int[] classes = [.. Enumerable.Range(0, Confusion.GetLength(0))];
            return [.. classes.Where(one => Array.Exists(classes, answer => Confusion[one, answer] > 0) && !Array.Exists(classes, label => Confusion[label, one] > 0))];
        }
    }

    /// <summary>What converters did.</summary>
    public ReadStatistics? Statistics { get; }

    /// <summary>Bounds of the accuracy that the number of images allows, 95 %: what another test set of this size would show.</summary>
    /// <remarks>E. B. Wilson, J. Am. Stat. Assoc. 22, 209 (1927); unlike ±1.96·√(p q / n) it stays inside 0 … 1 near the ends.</remarks>
    public (double Low, double High) Interval => Wilson(Correct, Images);

    /// <summary>The 95 % interval of a share, <paramref name="correct"/> of <paramref name="images"/>.</summary>
    public static (double Low, double High) Wilson(double correct, double images)
    {
        const double z = 1.959963984540054;
        double p = correct / images, centre = p + (z * z / (2 * images)), scale = 1 + (z * z / images);
        double half = z * Math.Sqrt((p * (1 - p) / images) + (z * z / (4 * images * images)));
        return (Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }

    /// <summary>Index of the largest value, the first of equals.</summary>
    internal static int Largest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
