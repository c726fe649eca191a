using Mho.Experiments.Plots;
using Mho.Numerics;
using Mho.Vsa.Attractors;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>One way of being wrong, at several levels.</summary>
/// <param name="Name">For files and metrics.</param>
/// <param name="Title">For people.</param>
/// <param name="Axis">What a level is.</param>
/// <param name="Levels">Levels.</param>
/// <param name="Make">Weights at a level.</param>
internal sealed record FaultCurve(string Name, string Title, Axis Axis, IReadOnlyList<double> Levels, Func<Synapses, double, Key, Synapses> Make);
