namespace Mho.Autograd;

/// <summary>Up from Peak / Divisor to Peak in the first part of training, then down to Peak / Divisor / FinalDivisor, both along half a cosine.</summary>
/// <remarks>L. N. Smith and N. Topin, arXiv:1708.07120 (2017); the defaults are those of PyTorch's OneCycleLR.</remarks>
/// <param name="Peak">The highest rate.</param>
/// <param name="Rise">Part of training spent rising, in (0, 1).</param>
/// <param name="Divisor">Peak over first rate.</param>
/// <param name="FinalDivisor">First rate over last rate.</param>
[Model("one-cycle", Source = "L. N. Smith and N. Topin, arXiv:1708.07120 (2017)")]
public sealed record OneCycleRate(double Peak = 1e-2, double Rise = 0.3, double Divisor = 25, double FinalDivisor = 1e4) : ISchedule
{
    /// <summary>The highest rate.</summary>
    public double Peak { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Peak);

    /// <summary>Part of training spent rising, in (0, 1).</summary>
    public double Rise { get; init => field = Part(value); } = Part(Rise);

    /// <inheritdoc/>
    public double At(double epoch, double epochs)
    {
        double t = Math.Clamp(epoch / epochs, 0, 1), first = Peak / Divisor;
        return t < Rise ? Between(first, Peak, t / Rise) : Between(Peak, first / FinalDivisor, (t - Rise) / (1 - Rise));
    }

    private static double Between(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);

    private static double Part(double rise) => rise is > 0 and < 1
        ? rise
        : throw new ArgumentOutOfRangeException(nameof(rise), $"rise {rise} must lie between 0 and 1; 0.3 is usual.");
}
