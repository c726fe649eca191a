using Mho.Autograd;

namespace Mho.Networks.Spiking;

/// <summary>Scores of classes from the spike times of output neurons: logits −t/τ, so that the earliest spike is the answer.</summary>
/// <remarks>
/// With the trainer's cross-entropy this is −ln softmax(−t/τ) of the label (Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 50–51, whose print lacks the minus signs), and
/// <see cref="SpikeTimePenalty"/> joins it (eq. 52).
/// </remarks>
/// <param name="Softness">τ_soft, in units of the input window; 0.07 published.</param>
/// <param name="Penalty">γ of Σ (t − t_ref)²; 2.6 published for two phases, 0.02 for time to first spike; 0 for none.</param>
/// <param name="Reference">t_ref; 0.9 published for two phases, 3.2 for time to first spike.</param>
[Model("spike-readout", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, eqs. 49-52")]
public sealed record SpikeReadout(double Softness = 0.07, double Penalty = 2.6, double Reference = 0.9) : ILayer
{
    /// <summary>τ_soft.</summary>
    public double Softness { get; init => field = Limit.Positive(value, "logits are times over it"); } = Limit.Positive(Softness, "logits are times over it");

    /// <summary>γ of the temporal penalty.</summary>
    public double Penalty { get; init => field = Limit.AtLeast(value, 0, "it is a penalty"); } = Limit.AtLeast(Penalty, 0, "it is a penalty");

    /// <inheritdoc/>
    public Shape Infer(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Record(Recorder recorder, Tensor input)
    {
        if (Penalty > 0)
            recorder.Penalise(new SpikeTimePenalty(recorder.Arena, input, Penalty, Reference));
        return recorder.Tape.Record(new Affine(recorder.Arena, input, -1 / Softness));
    }
}
