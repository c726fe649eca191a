using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>Spikes of a trained network.</summary>
/// <param name="Reversal">|E| it was trained at.</param>
/// <param name="Layers">All layers, inputs first.</param>
/// <param name="Images">How many images.</param>
internal sealed record SpikePicture(double Reversal, IReadOnlyList<LayerSpikes> Layers, int Images);
