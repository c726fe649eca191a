using Mho.Experiments.DataSets;
using Mho.Networks;
using Mho.Networks.Spiking;

namespace Mho.Experiments.Physical;

/// <summary>How real may a circuit be? Networks are trained at several |E|, with several intervals, offsets and noises, and beside them one that was trained ideal and only then deployed.</summary>
/// <remarks>
/// Curves are all pairs of <see cref="Discretisations"/> and <see cref="SpikeNoises"/>. Keys: run r of every point trains with <c>run["training"][r]</c>, run the key of
/// <see cref="Seed"/>: same split, first weights and order at every |E|, so that differences are those of the circuit. A finished point is not trained again when the run resumes.
/// After Y. Sakemi et al., arXiv 2412.09010 v1, figs. 4 to 8 and table 3.
/// </remarks>
[Model("reversal-sweep", Source = "Y. Sakemi et al., arXiv 2412.09010 v1, table 3")]
public sealed record ReversalSweep : IExperiment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "reversal-sweep";

    /// <summary>The one number that all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is learned and tested.</summary>
    public IDataSet Data { get; init; } = new Digits();

    /// <summary>The network; its own |E| is not used, its noise and discretisation where the lists below are empty.</summary>
    public IPhysicalArchitecture Network { get; init; } = new PhysicalMlp();

    /// <summary>How it is trained at every point.</summary>
    public Training Training { get; init; } = new();

    /// <summary>|E| in thresholds, rising.</summary>
    public IReadOnlyList<double> Reversals { get; init => field = Rising(value); } = [1, 2, 4, 8, 30, 100];

    /// <summary>Intervals and offsets that are compared; the network's own if empty.</summary>
    public IReadOnlyList<Discretisation> Discretisations { get; init; } = [];

    /// <summary>σ of spike noise that are compared; the network's own if empty.</summary>
    public IReadOnlyList<double> SpikeNoises { get; init; } = [];

    /// <summary>Networks trained at every point; mean, deviation and band are over these.</summary>
    public int Runs { get; init => field = Count(value, 1, 100, "networks a point"); } = 3;

    /// <summary>Whether a network trained ideal is tested at every |E|, as it is and scaled.</summary>
    public bool Baselines { get; init; } = true;

    /// <summary>|E| at which the baselines are trained; 100 is as good as ideal.</summary>
    public double IdealReversal { get; init => field = ReversalPotentials.Symmetric(value).Positive; } = 100;

    /// <summary>How the scaled baseline finds its factors.</summary>
    public ScaleSearch Scaling { get; init; } = new();

    /// <summary>Training images used, the first ones; 0 for all.</summary>
    public int TrainingImages { get; init => field = Count(value, 0, int.MaxValue, "images, 0 for all"); }

    /// <summary>Test images used, the first ones; 0 for all.</summary>
    public int TestImages { get; init => field = Count(value, 0, int.MaxValue, "images, 0 for all"); }

    /// <summary>The curves, in order.</summary>
    internal IReadOnlyList<SweepCurve> Curves =>
    [
        .. from noise in SpikeNoises.Count > 0 ? SpikeNoises : [Network.SpikeNoise]
           from discretisation in Discretisations.Count > 0 ? Discretisations : [Network.Discretisation]
           select new SweepCurve(discretisation, noise, Discretisations.Count > 1, SpikeNoises.Count > 1),
    ];

    /// <inheritdoc/>
    public Report Run(RunFolder folder, IProgressListener progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(progress);
        SweepOutcome outcome = new SweepProcedure(this, folder, progress, cancel).Run();
        return SweepReporting.Of(this, outcome);
    }

    private static int Count(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{value} is out of range; give {least} to {most:N0} {what}.");

    // Every |E| is a point of an axis and names a metric: so they rise.
    private static IReadOnlyList<double> Rising(IReadOnlyList<double> reversals)
    {
        ArgumentNullException.ThrowIfNull(reversals);
        if (reversals.Count == 0)
            throw new ArgumentException("no |E| is given; give at least one, such as 8.", nameof(reversals));
        for (int i = 0; i < reversals.Count; i++)
        {
            _ = ReversalPotentials.Symmetric(reversals[i]);
            if (!double.IsFinite(reversals[i]) || (i > 0 && !(reversals[i] > reversals[i - 1])))
                throw new ArgumentOutOfRangeException(nameof(reversals), $"|E| number {i + 1}, {reversals[i]}, is not finite and above the one before; give |E| in rising order, 100 for ideal synapses.");
        }

        return reversals;
    }
}
