namespace Mho.Networks;

/// <summary>What training left.</summary>
/// <param name="Trained">The network with the parameters that were kept.</param>
/// <param name="History">All epochs in order.</param>
/// <param name="KeptEpoch">Number of the epoch whose parameters were kept.</param>
public sealed record TrainingResult(TrainedNetwork Trained, IReadOnlyList<Epoch> History, int KeptEpoch);
