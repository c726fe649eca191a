namespace Mho.Circuits.Newton;

/// <summary>When to stop.</summary>
/// <param name="Tolerance">Relative error of each output.</param>
/// <param name="Imbalance">Current that may be missing at a node, relative to the largest current that a line collects from its cells.</param>
/// <param name="Steps">Newton steps at most, for one drive.</param>
/// <param name="Iterations">Iterations of one linear solve at most.</param>
internal readonly record struct NewtonLimits(double Tolerance, double Imbalance, int Steps, int Iterations);
