using Mho.Networks;

namespace Mho.Experiments.Physical;

/// <summary>What a sweep over |E| found, before it is told.</summary>
/// <param name="Curves">In the order of the experiment's.</param>
/// <param name="Best">Of the first curve: the index of the |E| with the highest accuracy on images set aside, or on test images if none are.</param>
/// <param name="BestNetwork">Run 0 there.</param>
/// <param name="Spikes">Of run 0 of the first curve: |E| and the spikes of some test images.</param>
/// <param name="TestImages">Images each accuracy is over.</param>
internal sealed record SweepOutcome(IReadOnlyList<CurveOutcome> Curves, int Best, TrainingResult BestNetwork, IReadOnlyList<SpikePicture> Spikes, int TestImages);
