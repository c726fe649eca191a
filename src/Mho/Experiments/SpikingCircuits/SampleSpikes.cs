namespace Mho.Experiments.SpikingCircuits;

/// <summary>One sample in ngspice, as it is kept.</summary>
/// <param name="Circuit">[layers][neurons] in windows; empty if ngspice did not converge.</param>
/// <param name="Fault">What stopped ngspice; empty if nothing did.</param>
internal sealed record SampleSpikes(IReadOnlyList<IReadOnlyList<double>> Circuit, string Fault = "");
