namespace Mho.Experiments.Classification;

/// <summary>Numbers as people read them.</summary>
internal static class Wording
{
    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => $"{100 * share:F2} %";

    /// <summary>A difference of accuracies as people read it.</summary>
    public static string Points(double difference) => $"{(difference < 0 ? "−" : "+")}{Math.Abs(100 * difference):F2} points";

    /// <summary>A quantity to four digits.</summary>
    public static string Shown<T>(T quantity)
        where T : struct, IQuantity<T> => Metric.Of("", quantity).Text;
}
