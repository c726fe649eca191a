namespace Mho.Autograd;

/// <summary>Half a cosine from <paramref name="Rate"/> down to <paramref name="Floor"/>: floor + (rate − floor)·(1 + cos π t)/2, t = epoch / epochs, at most 1.</summary>
/// <remarks>I. Loshchilov and F. Hutter, ICLR 2017, equation 5, without restarts.</remarks>
/// <param name="Rate">The first rate.</param>
/// <param name="Epochs">Length of training.</param>
/// <param name="Floor">The last rate.</param>
public sealed record CosineRate(double Rate, double Epochs, double Floor = 0) : ISchedule
{
    /// <inheritdoc/>
    public double At(double epoch) => Floor + ((Rate - Floor) * (1 + Math.Cos(Math.PI * Math.Clamp(epoch / Epochs, 0, 1))) / 2);
}
