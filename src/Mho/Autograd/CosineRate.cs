namespace Mho.Autograd;

/// <summary>Half a cosine from <paramref name="Rate"/> down to <paramref name="Floor"/>: floor + (rate − floor)·(1 + cos π t)/2, t = epoch / epochs, at most 1.</summary>
/// <remarks>I. Loshchilov and F. Hutter, ICLR 2017, equation 5, without restarts.</remarks>
/// <param name="Rate">The first rate.</param>
/// <param name="Floor">The last rate.</param>
[Model("cosine", Source = "I. Loshchilov and F. Hutter, SGDR, ICLR (2017), equation 5")]
public sealed record CosineRate(double Rate = 1e-3, double Floor = 0) : ISchedule
{
    /// <summary>The first rate.</summary>
    public double Rate { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Rate);

    /// <inheritdoc/>
    public double At(double epoch, double epochs) => Floor + ((Rate - Floor) * (1 + Math.Cos(Math.PI * Math.Clamp(epoch / epochs, 0, 1))) / 2);
}
