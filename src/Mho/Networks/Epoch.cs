using System.Globalization;

namespace Mho.Networks;

/// <summary>What was seen in one epoch of training.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Rate">Learning rate at its end.</param>
/// <param name="Loss">Mean cross-entropy of the training steps, in nats, with noise and augmentation on.</param>
/// <param name="Accuracy">Share of training images answered rightly in the steps.</param>
/// <param name="ValidationLoss">Mean cross-entropy after the epoch on images set aside, noise off; NaN if none are.</param>
/// <param name="ValidationAccuracy">Share of these answered rightly; NaN if none are set aside.</param>
public sealed record Epoch(int Number, double Rate, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy)
{
    /// <summary>The name under which a file notes an epoch.</summary>
    internal static string NoteOf(int number) => $"epoch {number}";

    /// <summary>Its numbers in digits that give back the same doubles.</summary>
    internal string ToNote() => string.Join(' ', new[] { Rate, Loss, Accuracy, ValidationLoss, ValidationAccuracy }.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What <see cref="ToNote"/> wrote.</summary>
    internal static Epoch FromNote(int number, string note)
    {
        double[] seen = [.. note.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return seen.Length == 5 ? new(number, seen[0], seen[1], seen[2], seen[3], seen[4]) : throw new FormatException($"epoch {number} has {seen.Length} numbers instead of 5.");
    }
}
