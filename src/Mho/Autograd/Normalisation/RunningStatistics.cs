namespace Mho.Autograd;

/// <summary>Mean and variance of each channel, learned by following those of the batches; what <see cref="BatchNorm"/> uses outside training.</summary>
/// <remarks>After each training batch: running ← running + momentum (batch − running), the batch's variance with divisor N − 1, as in torch.</remarks>
public sealed record RunningStatistics
{
    /// <summary>Mean 0 and variance 1 of so many channels.</summary>
    public RunningStatistics(string name, int channels)
    {
        Mean = new Parameter($"{name}.mean", new Shape(channels));
        Variance = new Parameter($"{name}.variance", new Shape(channels));
        Variance.Values.Fill(1);
    }

    /// <summary>Statistics kept in parameters of a network.</summary>
    public RunningStatistics(Parameter mean, Parameter variance) => (Mean, Variance) = (mean, variance);

    /// <summary>Running mean; belongs into checkpoints, not to the optimiser.</summary>
    public Parameter Mean { get; }

    /// <summary>Running variance; belongs into checkpoints, not to the optimiser.</summary>
    public Parameter Variance { get; }

    /// <summary>Share of the newest batch, 0 … 1.</summary>
    public double Momentum
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"momentum = {value} is the share of the newest batch; choose 0 to 1.");
    }
    = 0.1;

    /// <summary>Added to the variance under the root, so that a constant channel does not divide by 0.</summary>
    public double Epsilon
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"epsilon = {value} keeps the root away from 0; choose a small positive number such as 1e-5.");
    }
    = 1e-5;
}
