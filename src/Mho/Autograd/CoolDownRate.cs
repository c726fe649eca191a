namespace Mho.Autograd;

/// <summary>One rate, and over the last epochs linearly down to zero: rate · min(1, (epochs − epoch) / last).</summary>
/// <remarks>X. Zhai et al., "Scaling vision transformers", CVPR 2022: as good as a cosine, and the length of training need not be known from the start.</remarks>
/// <param name="Rate">The rate before.</param>
/// <param name="Last">How many epochs it falls.</param>
[Model("cool-down", Source = "X. Zhai et al., Scaling vision transformers, CVPR (2022)")]
public sealed record CoolDownRate(double Rate = 1e-3, double Last = 10) : ISchedule
{
    /// <summary>The rate before.</summary>
    public double Rate { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Rate);

    /// <summary>How many epochs it falls.</summary>
    public double Last { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Last);

    /// <inheritdoc/>
    public double At(double epoch, double epochs)
    {
        double left = Math.Max(0, epochs - epoch);
        return Rate * (left < Last ? left / Last : 1);
    }
}
