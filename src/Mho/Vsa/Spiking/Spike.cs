namespace Mho.Vsa.Spiking;

/// <summary>A point of a raster.</summary>
/// <param name="Step">Step of the clock, from 0.</param>
/// <param name="Neuron">Who spiked.</param>
public readonly record struct Spike(int Step, int Neuron);
