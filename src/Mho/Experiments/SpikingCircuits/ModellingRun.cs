using Mho.Networks.Spiking;

namespace Mho.Experiments.SpikingCircuits;

/// <summary>What one pair of trainings found.</summary>
/// <param name="BottomUp">Trained with the circuit's parameters.</param>
/// <param name="TopDown">Trained with ideal synapses.</param>
/// <param name="Unscaled">Root mean square of the top-down error without scales, estimated by the extracted model in place of ngspice, in windows.</param>
/// <param name="Range">How far the extracted model takes membranes of the bottom-up network over the test samples.</param>
internal sealed record ModellingRun(DeployedNetwork BottomUp, DeployedNetwork TopDown, double Unscaled, MembraneRange Range);
