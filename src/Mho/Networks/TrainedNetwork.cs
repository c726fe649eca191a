using Mho.Autograd;
using Mho.Numerics;

namespace Mho.Networks;

/// <summary>A network and its numbers.</summary>
/// <param name="Network">The layers.</param>
/// <param name="Parameters">What they learned.</param>
public sealed record TrainedNetwork(Network Network, ParameterSet Parameters)
{
    private const int Batch = 100;

    /// <summary>Classifies images in floating point, noise and dropout of training off: the software accuracy.</summary>
    /// <remarks>Noise that a layer has in use too, as on spike times, stays on and is drawn anew for each hundred images.</remarks>
    public Evaluation Evaluate(LabelledImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using Tape tape = Tape.ForEvaluation();
        int[] predictions = new int[images.Count], labels = new int[Batch], order = new int[Batch];
        Tensor input = tape.Input(Network.Batched(Batch));
        Tensor logits = Network.Record(tape, Parameters, input);
        for (int first = 0; first < images.Count; first += Batch)
        {
            int count = Math.Min(Batch, images.Count - first);
            for (int i = 0; i < count; i++)
                order[i] = first + i;
            images.CopyTo(order.AsSpan(0, count), input.Values, labels);
            tape.Forward(new Step(default(Key)[first], Training: false));
            for (int i = 0; i < count; i++)
                predictions[first + i] = Evaluation.Largest(logits.Values.Slice(i * images.Classes, images.Classes));
        }

        return new Evaluation(images.Labels, predictions, images.Classes);
    }
}
