using Mho.Networks;
using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>What an experiment on the cells of a physical neural network found, before it is told.</summary>
/// <param name="Training">The network and how it learned.</param>
/// <param name="Software">Its accuracy with the weights it learned.</param>
/// <param name="ByError">For each law, accuracy for each programming error.</param>
/// <param name="InTime">For each device, accuracy directly after programming and at each time.</param>
/// <param name="Cells">For each device, its first programming; null where an interrupted run had done it and nothing is told of it.</param>
/// <param name="TestImages">Images each accuracy is over.</param>
internal sealed record DevicesOutcome(
    TrainingResult Training, double Software, IReadOnlyList<IReadOnlyList<Repeats>> ByError, IReadOnlyList<IReadOnlyList<Repeats>> InTime, IReadOnlyList<IReadOnlyList<SynapseCells>> Cells, int TestImages);
