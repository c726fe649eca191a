namespace Mho.Autograd;

/// <summary>A rate that drops at given epochs, for example 1e-3 with factors 0.1, 0.01, 0.001, 0.0005 at epochs 80, 120, 160, 180.</summary>
/// <param name="Rate">The first rate.</param>
/// <param name="Drops">In order of epochs; the last that has begun counts.</param>
[Model("stepped", Source = "definition")]
public sealed record SteppedRate(double Rate, IReadOnlyList<RateChange> Drops) : ISchedule
{
    /// <summary>The first rate.</summary>
    public double Rate { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Rate);

    /// <summary>In order of epochs.</summary>
    public IReadOnlyList<RateChange> Drops { get; init => field = Ordered(value); } = Ordered(Drops);

    /// <inheritdoc/>
    public double At(double epoch, double epochs)
    {
        double factor = 1;
        foreach (RateChange drop in Drops)
        {
            if (epoch >= drop.Epoch)
                factor = drop.Factor;
        }

        return Rate * factor;
    }

    private static IReadOnlyList<RateChange> Ordered(IReadOnlyList<RateChange> drops)
    {
        ArgumentNullException.ThrowIfNull(drops);
        for (int i = 1; i < drops.Count; i++)
        {
            if (!(drops[i].Epoch > drops[i - 1].Epoch))
                throw new ArgumentException($"the drop at epoch {drops[i].Epoch} follows the one at {drops[i - 1].Epoch}; list drops in order of epochs.", nameof(drops));
        }

        return drops;
    }
}
