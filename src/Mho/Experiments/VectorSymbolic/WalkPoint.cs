using System.Globalization;
using Mho.Networks;

namespace Mho.Experiments.VectorSymbolic;

/// <summary>The walks of several networks in one condition.</summary>
/// <remarks>Checks of one walk hang together, a network that has gone astray seldom comes back: intervals are Wilson's over networks.</remarks>
internal sealed record WalkPoint(IReadOnlyList<WalkOutcome> Walks)
{
    public int Networks => Walks.Count;

    public int Complete => Walks.Count(walk => walk.Complete);

    public int Right => Walks.Sum(walk => walk.Right);

    public int Checks => Walks.Sum(walk => walk.Checks);

    public double Overlap => Walks.Average(walk => walk.Overlap);

    /// <summary>Mean rate in Hz of the neurons of states, over walks that were right at least once.</summary>
    public double Active => Rate(walk => walk.Active);

    /// <summary>Mean rate in Hz of all other neurons.</summary>
    public double Others => Rate(walk => walk.Others);

    public double Share => (double)Complete / Networks;

    /// <summary>95 % interval of the share of networks whose walk is right every time.</summary>
    public (double Low, double High) Interval => Evaluation.Wilson(Complete, Networks);

    public string CompleteText => string.Create(CultureInfo.InvariantCulture, $"{Complete} of {Networks} ({100 * Interval.Low:F0} to {100 * Interval.High:F0} %)");

    public string RightText => string.Create(CultureInfo.InvariantCulture, $"{Right} of {Checks}");

    /// <summary>Share of networks that were right every time, of checks that were right, and overlap, under a name.</summary>
    public IEnumerable<Metric> Metrics(string name) =>
        [new($"{name}.complete", Share), new($"{name}.right", (double)Right / Checks), new($"{name}.overlap", Overlap)];

    private double Rate(Func<WalkOutcome, double> of) => Walks.Where(walk => walk.Right > 0).Select(of).DefaultIfEmpty(double.NaN).Average();
}
