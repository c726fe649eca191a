namespace Mho.Circuits.Ladders;

/// <summary>How a linear solve ended.</summary>
/// <param name="Status">Solved or why not.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Residual">Largest current missing at a node, A.</param>
/// <param name="Error">Estimated relative error of the worst column's output.</param>
internal readonly record struct LadderOutcome(SolveStatus Status, int Iterations, double Residual, double Error);
