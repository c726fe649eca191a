using Mho.Autograd;

namespace Mho.Networks;

/// <summary>Normalises each channel over the batch: y = γ (x − mean) / √(variance + ε) + β. In evaluation the running mean and variance are used.</summary>
/// <remarks>Before a chip sees the network it is folded into the layer before it: <see cref="BatchNormFolding"/>. S. Ioffe and C. Szegedy, ICML 2015.</remarks>
/// <param name="Epsilon">ε; 1e-3 in the published networks.</param>
/// <param name="Momentum">Share of the newest batch in the running statistics.</param>
[Model("batch-norm", Source = "S. Ioffe and C. Szegedy, ICML 2015")]
public sealed record BatchNorm(double Epsilon = 1e-3, double Momentum = 0.01) : ILayer
{
    /// <summary>ε.</summary>
    public double Epsilon { get; init => field = Limit.Positive(value, "a channel without variance would divide by zero"); } =
        Limit.Positive(Epsilon, "a channel without variance would divide by zero");

    /// <summary>Share of the newest batch in the running statistics.</summary>
    public double Momentum { get; init => field = Limit.Within(value, 0, 1, "it is a share"); } = Limit.Within(Momentum, 0, 1, "it is a share");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public IEnumerable<LayerParameter> Parameters(Shape input)
    {
        Shape channels = new(input[input.Rank - 1]);
        yield return new LayerParameter("gamma", channels, new Initial(1));
        yield return new LayerParameter("beta", channels, new Initial(0));
        yield return new LayerParameter("mean", channels, new Initial(0), Trained: false);
        yield return new LayerParameter("variance", channels, new Initial(1), Trained: false);
    }

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        RunningStatistics running = new(recorder.Parameter("mean"), recorder.Parameter("variance")) { Momentum = Momentum, Epsilon = Epsilon };
        return recorder.Tape.Record(new Autograd.BatchNorm(recorder.Arena, input, recorder.Parameter("gamma").Tensor, recorder.Parameter("beta").Tensor, running));
    }
}
