namespace Mho.Circuits.Ladders;

/// <summary>How a linear solve ended.</summary>
/// <param name="Status">Solved or why not.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Residual">Largest current missing at a node, A.</param>
/// <param name="Error">Estimated relative error of the worst column's output.</param>
internal readonly record struct LadderOutcome(SolveStatus Status, int Iterations, double Residual, double Error)
{
    /// <summary>The worst of each number, for a whole batch.</summary>
    public static SolveReport Worst(ReadOnlySpan<LadderOutcome> outcomes)
    {
        SolveStatus status = SolveStatus.Solved;
        int iterations = 0;
        double residual = 0, error = 0;
        foreach (LadderOutcome outcome in outcomes)
        {
            status = outcome.Status > status ? outcome.Status : status;
            iterations = Math.Max(iterations, outcome.Iterations);
            residual = Math.Max(residual, outcome.Residual);
            error = Math.Max(error, outcome.Error);
        }

        return new(status, iterations, new(residual), error);
    }
}
