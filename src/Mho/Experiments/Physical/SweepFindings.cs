using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>Doubts about a sweep over |E|.</summary>
internal static class SweepFindings
{
    private const double TooMany = 0.9, LostClass = 0.7;
    private const int FewImages = 200;

    /// <summary>All doubts.</summary>
    public static IEnumerable<Finding> Of(ReversalSweep experiment, SweepOutcome outcome)
    {
        if (experiment.Runs == 1)
            yield return new Finding(Severity.Note, "runs", "one network a point tells nothing of the spread between networks", "raise runs; the published results are of 5");
        if (outcome.TestImages < FewImages)
            yield return new Finding(Severity.Note, "test", $"{outcome.TestImages} images tell an accuracy to about ±{100 / Math.Sqrt(outcome.TestImages):F0} points only", "test on more images");
        foreach (CurveOutcome curve in outcome.Curves)
        {
            for (int e = 0; e < experiment.Reversals.Count; e++)
            {
                Repeats at = curve.Trained[e];
                int classes = outcome.BestNetwork.Trained.Network.Output.Count;
                if (at.Values.Max() - at.Least > LostClass / classes)
                {
                    yield return new Finding(Severity.Warning, "training", $"of the networks at |E| = {experiment.Reversals[e]} one answers {100 * at.Least:F1} % and another {100 * at.Values.Max():F1} %, as if one had lost a class: an output pushed past the end of its window fires no more and gets no gradient",
                        "begin with a lower learning rate (training.schedule=one-cycle), or let outputs aim earlier (network.readout.reference)");
                }

                if (at.Least < 1.5 / classes)
                {
                    yield return new Finding(Severity.Error, "training", $"a network at |E| = {experiment.Reversals[e]} answers {100 * at.Least:F1} %, hardly more than a guess",
                        "lower the learning rate (training.schedule), or train longer");
                }
            }

            if (curve.Factors.Any(pairs => pairs.Any(pair => experiment.Scaling.AtEnd(pair.Positive) || experiment.Scaling.AtEnd(pair.Negative))))
                yield return new Finding(Severity.Note, "scaling", "a factor of the scaled baseline is the last of its grid; a better one may lie beyond", "widen scaling.from and scaling.to");
        }

        foreach (SpikePicture picture in outcome.Spikes)
        {
            foreach (LayerSpikes layer in picture.Layers.Skip(1))
            {
                if (layer.Silent > TooMany || layer.AtOnce > TooMany)
                {
                    yield return new Finding(Severity.Warning, layer.Layer, $"at |E| = {picture.Reversal} {100 * layer.Silent:F0} % of the neurons fire at the end of their window and {100 * layer.AtOnce:F0} % at its begin: they say nothing",
                        "lower the learning rate, or pull spikes into the window (readout.penalty)");
                }
            }
        }
    }
}
