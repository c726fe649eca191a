namespace Mho.Networks.Spiking;

/// <summary>The furthest that a membrane went.</summary>
/// <param name="Potential">v, in thresholds.</param>
/// <param name="Layer">From 0.</param>
/// <param name="Neuron">Of the layer, from 0.</param>
public readonly record struct MembranePeak(double Potential, int Layer, int Neuron);
