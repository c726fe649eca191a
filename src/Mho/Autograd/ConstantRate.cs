namespace Mho.Autograd;

/// <summary>One rate throughout.</summary>
/// <param name="Rate">η ≥ 0.</param>
public sealed record ConstantRate(double Rate) : ISchedule
{
    /// <inheritdoc/>
    public double At(double epoch) => Rate;
}
