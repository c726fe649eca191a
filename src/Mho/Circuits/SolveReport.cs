namespace Mho.Circuits;

/// <summary>How a solve ended, and what to do about it when it did not end well.</summary>
/// <param name="Status">Solved or why not.</param>
/// <param name="Iterations">Iterations of the worst input; those of all its Newton steps together.</param>
/// <param name="Residual">The largest current by which Kirchhoff's current law misses at a node, A.</param>
/// <param name="Error">Estimated relative error of the worst output.</param>
public sealed record SolveReport(SolveStatus Status, int Iterations, Current Residual, double Error)
{
    /// <summary>Steps of Newton's method of the worst input; 0 where cells are linear.</summary>
    public int NewtonSteps { get; init; }

    /// <summary>Whether the asked tolerance was reached.</summary>
    public bool Solved => Status == SolveStatus.Solved;

    /// <summary>A way out; empty when solved.</summary>
    public string Advice => Status switch
    {
        SolveStatus.Stalled => "the numbers hold no more digits: ask for a larger tolerance, or look for conductances that span too many decades",
        SolveStatus.OutOfIterations => "allow more iterations, or look for lines whose cells conduct far better than their wires",
        SolveStatus.Broken => "a direction met no admittance: look for a resonance at this frequency, or for lines connected to nothing",
        SolveStatus.Unbalanced => "lower the inputs, or look for an element whose current falls with its voltage",
        _ => "",
    };

    /// <summary>The worse of each number of two reports: that of both solves together.</summary>
    public SolveReport OrWorse(SolveReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Status > other.Status ? Status : other.Status, Math.Max(Iterations, other.Iterations), Residual > other.Residual ? Residual : other.Residual, Math.Max(Error, other.Error))
        {
            NewtonSteps = Math.Max(NewtonSteps, other.NewtonSteps),
        };
    }

    /// <summary>This report, if solved.</summary>
    /// <exception cref="InvalidOperationException">Not solved; says what was reached and the way out.</exception>
    public SolveReport OrThrow() => Solved ? this
        : throw new InvalidOperationException($"the crossbar was not solved ({Status} after {Iterations} iterations, relative error about {Error:E1}): {Advice}.");
}
