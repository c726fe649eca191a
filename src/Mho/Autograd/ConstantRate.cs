namespace Mho.Autograd;

/// <summary>One rate throughout.</summary>
/// <param name="Rate">η &gt; 0.</param>
[Model("constant", Source = "definition")]
public sealed record ConstantRate(double Rate = 1e-3) : ISchedule
{
    /// <summary>η &gt; 0.</summary>
    public double Rate { get; init => field = LearningRate.Positive(value); } = LearningRate.Positive(Rate);

    /// <inheritdoc/>
    public double At(double epoch, double epochs) => Rate;
}
