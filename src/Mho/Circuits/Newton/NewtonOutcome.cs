namespace Mho.Circuits.Newton;

/// <summary>How the solve of one input ended.</summary>
/// <param name="Status">Solved or why not.</param>
/// <param name="Steps">Newton steps.</param>
/// <param name="Iterations">Iterations of all linear solves.</param>
/// <param name="Residual">Largest current missing at a node, A.</param>
/// <param name="Error">Estimated relative error of the worst output.</param>
internal readonly record struct NewtonOutcome(SolveStatus Status, int Steps, int Iterations, double Residual, double Error)
{
    /// <summary>The worst of several inputs.</summary>
    public static SolveReport Worst(ReadOnlySpan<NewtonOutcome> outcomes)
    {
        NewtonOutcome worst = default;
        foreach (NewtonOutcome outcome in outcomes)
        {
            worst = new(
                outcome.Status > worst.Status ? outcome.Status : worst.Status, Math.Max(outcome.Steps, worst.Steps), Math.Max(outcome.Iterations, worst.Iterations),
                Math.Max(outcome.Residual, worst.Residual), Math.Max(outcome.Error, worst.Error));
        }

        return new(worst.Status, worst.Iterations, new(worst.Residual), worst.Error) { NewtonSteps = worst.Steps };
    }
}
